// The look-up rows of an incident as its events tell them: a second derivation, held against what the write path left.
import type { EventType, IncidentEvent, Recorded } from '../incident/events.ts';
import {
  channelKey,
  type EvidenceRow,
  evidenceKey,
  type MemberRow,
  memberKey,
  numberKey,
  type SignalRow,
  type StepRow,
  signalKey,
  stepKey,
  takenKey,
} from '../incident/keys.ts';
import { factsOf, type MessageFacts, messageKey } from '../incident/message-facts.ts';
import { compareTs } from '../incident/slack-time.ts';
import type { FileRef, MessagePlace } from '../incident/values.ts';

/** Keys that are told by events. Others (what was said in a quiet channel, for instance) are bookkeeping. */
export const TOLD_BY_EVENTS = [
  'number',
  'channel',
  'message',
  'signal',
  'taken',
  'evidence',
  'member',
  'step',
];

type Act = { by: string; how: string; at: number };
type PinActs = { pinned: Map<string, Act>; unpinned: Map<string, Act> };

type Derivation = {
  rows: Map<string, unknown>;
  number: number;
  channel?: string;
  pins: Map<string, PinActs>;
  /** Key of the alert by the events that tell of it. */
  alerts: Map<string, string>;
};

function messageRow({ rows }: Derivation, place: MessagePlace): MessageFacts {
  const key = messageKey(place);
  const known = rows.get(key) as MessageFacts | undefined;
  const { channel, ts } = place;
  const row = known ?? { event: '', channel, ts, posted: false, deleted: false, pins: [], replies: 0 };
  rows.set(key, row);
  return row;
}

function tellText(
  row: MessageFacts,
  { id }: IncidentEvent,
  revision: string,
  files: readonly FileRef[],
): void {
  row.event ||= id;
  row.texts = [...(row.texts ?? []), id];
  row.revisions = [...new Set([...(row.revisions ?? []), revision])].sort(compareTs);
  const newest = row.revisions.at(-1);
  if (newest !== undefined && newest !== row.ts) {
    row.revision = newest;
  }
  const known = row.files ?? [];
  const fresh = files.filter((file) => !known.some(({ id: kept }) => kept === file.id));
  if (known.length + fresh.length > 0) {
    row.files = [...known, ...fresh.map((file) => ({ id: file.id }))];
  }
}

function posted(derivation: Derivation, event: Recorded<'message-posted'>): void {
  const { place, thread, revision, files, author } = event.data;
  const row = messageRow(derivation, place);
  tellText(row, event, revision ?? place.ts, files);
  row.posted = true;
  row.author = author.id;
  if (thread === undefined) {
    return;
  }
  row.thread = thread;
  if (!row.deleted) {
    const parent = messageRow(derivation, { ...place, ts: thread });
    const later = parent.latestReply === undefined || compareTs(place.ts, parent.latestReply) > 0;
    parent.replies += 1;
    parent.latestReply = later ? place.ts : parent.latestReply;
  }
}

function deleted(derivation: Derivation, { id, data: { place } }: Recorded<'message-deleted'>): void {
  const row = messageRow(derivation, place);
  row.event ||= id;
  row.deleted = true;
  if (row.posted && row.thread !== undefined) {
    const parent = messageRow(derivation, { ...place, ts: row.thread });
    parent.replies = Math.max(0, parent.replies - 1);
  }
}

/** A pin stands where its newest telling is later than that of its unpin. */
function pinned(
  derivation: Derivation,
  event: Recorded<'message-pinned'> | Recorded<'message-unpinned'>,
): void {
  const { place, by, how } = event.data;
  const row = messageRow(derivation, place);
  row.event ||= event.id;
  const key = messageKey(place);
  const acts = derivation.pins.get(key) ?? { pinned: new Map(), unpinned: new Map() };
  derivation.pins.set(key, acts);
  const list = event.type === 'message-pinned' ? acts.pinned : acts.unpinned;
  const who = `${by.id}/${how}`;
  const before = list.get(who);
  if (before === undefined || before.at < event.occurredAt) {
    list.set(who, { by: by.id, how, at: event.occurredAt });
  }
  row.pins = [...acts.pinned]
    .filter(([name, act]) => (acts.unpinned.get(name)?.at ?? -Infinity) < act.at)
    .map(([, act]) => act);
}

function fileKept(derivation: Derivation, { data: { place, file } }: Recorded<'file-kept'>): void {
  if (place === undefined) {
    return;
  }
  const { rows, number } = derivation;
  const copied = rows.get(evidenceKey(number, place)) as EvidenceRow | undefined;
  if (copied && !rows.has(messageKey(place))) {
    copied.files = [...new Set([...copied.files, ...(file.sha256 ? [file.sha256] : [])])];
    return;
  }
  const row = messageRow(derivation, place);
  const others = (row.files ?? []).filter(({ id }) => id !== file.id);
  row.files = [...others, { id: file.id, ...(file.sha256 ? { sha256: file.sha256 } : {}) }];
}

function redacted(derivation: Derivation, { data }: Recorded<'entry-redacted'>): void {
  const { place, events } = data;
  for (const key of events.flatMap((id) => derivation.alerts.get(id) ?? [])) {
    (derivation.rows.get(key) as SignalRow).redacted = true;
  }
  if (place === undefined) {
    return;
  }
  const message = derivation.rows.get(messageKey(place)) as MessageFacts | undefined;
  if (message?.texts?.some((id) => events.includes(id))) {
    message.redacted = true;
  }
  const copied = derivation.rows.get(evidenceKey(derivation.number, place)) as EvidenceRow | undefined;
  if (copied && events.includes(copied.event)) {
    copied.redacted = true;
  }
}

function signal(
  { rows, number, alerts }: Derivation,
  event: string,
  about: { vendor: string; dedupeKey: string; from?: number },
  told: Partial<SignalRow>,
): void {
  const key = about.from === undefined ? signalKey(about) : takenKey(number, about);
  const before = rows.get(key) as SignalRow | undefined;
  const row: SignalRow = {
    number,
    attached: told.attached ?? before?.attached ?? false,
    resolved: told.resolved === true || before?.resolved === true,
    ...(before?.redacted ? { redacted: true } : {}),
  };
  alerts.set(event, key);
  rows.set(key, row);
}

function member({ rows, number }: Derivation, who: string, row: MemberRow): void {
  const key = memberKey(number, who);
  const before = rows.get(key) as MemberRow | undefined;
  if (before === undefined || before.at <= row.at) {
    rows.set(key, row);
  }
}

function channelOpened(derivation: Derivation, { data }: Recorded<'channel-opened'>): void {
  const key = channelKey(data.channel);
  if (derivation.channel !== undefined && derivation.channel !== key) {
    derivation.rows.delete(derivation.channel);
  }
  derivation.channel = key;
  derivation.rows.set(key, { number: derivation.number });
}

function evidenceCopied({ rows, number }: Derivation, { id, data }: Recorded<'evidence-copied'>): void {
  const row: EvidenceRow = { event: id, files: data.files.flatMap((file) => file.sha256 ?? []) };
  rows.set(evidenceKey(number, data.place), row);
}

function stepTicked(
  { rows, number }: Derivation,
  { actor, occurredAt: at, data }: Recorded<'runbook-step-done' | 'runbook-step-undone'>,
  done: boolean,
): void {
  const row: StepRow = { done, at, by: actor.id, ...(actor.name ? { name: actor.name } : {}) };
  rows.set(stepKey(number, data.runbook, data.step), row);
}

type Step<T extends EventType> = (derivation: Derivation, event: Recorded<T>) => void;

function declared(derivation: Derivation, { data: { number } }: Recorded<'incident-declared'>): void {
  derivation.number = number;
  derivation.rows.set(numberKey(number), { number });
}

/** Events that are not here leave no row. */
const STEPS: { [T in EventType]?: Step<T> } = {
  'incident-declared': declared,
  'channel-opened': channelOpened,
  'message-posted': posted,
  'message-edited': (derivation, event) =>
    tellText(messageRow(derivation, event.data.place), event, event.data.revision, event.data.files),
  'message-deleted': deleted,
  'message-pinned': pinned,
  'message-unpinned': pinned,
  'file-kept': fileKept,
  'evidence-copied': evidenceCopied,
  'entry-redacted': redacted,
  'signal-attached': (derivation, { id, data }) =>
    signal(
      derivation,
      id,
      { ...data.signal, from: data.from },
      { attached: true, resolved: data.signal.state === 'resolved' },
    ),
  'signal-resolved': (derivation, { id, data }) => signal(derivation, id, data, { resolved: true }),
  'runbook-step-done': (derivation, event) => stepTicked(derivation, event, true),
  'runbook-step-undone': (derivation, event) => stepTicked(derivation, event, false),
  'member-joined': (derivation, { data, occurredAt: at }) =>
    member(derivation, data.who.id, { in: true, at }),
  'member-left': (derivation, { data, occurredAt: at }) => member(derivation, data.who.id, { in: false, at }),
};

/** Rows by key, from the events in order of version. */
export function deriveKeys(events: Iterable<IncidentEvent>): Map<string, unknown> {
  const derivation: Derivation = { rows: new Map(), number: 0, pins: new Map(), alerts: new Map() };
  for (const event of events) {
    const step = STEPS[event.type] as Step<EventType> | undefined;
    step?.(derivation, event);
  }
  return derivation.rows;
}

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** A row without what depends on the order of telling: the order of lists, and remembered unpins. */
export function comparable(key: string, value: unknown): unknown {
  if (!key.startsWith('message:')) {
    return value;
  }
  const { unpins: _unpins, pins, files, ...row } = factsOf(key, value);
  const standing = pins.map(({ by, how }) => ({ by, how })).sort(byText);
  return { ...row, pins: standing, ...(files ? { files: [...files].sort(byText) } : {}) };
}
