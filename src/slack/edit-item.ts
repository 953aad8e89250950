// The form that changes an action item: words, owner, date, and whether it is for now or for afterwards. What is emptied goes.
import { change, incidentOf } from './act.ts';
import type { Answer, DeedContext, Press, Submission, SubmissionAnswer } from './deed.ts';
import { oneOf } from './form-values.ts';
import { readMetadata } from './forms.ts';
import { itemForm } from './item-deeds.ts';
import { unpack } from './press-values.ts';

export async function openEdit(press: Press): Promise<Answer> {
  const incident = incidentOf(press);
  const { item: id = '' } = unpack(press.value);
  const item = incident.items.find((one) => one.id === id);
  return item
    ? {
        kind: 'modal',
        offer: 'Change this action item?',
        view: itemForm(press, item.kind, { text: item.text.text, item, more: { item: id } }),
      }
    : { kind: 'private', text: 'This item was done long ago: it is kept on the timeline only.' };
}

export async function sendEdit(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const { values } = submission;
  const owner = oneOf(values, 'owner');
  await change(submission, context, 'change-item', {
    item: readMetadata(submission.metadata).more?.item ?? '',
    text: oneOf(values, 'text') ?? '',
    owner: owner ? context.people.actor(owner) : null,
    due: oneOf(values, 'due') ?? null,
    kind: oneOf(values, 'kind') === 'follow-up' ? 'follow-up' : 'task',
  });
  return { kind: 'close' };
}
