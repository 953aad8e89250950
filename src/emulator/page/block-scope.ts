// Where blocks stand: the message or view they belong to, what was chosen in it, and what a press does there.
import { createContext, use } from 'react';
import type { ActAnswer } from '../client-api/shapes.ts';

/** As the acts of a person take it: text, option values, ids, seconds, files with their bytes in base64. */
export type Entry = string | number | string[] | { name: string; mimetype: string; bytes: string }[] | null;

export type ElementFields = Record<string, unknown> & { type: string; action_id?: string };

export type BlockScope = {
  /** Messages tell the app of every choice; a modal's inputs wait until it is submitted. */
  where: { channel: string; ts: string } | { view: string };
  /** What the workspace holds as chosen: block id, action id, value as Slack reports it. */
  held: Record<string, Record<string, unknown>>;
  /** What was entered here and not sent yet, by `block id/action id`. */
  entries: Record<string, Entry>;
  setEntry(key: string, entry: Entry): void;
  /** Tells the app. */
  press(key: string, value?: Entry): Promise<void>;
  suggest(key: string, query: string): Promise<ActAnswer>;
  errors: Record<string, string>;
  /** Enter in a field of one line. */
  submit?(): void;
};

export const BlockScopeContext = createContext<BlockScope | undefined>(undefined);

export function useScope(): BlockScope {
  const scope = use(BlockScopeContext);
  if (!scope) {
    throw new Error('Blocks stand outside of a message or view.');
  }
  return scope;
}

const record = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};

const SINGLE = [
  'value',
  'selected_user',
  'selected_conversation',
  'selected_channel',
  'selected_date',
  'selected_time',
];
const LISTS = ['selected_users', 'selected_conversations', 'selected_channels'];
const INITIAL: Record<string, string> = {
  value: 'initial_value',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_user: 'initial_user',
  selected_users: 'initial_users',
  selected_conversation: 'initial_conversation',
  selected_conversations: 'initial_conversations',
  selected_channel: 'initial_channel',
  selected_channels: 'initial_channels',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
  selected_date_time: 'initial_date_time',
};

/** What an element shows now: entered here, else held by the workspace, else what the app set at first. */
export function shownEntry(scope: BlockScope, blockId: string, element: ElementFields): Entry {
  const actionId = element.action_id ?? '';
  const local = scope.entries[`${blockId}/${actionId}`];
  if (local !== undefined) {
    return local;
  }
  const held = scope.held[blockId]?.[actionId];
  return held === undefined ? initialEntry(element) : entryOf(record(held));
}

function initialEntry(element: ElementFields): Entry {
  const found = Object.entries(INITIAL).find(([, name]) => element[name] !== undefined);
  return found ? entryOf({ [found[0]]: element[found[1]] }) : null;
}

/** A value as Slack reports it, as the entry that would give it. */
function entryOf(value: Record<string, unknown>): Entry {
  if (Array.isArray(value.selected_options)) {
    return value.selected_options.map((option) => String(record(option).value));
  }
  if (value.selected_option) {
    return String(record(value.selected_option).value);
  }
  if (typeof value.selected_date_time === 'number') {
    return value.selected_date_time;
  }
  const list = LISTS.map((name) => value[name]).find(Array.isArray);
  if (list) {
    return list.map(String);
  }
  const single = SINGLE.map((name) => value[name]).find((each) => each !== undefined && each !== null);
  return single === undefined ? null : String(single);
}
