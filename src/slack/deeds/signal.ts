// Alerts that did not declare by themselves: their line has a button to declare, or to attach them to an open incident.
import { isOpen } from '../../incident/lifecycle.ts';
import { Refusal } from '../../incident/refusal.ts';
import { planFor } from '../../workflows/rules.ts';
import { change, formOf, incidentOf } from '../act.ts';
import { viewerOf } from '../asks.ts';
import { escaped, section } from '../blocks.ts';
import { whichIncident } from '../choose-incident.ts';
import type { Answer, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { form, readMetadata } from '../forms.ts';
import { slackId } from '../ids.ts';
import { unpack } from '../press-values.ts';

/** The value of these buttons is the id of the signal's event in the inbox, alone or packed as `signal`. As the rules map it. */
async function signalOf(value: string, context: DeedContext) {
  const id = unpack(value).signal ?? value;
  const [received] = await context.engine.questions.signals([id]);
  if (!received) {
    throw new Refusal('This alert is no longer in the record. Declare by hand: `declare` and a title.');
  }
  const { plan } = planFor(received.signal, context.policy);
  // Its end was told already, and is not told again.
  const over = received.over ? { state: 'resolved' as const } : {};
  return { id, ...received, signal: { ...plan.signal, ...over }, fields: plan.fields };
}

async function declare(press: Press, context: DeedContext): Promise<Answer> {
  const { signal, receivedAt, fields } = await signalOf(press.value, context);
  const { state } = await context.engine.handle({
    type: 'declare',
    wish: { kind: 'real', title: signal.title, private: false, signal, fields, detectedAt: receivedAt },
    asking: press.asking,
  });
  return {
    kind: 'private',
    text: `INC-${state.number} is declared. Its channel #${escaped(state.channelName)} is being opened; you will be invited.`,
  };
}

async function askWhich(press: Press, context: DeedContext): Promise<Answer> {
  const { id, signal, incident } = await signalOf(press.value, context);
  if (incident !== undefined) {
    // The line may stand for long after somebody else decided.
    const held = await context.engine.questions.incident(
      incident,
      viewerOf(context, slackId(press.asking.by.id)),
    );
    throw new Refusal(`This alert is already part of ${held ? `INC-${held.number}` : 'an incident'}.`);
  }
  return {
    kind: 'modal',
    offer: 'Which incident does this alert belong to?',
    view: form({
      callbackId: 'attach:form',
      title: 'Attach an alert',
      submit: 'Attach',
      metadata: formOf({ ...press, incident: undefined }, { signal: id }),
      blocks: [section(escaped(signal.title)), await whichIncident(press, context)],
    }),
  };
}

async function attach(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const { signal, receivedAt } = await signalOf(
    readMetadata(submission.metadata).more?.signal ?? '',
    context,
  );
  await change(submission, context, 'attach-signal', {
    signal,
    because: 'a person attached it',
    receivedAt,
  });
  const { number, status } = incidentOf(submission);
  const over = isOpen(status) ? '' : ` INC-${number} is ${status}; if it is happening again, reopen it.`;
  return { kind: 'close', text: `The alert is part of INC-${number} now.${over}` };
}

export const signal: Deed = {
  name: 'signal',
  buttons: { 'declare:signal': declare, 'attach:signal': askWhich },
  modals: { 'attach:form': attach },
};
