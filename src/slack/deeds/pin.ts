// Pin to timeline: a message belongs in the review. From another channel it is copied as evidence.
import { change, formOf, incidentOf } from '../act.ts';
import { carriedMessage, carryMessage } from '../carried-message.ts';
import { whichIncident } from '../choose-incident.ts';
import type { Answer, Deed, DeedContext, MessageAsk, Submission, SubmissionAnswer } from '../deed.ts';
import { form } from '../forms.ts';

async function pinHere(ask: MessageAsk, context: DeedContext): Promise<Answer> {
  const { message: place, author, text, files, thread } = ask;
  const message = { place, author, text, files: [...files], ...(thread ? { thread } : {}) };
  await change(ask, context, 'pin', { place, how: 'shortcut', message });
  return { kind: 'private', text: `Pinned to the timeline of INC-${incidentOf(ask).number}.` };
}

async function askWhere(ask: MessageAsk, context: DeedContext): Promise<Answer> {
  const { more, blocks } = carryMessage(ask);
  return {
    kind: 'modal',
    offer: 'Which incident does this message belong to?',
    view: form({
      callbackId: 'pin:form',
      title: 'Pin to a timeline',
      submit: 'Pin',
      metadata: formOf(ask, more),
      blocks: [await whichIncident(ask, context), ...blocks],
    }),
  };
}

async function copy(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const evidence = carriedMessage(submission, context);
  if (!evidence) {
    throw new Error('A form to pin a message came back without its message.');
  }
  await change(submission, context, 'copy-evidence', { ...evidence, pinned: true });
  return { kind: 'close', text: `Pinned to the timeline of INC-${incidentOf(submission).number}.` };
}

export const pin: Deed = {
  name: 'pin',
  modals: { 'pin:form': copy },
  messageShortcuts: {
    pin_to_timeline: (ask, context) => (ask.incident ? pinHere(ask, context) : askWhere(ask, context)),
  },
};
