// Cancel: it was not an incident of ours; with one of four reasons.
import { cancelReasonIn } from '../../incident/cancel.ts';
import { CANCEL_REASONS, type CancelReason } from '../../incident/values.ts';
import { change, formOf, incidentOf, restOf, seenInChannel } from '../act.ts';
import type { Answer, Ask, Deed, Submission } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { choiceField, form, textField } from '../forms.ts';

const MEANINGS: Readonly<Record<CancelReason, string>> = {
  duplicate: 'Another covers it; merge also brings alerts and people there',
  'false alarm': 'Nothing was wrong',
  external: 'Somebody else’s problem, and theirs to mend',
  superseded: 'It became part of something larger',
};

async function open(ask: Ask, text: string): Promise<Answer> {
  const incident = incidentOf(ask);
  return {
    kind: 'modal',
    offer: `Cancel INC-${incident.number}? The form asks for the reason.`,
    view: form({
      callbackId: 'cancel:form',
      title: `Cancel INC-${incident.number}`,
      submit: 'Cancel it',
      close: 'Back',
      metadata: formOf(ask),
      blocks: [
        choiceField(
          'reason',
          'Reason',
          CANCEL_REASONS.map((reason) => ({ value: reason, label: reason, description: MEANINGS[reason] })),
        ),
        textField('text', 'In your words', { optional: true, value: text }),
      ],
    }),
  };
}

export const cancel: Deed = {
  name: 'cancel',
  command: {
    word: 'cancel',
    aliases: ['canceled', 'cancelled'],
    usage: 'cancel [duplicate, false alarm, external or superseded] [words]',
    says: 'Say that it was not an incident of ours.',
    needsIncident: true,
    async run(ask, context) {
      const line = restOf(ask, context);
      const { reason, rest: text } = cancelReasonIn(line);
      if (!reason) {
        return open(ask, line);
      }
      await change(ask, context, 'cancel', { reason, ...(text ? { text } : {}) });
      return seenInChannel(ask, 'Canceled.');
    },
  },
  modals: {
    async 'cancel:form'(submission: Submission, context) {
      const chosen = oneOf(submission.values, 'reason');
      const reason = CANCEL_REASONS.find((each) => each === chosen);
      if (!reason) {
        return { kind: 'errors', errors: { reason: 'Choose one of the four.' } };
      }
      const text = oneOf(submission.values, 'text');
      await change(submission, context, 'cancel', { reason, ...(text ? { text } : {}) });
      return { kind: 'close' };
    },
  },
};
