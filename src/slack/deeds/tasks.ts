// Tasks: everything that is to be done, with owner, date, ticket and state; and the buttons of single items, wherever they stand.
import type { KnownBlock } from '@slack/types';
import type { ActionItem, Incident } from '../../incident/state.ts';
import { change, headline, incidentOf } from '../act.ts';
import { button, divider, row, section, context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press } from '../deed.ts';
import { openEdit, sendEdit } from '../edit-item.ts';
import { itemButtons, itemLine, trackerFor } from '../item-words.ts';
import { pack, unpack } from '../press-values.ts';
import { isOver } from '../typed-date.ts';

/** Two blocks each, of the fifty that a message holds (Slack's docs). */
const MOST_LISTED = 15;
const DONE_LISTED = 4;

function listed(incident: Incident, items: readonly ActionItem[], context: DeedContext): KnownBlock[] {
  const tracker = trackerFor(context.policy, incident);
  const here = { zone: incident.zone, now: context.now() };
  const isOverdue = ({ due, done }: ActionItem) => !done && due !== undefined && isOver(due, here);
  return items.flatMap((item) => [
    section(`${itemLine(item)}${isOverdue(item) ? '  ·  *overdue*' : ''}`),
    row(`item-${item.id}`, itemButtons(incident, item, { on: 'list', ...(tracker ? { tracker } : {}) })),
  ]);
}

const titled = (title: string, blocks: readonly KnownBlock[]): KnownBlock[] =>
  blocks.length === 0 ? [] : [section(`*${title}*`), ...blocks];

/** What is open, then what was done last. */
function allItems(incident: Incident, context: DeedContext): { text: string; blocks: KnownBlock[] } {
  const open = incident.items.filter(({ done }) => !done);
  const shown = open.slice(0, MOST_LISTED);
  const done = incident.items.filter((item) => item.done).slice(-DONE_LISTED);
  const left = open.length - shown.length;
  const of = (kind: ActionItem['kind']) => shown.filter((item) => item.kind === kind);
  const { command } = context.policy;
  const count =
    open.length === 0
      ? 'No open action items'
      : open.length === 1
        ? '1 open action item'
        : `${open.length} open action items`;
  const text = `${count} in INC-${incident.number}.`;
  const blocks: KnownBlock[] = [
    section(`${headline(incident)}\n${count}.`),
    ...titled('Tasks', listed(incident, of('task'), context)),
    ...titled('Follow-ups', listed(incident, of('follow-up'), context)),
    ...(left > 0
      ? [small(`And ${left} more; \`/${command} task\` and \`/${command} followup\` list them by kind.`)]
      : []),
    ...(done.length > 0 ? [divider, ...titled('Done last', listed(incident, done, context))] : []),
    row('items', [button('Add one', 'task:open', pack(incident, { kind: 'follow-up' }))]),
  ];
  return { text, blocks };
}

async function run(ask: Ask, context: DeedContext): Promise<Answer> {
  return { kind: 'private', ...allItems(incidentOf(ask), context) };
}

/** A list shows what became of it at once; a sentence in the channel is brought up to date by itself. */
function answerFor(press: Press, incident: Incident, context: DeedContext): Answer {
  const { on, item: id } = unpack(press.value);
  if (on === 'list') {
    return { kind: 'replace', ...allItems(incident, context) };
  }
  const item = incident.items.find((one) => one.id === id);
  if (on === 'reminder' && item) {
    const text = `${item.done ? 'Done' : 'Open'}: ${itemLine(item)}`;
    const tracker = trackerFor(context.policy, incident);
    const buttons = itemButtons(incident, item, { on, ...(tracker ? { tracker } : {}) });
    return { kind: 'replace', text, blocks: [section(text), row('item', buttons)] };
  }
  return { kind: 'nothing' };
}

type Act = 'finish-item' | 'reopen-item' | 'request-ticket';

const press = (act: Act) => async (pressed: Press, context: DeedContext) => {
  const { item = '' } = unpack(pressed.value);
  const { state } = await change(pressed, context, act, { item });
  return answerFor(pressed, state, context);
};

export const tasks: Deed = {
  name: 'tasks',
  command: {
    word: 'tasks',
    aliases: ['items', 'action-items', 'todo', 'todos'],
    usage: 'tasks',
    says: 'List tasks and follow-ups with owner, date and ticket; finish them, or make tickets of them.',
    needsIncident: true,
    run,
  },
  buttons: {
    'item:done': press('finish-item'),
    'item:reopen': press('reopen-item'),
    'item:ticket': press('request-ticket'),
    'item:edit': openEdit,
    // Leads to the tracker by itself.
    'item:see': async () => ({ kind: 'nothing' }),
  },
  modals: { 'item:change': sendEdit },
};
