// Tasks: what has to be done during the incident. Also the form and the buttons of action items of both kinds.
import { change, incidentOf } from '../act.ts';
import { escaped } from '../blocks.ts';
import type { Answer, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf, readMetadata } from '../forms.ts';
import { finish, itemForm, itemFromMessage, itemLine, runItemLine } from '../item-deeds.ts';
import { unpack } from '../press-values.ts';

async function open(press: Press): Promise<Answer> {
  incidentOf(press);
  const kind = unpack(press.value).kind === 'follow-up' ? 'follow-up' : 'task';
  return { kind: 'modal', offer: 'Add an action item?', view: itemForm(press, kind) };
}

async function reopen(press: Press, context: DeedContext): Promise<Answer> {
  const item = unpack(press.value).item ?? '';
  const { state } = await change(press, context, 'reopen-item', { item });
  const found = state.items.find(({ id }) => id === item);
  return { kind: 'replace', text: `Open again: ${escaped(found?.text.text ?? `number ${item}`)}` };
}

async function add(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const { values } = submission;
  const owner = oneOf(values, 'owner');
  const due = oneOf(values, 'due');
  const [channel, ts] = readMetadata(submission.metadata).more?.message?.split('/') ?? [];
  const { state } = await change(submission, context, 'add-item', {
    kind: oneOf(values, 'kind') === 'follow-up' ? 'follow-up' : 'task',
    text: oneOf(values, 'text') ?? '',
    ...(owner ? { owner: context.people.actor(owner) } : {}),
    ...(due ? { due } : {}),
    ...(channel && ts ? { message: { team: context.team, channel, ts } } : {}),
  });
  const added = state.items.at(-1);
  return { kind: 'close', ...(added ? { text: `Added to INC-${state.number}: ${itemLine(added)}` } : {}) };
}

export const task: Deed = {
  name: 'task',
  command: {
    word: 'task',
    aliases: ['tasks', 'todo'],
    usage: 'task [what @who by friday, or done 3]',
    says: 'Add something to do now, finish it, or list what is open.',
    needsIncident: true,
    run: (ask, context) => runItemLine('task', ask, context),
  },
  buttons: {
    'task:open': open,
    'task:done': (press, context) => finish(press, context, unpack(press.value).item ?? ''),
    'task:reopen': reopen,
  },
  modals: { 'item:form': add },
  messageShortcuts: { make_task: (ask, context) => itemFromMessage('task', ask, context) },
};
