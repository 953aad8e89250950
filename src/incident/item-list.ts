// The list of action items in state: all open ones, and the latest done ones.
import type { Recorded } from './events.ts';
import { Refusal } from './refusal.ts';
import type { ActionItem, Incident } from './state.ts';
import { REDACTED } from './texts.ts';

/** State stays small: how many done items it keeps. All of them are on the timeline. */
const DONE_MAX = 8;
/** What the open items may take of state, which is read and written with every command: some thirty-five of common length. */
const OPEN_BYTES = 12 * 1024;

const encoder = new TextEncoder();

/** Whether these open items fit into state. Asked by decisions only: what is folded must not depend on words, which may go. */
export function isRoomFor(open: readonly ActionItem[]): boolean {
  return encoder.encode(JSON.stringify(open)).length <= OPEN_BYTES;
}

export function withItem(state: Incident, id: string, change: (item: ActionItem) => ActionItem): Incident {
  return { ...state, items: state.items.map((item) => (item.id === id ? change(item) : item)) };
}

/** Refused where it cannot be changed any more. */
export function itemOf(state: Incident, id: string): ActionItem {
  const item = state.items.find((candidate) => candidate.id === id);
  if (item === undefined) {
    throw new Refusal(
      `INC-${state.number} has no action item ${id} that can be changed; items that were done long ago are kept on the timeline only.`,
      'item',
    );
  }
  return item;
}

const counted = (counts: Incident['itemCounts'], kind: ActionItem['kind'], by: number) =>
  kind === 'task' ? { ...counts, tasks: counts.tasks + by } : { ...counts, followUps: counts.followUps + by };

export function itemAdded(state: Incident, event: Recorded<'item-added'>): Incident {
  const { item: id, byPolicy: _told, ...rest } = event.data;
  const text = { text: event.content?.text ?? REDACTED, event: event.id, at: event.occurredAt };
  const item: ActionItem = { id, ...rest, text, done: false, addedBy: event.id };
  return { ...state, items: [...state.items, item], itemCounts: counted(state.itemCounts, rest.kind, 1) };
}

/** What the event does not name stays; `null` empties. */
function changed(item: ActionItem, event: Recorded<'item-changed'>): ActionItem {
  const { owner, due, kind } = event.data;
  const text = event.erased ? REDACTED : event.content?.text;
  const next: ActionItem = {
    ...item,
    kind: kind ?? item.kind,
    ...(text === undefined ? {} : { text: { text, event: event.id, at: event.occurredAt } }),
  };
  if (owner !== undefined) {
    next.owner = owner ?? undefined;
  }
  if (due !== undefined) {
    next.due = due ?? undefined;
  }
  return next;
}

export function itemChanged(state: Incident, event: Recorded<'item-changed'>): Incident {
  const { item: id, kind } = event.data;
  const before = state.items.find((item) => item.id === id);
  const after = withItem(state, id, (item) => changed(item, event));
  return before === undefined || kind === undefined || kind === before.kind
    ? after
    : { ...after, itemCounts: counted(counted(after.itemCounts, before.kind, -1), kind, 1) };
}

export function itemDone(state: Incident, event: Recorded<'item-done'>): Incident {
  const marked = withItem(state, event.data.item, (item) => ({ ...item, done: true }));
  const done = marked.items.filter((item) => item.done);
  const dropped = new Set(done.slice(0, Math.max(0, done.length - DONE_MAX)));
  return {
    ...marked,
    items: marked.items.filter((item) => !dropped.has(item)),
    itemCounts: { ...marked.itemCounts, done: marked.itemCounts.done + 1 },
  };
}

export function itemReopened(state: Incident, event: Recorded<'item-reopened'>): Incident {
  const open = withItem(state, event.data.item, (item) => ({ ...item, done: false }));
  return { ...open, itemCounts: { ...open.itemCounts, done: Math.max(0, open.itemCounts.done - 1) } };
}
