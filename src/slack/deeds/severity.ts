// Severity: how bad it is; a form with the guidance where none is typed.
import { change, formOf, incidentOf, restOf, seenInChannel } from '../act.ts';
import { escaped, context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { choiceField, form, textField } from '../forms.ts';

/** `sev 1`, `SEV-1` and `1` are one word. */
const SEVERITY_WORD = /^(?:sev(?:erity)?[\s-]*\d+|\S+)/i;

async function open(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const { severities } = context.policy;
  return {
    kind: 'modal',
    offer: `INC-${incident.number} is ${incident.severity.label}.`,
    view: form({
      callbackId: 'severity:form',
      title: `Severity of INC-${incident.number}`,
      submit: 'Set',
      metadata: formOf(ask),
      blocks: [
        choiceField(
          'severity',
          'Severity',
          severities.map(({ id, label }) => ({ value: id, label })),
          { chosen: incident.severity.id, hint: 'When unsure, take the higher one.' },
        ),
        small(severities.map(({ label, guidance }) => `*${escaped(label)}* ${escaped(guidance)}`).join('\n')),
        textField('reason', 'Why', { optional: true }),
      ],
    }),
  };
}

async function set(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  await change(submission, context, 'change-severity', {
    severity: oneOf(submission.values, 'severity') ?? '',
    reason: oneOf(submission.values, 'reason'),
  });
  return { kind: 'close' };
}

async function choose(press: Press, context: DeedContext): Promise<Answer> {
  await change(press, context, 'change-severity', { severity: press.value });
  return seenInChannel(press, 'The severity is set.');
}

/** The message may stand for long after somebody thought worse of it. */
async function raise(press: Press, context: DeedContext): Promise<Answer> {
  await change(press, context, 'change-severity', { severity: press.value, raise: true });
  return seenInChannel(press, 'The severity is set.');
}

export const severity: Deed = {
  name: 'severity',
  command: {
    word: 'severity',
    aliases: ['sev'],
    usage: 'severity [1-4] [why]',
    says: 'Set how bad it is; without a level, a form with guidance.',
    needsIncident: true,
    async run(ask, context) {
      const line = restOf(ask, context);
      const word = SEVERITY_WORD.exec(line)?.[0];
      if (!word) {
        return open(ask, context);
      }
      const reason = line.slice(word.length).replace(/^[\s,:–—-]+/, '');
      await change(ask, context, 'change-severity', {
        severity: word.replace(/[,:]$/, ''),
        ...(reason ? { reason } : {}),
      });
      return seenInChannel(ask, 'The severity is set.');
    },
  },
  buttons: { 'severity:open': open, 'severity:choose': choose, 'severity:raise': raise },
  modals: { 'severity:form': set },
};
