// Resolve: it is over. With words at once; without, a form that a press on Enter sends.
import { change, formOf, incidentOf, restOf, seenInChannel } from '../act.ts';
import type { Answer, Ask, Deed, DeedContext, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { form, textField } from '../forms.ts';

async function open(ask: Ask): Promise<Answer> {
  const incident = incidentOf(ask);
  return {
    kind: 'modal',
    offer: `Resolve INC-${incident.number}? The form asks what fixed it.`,
    view: form({
      callbackId: 'resolve:form',
      title: `Resolve INC-${incident.number}`,
      submit: 'Resolve',
      metadata: formOf(ask),
      blocks: [
        textField('text', 'What fixed it', {
          optional: true,
          focus: true,
          placeholder: 'Rolled back to 2.14.0',
          hint: 'A draft of the review follows in the channel; for ten minutes this can be undone.',
        }),
      ],
    }),
  };
}

async function send(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const text = oneOf(submission.values, 'text');
  await change(submission, context, 'resolve', text ? { text } : {});
  return { kind: 'close' };
}

export const resolve: Deed = {
  name: 'resolve',
  command: {
    word: 'resolve',
    aliases: ['resolved', 'fixed'],
    usage: 'resolve [what fixed it]',
    says: 'Say that it is over.',
    needsIncident: true,
    async run(ask: Ask, context: DeedContext) {
      const text = restOf(ask, context);
      if (text === '') {
        return open(ask);
      }
      await change(ask, context, 'resolve', { text });
      return seenInChannel(ask, 'Resolved.');
    },
  },
  buttons: { 'resolve:open': open },
  modals: { 'resolve:form': send },
};
