// What is kept in the inbox: events of what was told from outside, and small rows about each alert, limits and the reader's place.

import type { AlertAck } from '../incident/inbound.ts';
import { signalKey } from '../incident/keys.ts';
import { REDACTED } from '../incident/texts.ts';
import type { Actor, Instant, Signal } from '../incident/values.ts';
import { type NewId, sha256 } from '../lib/ids.ts';
import type { Json, KeyChange, NewEvent, StoredEvent } from '../timeline/port.ts';
import { type FlapRow, identityOf } from '../workflows/flapping.ts';
import type { GroupingRow, LimitsRow } from '../workflows/ledger.ts';
import type { Rule } from '../workflows/route-signal.ts';

/** One occurrence of one alert, over all its tellings. */
export type AlertRow = {
  firstSeenAt: Instant;
  /** Ids of the events that told its beginning and its end. */
  firing?: string;
  resolved?: string;
  /** Of what is no alert, the event that told it. */
  told?: string;
  /** The acknowledgement that was told before it joined an incident. */
  acked?: string;
  /** Its word and its rank, as they were told last. */
  rank?: string;
  /** How often it was told again, word for word. */
  again: number;
  rule?: Rule;
  incident?: string;
  /** What people read of it: a line of its own, or the grouped message of this window. */
  said?: 'line' | { window: string };
};

export type GroupRow = { signals: string[]; more: number };

/** An alert that a mute holds back: the event that told of it. */
export type MutedRow = { event: string };

/** A signal that could not be routed, and why. */
export type AsideRow = { event: string; vendor: string; why: string; at: Instant };

/** The version of the last event that was routed. */
export const CURSOR = 'inbox/cursor';
export const LIMITS = 'inbox/limits';

/** Labels may be long, and a key is only compared. */
export const alertKey = (signal: Pick<Signal, 'vendor' | 'dedupeKey'>) =>
  `alert:${sha256(signalKey(signal))}`;
export const groupKey = (window: string) => `inbox/group/${window}`;
/** The alert over all its occurrences. */
export const flapKey = (signal: Signal) => `flap:${sha256(identityOf(signal))}`;
export const groupingKey = (group: string) => `grouping:${sha256(group)}`;
/** What holds back a signal that could not be routed: until the next start. */
export const SET_ASIDE = 'set aside';
/** Alerts held back by one mute until one end. */
export const mutedKeys = (window: string) =>
  window === SET_ASIDE ? 'inbox/aside/' : `muted:${sha256(window)}/`;
export const mutedKey = (window: string, event: string) => `${mutedKeys(window)}${event}`;

type Row = AlertRow | LimitsRow | GroupRow | GroupingRow | FlapRow | MutedRow | AsideRow | number;

export function setRow(key: string, value: Row): KeyChange {
  return { op: 'set', key, value: value as unknown as Json };
}

/** 2: labels and links are words, and go with a redaction. */
const SIGNAL_VERSION = 2;

/** `unmapped`: why nothing of it was understood; `troubles`: what is wrong with it where something was. */
export type Origin = {
  vendor: string;
  key: string;
  raw: string;
  actor: Actor;
  unmapped?: string;
  troubles?: readonly string[];
};
type Written = { newId: NewId; now: Instant };
/** `delivery`: id of the event that keeps the body. */
export type Told = Written & { origin: Origin; delivery: string };

const base = (origin: Origin, { newId, now }: Written) => ({
  id: newId(),
  v: SIGNAL_VERSION,
  recordedAt: now,
  actor: origin.actor as unknown as Json,
  source: { kind: 'alert', key: origin.key },
});

/** The body as it came, kept once for all that is told in it. */
export function deliveryEvent(origin: Origin, things: number, written: Written): NewEvent {
  const { vendor, unmapped, raw } = origin;
  return {
    ...base(origin, written),
    type: 'delivery-received',
    occurredAt: written.now,
    data: { vendor, signals: things, ...(unmapped === undefined ? {} : { unmapped }) },
    content: { raw },
  };
}

export function signalEvent(signal: Signal, told: Told): NewEvent {
  const { title, description, labels, links, ...data } = signal;
  return {
    ...base(told.origin, told),
    type: 'signal-received',
    occurredAt: signal.state === 'resolved' ? (signal.endsAt ?? told.now) : signal.startsAt,
    causedBy: told.delivery,
    data: data as unknown as Json,
    content: { title, ...(description === undefined ? {} : { description }), labels, links },
  };
}

export function ackEvent(ack: AlertAck, told: Told): NewEvent {
  return {
    ...base(told.origin, told),
    type: 'ack-received',
    occurredAt: ack.at,
    causedBy: told.delivery,
    data: ack as unknown as Json,
  };
}

/** What became of an event of the inbox, in our own words. */
export function outcomeEvent(of: StoredEvent, type: string, data: Json, { newId, now }: Written): NewEvent {
  return {
    id: newId(),
    type,
    v: 1,
    occurredAt: now,
    recordedAt: now,
    actor: { kind: 'firescribe', id: 'firescribe' },
    source: { kind: 'alert', key: `inbox/${of.id}` },
    causedBy: of.id,
    data,
  };
}

type Words = Pick<Signal, 'title' | 'description' | 'labels' | 'links'>;

/** The signal that an event of the inbox tells of. In version 1 labels and links stand in its data. */
export function signalOf(event: StoredEvent): Signal {
  const words: Partial<Words> = event.content === null ? { title: REDACTED } : (event.content as Words);
  const data = event.data as unknown as Omit<Signal, keyof Words>;
  return { title: REDACTED, labels: {}, links: {}, ...data, ...words };
}
