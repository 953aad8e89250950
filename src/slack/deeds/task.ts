// Tasks: what has to be done during the incident. Also the form and the buttons of action items of both kinds.
import { change, incidentOf } from '../act.ts';
import { section, context as small } from '../blocks.ts';
import type { Answer, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { readMetadata } from '../forms.ts';
import { answerAdded, itemForm, itemFromMessage, listItems, runItemLine } from '../item-deeds.ts';
import { unpack } from '../press-values.ts';

async function open(press: Press): Promise<Answer> {
  incidentOf(press);
  const kind = unpack(press.value).kind === 'follow-up' ? 'follow-up' : 'task';
  return { kind: 'modal', offer: 'Add an action item?', view: itemForm(press, kind) };
}

/** The list that was pressed on shows what is left. */
async function done(press: Press, context: DeedContext): Promise<Answer> {
  const { item = '' } = unpack(press.value);
  const { state } = await change(press, context, 'finish-item', { item });
  const found = state.items.find(({ id }) => id === item);
  const list = listItems({ incident: state }, found?.kind ?? 'task', context);
  if (list.kind !== 'private') {
    return list;
  }
  const undo = `If it is not done after all: \`/${context.policy.command} task reopen ${item}\`.`;
  const blocks = list.blocks ?? [section(list.text)];
  return { kind: 'replace', text: list.text, blocks: [...blocks, small(undo)] };
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
  const told = answerAdded(submission, state);
  return { kind: 'close', ...(told.kind === 'private' ? { text: told.text } : {}) };
}

export const task: Deed = {
  name: 'task',
  command: {
    word: 'task',
    usage: 'task [what @who by friday, done 3, or reopen 3]',
    says: 'Add something to do now, finish it, or list what is open.',
    needsIncident: true,
    run: (ask, context) => runItemLine('task', ask, context),
  },
  buttons: {
    'task:open': open,
    'task:done': done,
  },
  modals: { 'item:form': add },
  messageShortcuts: { make_task: (ask, context) => itemFromMessage('task', ask, context) },
};
