// Reopen: it is back, or was never over; with the reason.
import { isOpen } from '../../incident/lifecycle.ts';
import { change, formOf, incidentOf, restOf, seenInChannel } from '../act.ts';
import type { Answer, Ask, Deed, DeedContext, Submission } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { form, textField } from '../forms.ts';

/** What is open is refused before anybody writes why. */
async function open(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  if (isOpen(incident.status)) {
    await change(ask, context, 'reopen', { reason: '' });
  }
  return {
    kind: 'modal',
    offer: `Reopen INC-${incident.number}? The form asks why.`,
    view: form({
      callbackId: 'reopen:form',
      title: `Reopen INC-${incident.number}`,
      submit: 'Reopen',
      metadata: formOf(ask),
      blocks: [textField('text', 'Why', { focus: true, placeholder: 'Errors are back since 15:10' })],
    }),
  };
}

export const reopen: Deed = {
  name: 'reopen',
  command: {
    word: 'reopen',
    usage: 'reopen [why]',
    says: 'Say that it is not over after all.',
    needsIncident: true,
    async run(ask, context) {
      const reason = restOf(ask, context);
      if (reason === '') {
        return open(ask, context);
      }
      await change(ask, context, 'reopen', { reason });
      return seenInChannel(ask, 'Reopened.');
    },
  },
  buttons: { 'reopen:open': open },
  modals: {
    async 'reopen:form'(submission: Submission, context) {
      await change(submission, context, 'reopen', { reason: oneOf(submission.values, 'text') ?? '' });
      return { kind: 'close' };
    },
  },
};
