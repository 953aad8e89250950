// What tasks and follow-ups have in common: typed in a line, listed, finished, and the form for one.
import type { KnownBlock } from '@slack/types';
import { lintItem } from '../evidence/item-lint.ts';
import { Refusal } from '../incident/refusal.ts';
import type { ActionItem, Incident } from '../incident/state.ts';
import { change, formOf, headline, incidentOf, seenInChannel } from './act.ts';
import { button, escaped, row, section, shorten } from './blocks.ts';
import { whichIncident } from './choose-incident.ts';
import type { Answer, Ask, DeedContext, MessageAsk } from './deed.ts';
import { choiceField, dateField, form, personField, textField } from './forms.ts';
import { itemLine } from './item-words.ts';
import { pack } from './press-values.ts';
import { takeDue } from './typed-date.ts';
import { knownZone } from './typed-time.ts';
import { onlyPerson, personFirst, personLast, wordsOf } from './typed-words.ts';

type ItemKind = ActionItem['kind'];

/** How each kind is called, and typed. */
const CALLED: Readonly<Record<ItemKind, { word: string; one: string; many: string }>> = {
  task: { word: 'task', one: 'task', many: 'tasks' },
  'follow-up': { word: 'followup', one: 'follow-up', many: 'follow-ups' },
};

/** `done 3`, `done restart`, `reopen 3`; `close the valve` is a task. */
const ABOUT_ONE = /^(?<verb>done|finished|reopen)\b(?<which>.*)$/is;

/** Messages hold 50 blocks (Slack's docs); a phone less. */
const MOST_LISTED = 15;

type ReadItem = Pick<ActionItem, 'owner' | 'due'> & { text: string };

/** `raise the pool size @bo by friday`; owner and date may be left out. `unread`: what stood where a date does. */
function readItem(ask: Ask, context: DeedContext): { item: ReadItem; unread?: string } {
  const zone = knownZone(context.people.zone(ask.asking.by.id), ask.incident?.zone ?? context.policy.zone);
  const writing = { zone, now: context.now() };
  const me = ask.asking.by;
  const last = personLast(ask.rest, context.people, me);
  const { text, due, unread } = takeDue(last?.rest ?? ask.rest, writing);
  const owned =
    last ??
    personLast(text, context.people, me) ??
    firstNamed(text, context, ask) ??
    onlyPerson(text, context.people);
  const rest = owned && owned !== last ? owned.rest : text;
  return {
    item: {
      text: wordsOf(rest, context.people),
      ...(owned ? { owner: owned.who } : {}),
      ...(due ? { due } : {}),
    },
    ...(unread ? { unread } : {}),
  };
}

/** `@bo check the pool` is Bo's; `me too` is no owner but text. */
function firstNamed(text: string, context: DeedContext, ask: Ask) {
  return /^(?:for\s+|owner\s+)?[<@]/.test(text)
    ? personFirst(text, context.people, ask.asking.by)
    : undefined;
}

/** The open ones, with a button for each that is done. */
export function listItems(ask: Pick<Ask, 'incident'>, kind: ItemKind, context: DeedContext): Answer {
  const incident = incidentOf(ask);
  const { word, one, many } = CALLED[kind];
  const open = incident.items.filter((item) => item.kind === kind && !item.done);
  const how = `To add one: \`/${context.policy.command} ${word} what is to be done @who by friday\`.`;
  if (open.length === 0) {
    return { kind: 'private', text: `INC-${incident.number} has no open ${many}. ${how}` };
  }
  const left = open.length - MOST_LISTED;
  const blocks: KnownBlock[] = [
    section(`${headline(incident)}: open ${many}`),
    ...open.slice(0, MOST_LISTED).map((item) => section(itemLine(item), doneButton(incident, item))),
    ...(left > 0 ? [section(`… and ${left} more.`)] : []),
    row('items', [button('Add one', 'task:open', pack(incident, { kind }))]),
  ];
  return { kind: 'private', text: `${open.length} open ${open.length === 1 ? one : many}.`, blocks };
}

const doneButton = (incident: Incident, item: ActionItem) =>
  button('Done', 'task:done', pack(incident, { item: item.id }));

/** The item of a number as typed, or of words that only one item has. */
function itemNamed(incident: Incident, typed: string): string {
  const wanted = typed.trim().replace(/^#/, '').toLowerCase();
  if (wanted === '') {
    throw new Refusal('Say which one by its number: the list shows the numbers.');
  }
  if (/^\d+$/.test(wanted)) {
    return wanted;
  }
  const like = incident.items.filter((item) => item.text.text.toLowerCase().includes(wanted));
  const [only] = like;
  if (like.length !== 1 || !only) {
    throw new Refusal(
      `${like.length === 0 ? 'No item has' : 'More than one item has'} these words. Say which one by its number: the list shows the numbers.`,
    );
  }
  return only.id;
}

/** One line: lists when bare, `done 3` and `reopen 3` for one of them, else adds. */
export async function runItemLine(kind: ItemKind, ask: Ask, context: DeedContext): Promise<Answer> {
  const line = ask.rest.trim();
  if (line === '' || /^list$/i.test(line)) {
    return listItems(ask, kind, context);
  }
  const about = ABOUT_ONE.exec(line)?.groups;
  if (about) {
    const item = itemNamed(incidentOf(ask), about.which ?? '');
    const reopen = /^reopen/i.test(about.verb ?? '');
    const { state } = await change(ask, context, reopen ? 'reopen-item' : 'finish-item', { item });
    const text = escaped(state.items.find(({ id }) => id === item)?.text.text ?? `number ${item}`);
    return seenInChannel(ask, `${reopen ? 'Open again' : 'Done'}: ${text}.`);
  }
  const { item, unread } = readItem(ask, context);
  const { state } = await change(ask, context, 'add-item', { kind, ...item });
  return answerAdded(ask, state, unread);
}

/** What was added; in its own channel only what could be better about it. `unread`: words that should have been a date. */
export function answerAdded(ask: Ask, state: Incident, unread?: string): Answer {
  const added = state.items.at(-1);
  const told = seenInChannel(ask, added ? `Added: ${itemLine(added)}.` : 'Added.');
  const hints = [
    ...(unread === undefined
      ? []
      : [
          `I could not read the date “${escaped(shorten(unread, 40))}”; say it like \`2026-12-24\` or \`friday\`.`,
        ]),
    ...(added ? hintsFor(added, unread !== undefined) : []),
  ];
  if (hints.length === 0) {
    return told;
  }
  const words = hints.join('\n');
  return { kind: 'private', text: told.kind === 'private' ? `${told.text}\n${words}` : words };
}

/** What is done in the heat needs no polish; what is for afterwards dies without it. */
function hintsFor({ kind, text, owner, due }: ActionItem, dateUnread: boolean): string[] {
  const hints =
    kind === 'follow-up'
      ? lintItem({ text: text.text, owned: owner !== undefined, ...(due ? { due } : {}) })
      : [];
  const news = hints.filter(({ rule }) => !(rule === 'due' && dateUnread));
  return news.length === 0
    ? []
    : [`It stands as you wrote it. What would help it to get done: ${news.map(({ why }) => why).join(' ')}`];
}

/** From a message: the form, filled with its words; outside an incident's channel it asks which one. */
export async function itemFromMessage(
  kind: ItemKind,
  ask: MessageAsk,
  context: DeedContext,
): Promise<Answer> {
  const above = ask.incident ? [] : [await whichIncident(ask, context)];
  const { channel, ts } = ask.message;
  return {
    kind: 'modal',
    offer: `Make a ${CALLED[kind].one} of this message?`,
    view: itemForm(ask, kind, {
      text: shorten(wordsOf(ask.text, context.people).replace(/\s+/g, ' '), 300),
      above,
      more: { message: `${channel}/${ts}` },
    }),
  };
}

/** The form for a task or a follow-up. `more` travels with it; `above` is shown first. */
export function itemForm(
  ask: Ask,
  kind: ItemKind,
  filled: {
    text?: string;
    above?: readonly KnownBlock[];
    more?: Record<string, string>;
    /** The one that is changed. */
    item?: ActionItem;
  } = {},
) {
  const { item } = filled;
  return form({
    callbackId: item ? 'item:change' : 'item:form',
    title: ask.incident
      ? `${item ? `Item ${item.id} of` : 'New item for'} INC-${ask.incident.number}`
      : 'Action item',
    submit: item ? 'Change' : 'Add',
    metadata: formOf(ask, filled.more),
    blocks: [
      ...(filled.above ?? []),
      textField('text', 'What is to be done', {
        max: 300,
        hint: 'Begin with a verb.',
        focus: true,
        ...(filled.text ? { value: filled.text } : {}),
      }),
      personField('owner', 'Owner', {
        optional: true,
        ...(item?.owner?.kind === 'person' ? { who: item.owner.id } : {}),
      }),
      dateField('due', 'Due', { optional: true, ...(item?.due ? { date: item.due } : {}) }),
      choiceField(
        'kind',
        'Kind',
        [
          { value: 'task', label: 'Task: to do during the incident' },
          { value: 'follow-up', label: 'Follow-up: to do after it' },
        ],
        { chosen: kind },
      ),
    ],
  });
}
