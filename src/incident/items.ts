// Action items: tasks for now, follow-ups for after; each with an owner and a date where somebody gave them.
import type { CommandOf } from './commands.ts';
import { type Decide, decided, fact, one, type Scene } from './decision.ts';
import { isRoomFor, itemOf } from './item-list.ts';
import { Refusal } from './refusal.ts';
import type { ActionItem } from './state.ts';
import { ITEM_MAX, oneLine, required } from './texts.ts';
import type { Actor, Instant } from './values.ts';

const textOf = (text: string) =>
  required(text, {
    what: 'The text',
    max: ITEM_MAX,
    field: 'text',
    example: 'Say what is to be done, beginning with a verb.',
  });

/** `2026-11-30`, a date that exists. */
function dueOf(due: string): string {
  const date = due.trim();
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : undefined;
  if (at === undefined || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date) {
    throw new Refusal(`${date || 'That'} is not a date. Write year, month and day: 2026-11-30.`, 'due');
  }
  return date;
}

/** State holds all open items; `next` is one as it will be, new or changed. */
function requireRoom({ state }: Scene, next: ActionItem): void {
  const others = state.items.filter((item) => !item.done && item.id !== next.id);
  if (!isRoomFor([...others, next])) {
    throw new Refusal(
      `INC-${state.number} has ${others.length} open action items; more do not fit. Finish some first, or put this into a note.`,
      'text',
    );
  }
}

/** What nobody gave it, the configuration may. */
function ownerAndDue(
  { owner, due, kind }: CommandOf<'add-item'>['wish'],
  at: Instant,
  { state, policy }: Scene,
): { owner?: Actor; due?: string; byPolicy?: ('owner' | 'due')[] } {
  const { ownerRole, dueAfterMs } = policy.actionItems;
  const holder = owner || ownerRole === undefined ? undefined : state.roles[ownerRole]?.who;
  const day =
    due?.trim() || kind !== 'follow-up' || dueAfterMs === undefined
      ? undefined
      : dayIn(state.zone, at + dueAfterMs);
  const byPolicy = [...(holder ? ['owner' as const] : []), ...(day ? ['due' as const] : [])];
  const chosen = owner ?? holder;
  const date = due?.trim() ? dueOf(due) : day;
  return {
    ...(chosen ? { owner: chosen } : {}),
    ...(date ? { due: date } : {}),
    ...(byPolicy.length > 0 ? { byPolicy } : {}),
  };
}

/** `2026-11-30` on the wall of the zone. */
const dayIn = (zone: string, at: Instant) =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);

/** Items are numbered within their incident, so that people can type them. */
export const addItem: Decide<'add-item'> = ({ wish, asking }, scene) => {
  const { state, lookups } = scene;
  const text = textOf(wish.text);
  const data = {
    item: String(state.itemCounts.tasks + state.itemCounts.followUps + 1),
    kind: wish.kind,
    ...ownerAndDue(wish, asking.at, scene),
    ...(wish.message ? { message: wish.message } : {}),
  };
  const made = fact(lookups, 'item-added', data, { text });
  const { item: id, byPolicy: _told, ...rest } = data;
  requireRoom(scene, {
    ...rest,
    id,
    text: { text, event: made.id, at: asking.at },
    done: false,
    addedBy: made.id,
  });
  return decided([made], { search: [{ op: 'upsert', id: made.id, text }] });
};

/** Only what differs becomes part of the fact. */
function changesOf({ wish }: CommandOf<'change-item'>, item: ActionItem) {
  const due = wish.due ? dueOf(wish.due) : wish.due;
  return {
    ...(wish.owner !== undefined && wish.owner?.id !== item.owner?.id ? { owner: wish.owner } : {}),
    ...(due !== undefined && due !== (item.due ?? null) ? { due } : {}),
    ...(wish.kind !== undefined && wish.kind !== item.kind ? { kind: wish.kind } : {}),
  };
}

export const changeItem: Decide<'change-item'> = (command, scene) => {
  const item = itemOf(scene.state, command.wish.item);
  const changes = changesOf(command, item);
  const text = command.wish.text === undefined ? undefined : textOf(command.wish.text);
  const reworded = text !== undefined && text !== item.text.text;
  if (Object.keys(changes).length === 0 && !reworded) {
    throw new Refusal('Nothing would change: text, owner, date and kind are as they were.', 'text');
  }
  if (reworded) {
    requireRoom(scene, { ...item, text: { ...item.text, text } });
  }
  const content = reworded ? { text } : {};
  return one(scene.lookups, 'item-changed', { item: item.id, ...changes }, content, { search: content.text });
};

export const finishItem: Decide<'finish-item'> = (command, scene) => {
  const item = itemOf(scene.state, command.wish.item);
  if (item.done) {
    throw new Refusal(`“${item.text.text}” is done already.`);
  }
  return one(scene.lookups, 'item-done', { item: item.id }, null);
};

export const reopenItem: Decide<'reopen-item'> = (command, scene) => {
  const item = itemOf(scene.state, command.wish.item);
  if (!item.done) {
    throw new Refusal(`“${item.text.text}” is open; there is nothing to reopen.`);
  }
  requireRoom(scene, { ...item, done: false });
  const reason = oneLine(command.wish.reason ?? '');
  return one(scene.lookups, 'item-reopened', { item: item.id }, reason ? { reason } : {}, { search: reason });
};
