// Entries of the timeline as lines of a message: time, who, what, with a link where there is a message.

import type { KnownBlock } from '@slack/types';
import { DateTime } from 'luxon';
import type { Viewer } from '../engine/engine-port.ts';
import type { Entry } from '../incident/entry.ts';
import { withItemNamed } from '../incident/item-named.ts';
import type { Incident } from '../incident/state.ts';
import { nameOf } from '../incident/words.ts';
import { escaped, section, shorten } from './blocks.ts';
import type { DeedContext } from './deed.ts';
import { streamOf } from './ids.ts';
import { wordsOf } from './typed-words.ts';

const LONGEST_ENTRY = 280;
/** Sections hold 3,000 characters (Slack's docs). */
const LONGEST_SECTION = 2_800;

/** Kinds that belong in the review whether or not somebody pinned them. */
const KEY_KINDS: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'declared',
  'status',
  'severity',
  'role',
  'task',
  'alert',
  'deployment',
  'key-time',
  'note',
  'update',
  'handover',
  'link',
]);

/** Kinds that say how the record was made rather than what happened. */
const ABOUT_THE_RECORD: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'command',
  'record',
  'member',
  'file',
]);

export type Shown = 'latest' | 'key' | 'all';

/** The entries that a reader asked for, in order. */
export function shownEntries(entries: readonly Entry[], shown: Shown): Entry[] {
  if (shown === 'key') {
    return entries.filter((entry) => entry.pinned || KEY_KINDS.has(entry.kind));
  }
  return shown === 'all' ? [...entries] : entries.filter((entry) => !ABOUT_THE_RECORD.has(entry.kind));
}

/** Entries read for an answer; a long channel's older ones are read only when somebody pages back to them. */
const READ_AT_ONCE = 3_000;

/** The newest entries of an incident, back to `count` before the entry `before` where one is named. */
export async function readEntries(
  context: Pick<DeedContext, 'engine'>,
  incident: Incident,
  viewer: Viewer,
  back?: { before: string; count: number },
): Promise<{ entries: Entry[]; whole: boolean }> {
  const { questions } = context.engine;
  const entries = await questions.entries(streamOf(incident), viewer, { newest: READ_AT_ONCE });
  const whole = entries.length < READ_AT_ONCE;
  const named = (read: readonly Entry[]) =>
    read.map((entry) => ({ ...entry, text: withItemNamed(entry, incident) }));
  if (whole || !back || entries.findIndex(({ id }) => id === back.before) > back.count) {
    return { entries: named(entries), whole };
  }
  return { entries: named(await questions.entries(streamOf(incident), viewer)), whole: true };
}

const FROM_CHAT: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>(['message', 'evidence']);

/** Whoever takes a role for themselves, comes or goes, stands before it already. */
function factOf({ kind, values, author, text }: Entry): string {
  if (kind === 'role' && values.to === author.id) {
    return `took the role ${values.role}`;
  }
  return kind === 'member' && values.who === author.id
    ? `${values.joined ? 'joined' : 'left'} the channel`
    : text;
}

function textOf(entry: Entry, context: DeedContext): string {
  if (entry.redacted) {
    return '_redacted_';
  }
  if (entry.deleted) {
    return '_deleted by its author_';
  }
  const words = FROM_CHAT.has(entry.kind) ? wordsOf(entry.text, context.people) : factOf(entry);
  const files = entry.files.map((file) => `[${file.name}]`).join(' ');
  return escaped(shorten(`${words.replace(/\s+/g, ' ')} ${files}`.trim(), LONGEST_ENTRY));
}

/** Where an entry can be read: its message, or our sentence about it. */
export function addressOf(
  { permalink: known, place, thread, shownAt }: Entry,
  permalink: DeedContext['permalink'],
): string | undefined {
  const shown = place ? { place, thread } : shownAt;
  return known ?? (shown && permalink(shown.place, shown.thread));
}

/** `<link|14:05> *Bo* rolled back (edited)`; the time in `zone`. */
function entryLine(entry: Entry, context: DeedContext, zone: string): string {
  const clock = DateTime.fromMillis(entry.at, { zone }).toFormat('HH:mm');
  const address = addressOf(entry, context.permalink);
  const time = address ? `<${address}|${clock}>` : clock;
  const marks = [
    entry.pinned ? '📌' : '',
    entry.edited ? '(edited)' : '',
    entry.recovered ? '(recovered)' : '',
  ];
  return [time, `*${escaped(nameOf(entry.author))}*`, textOf(entry, context), ...marks]
    .filter(Boolean)
    .join(' ');
}

/** Lines with a heading where the day begins. */
export function entryBlocks(entries: readonly Entry[], context: DeedContext, zone: string): KnownBlock[] {
  const lines: string[] = [];
  let day = '';
  for (const entry of entries) {
    const its = DateTime.fromMillis(entry.at, { zone, locale: 'en-GB' }).toFormat('cccc d LLLL yyyy');
    if (its !== day) {
      lines.push(`*${its}*`);
      day = its;
    }
    lines.push(entryLine(entry, context, zone));
  }
  return inSections(lines);
}

/** Lines packed into as few sections as they need. */
export function inSections(lines: readonly string[]): KnownBlock[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < LONGEST_SECTION) {
      parts[parts.length - 1] = `${last}\n${line}`;
    } else {
      parts.push(line);
    }
  }
  return parts.map((part) => section(part));
}
