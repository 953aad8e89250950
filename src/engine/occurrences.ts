// Monitors that name an alert and not its occurrence: which occurrence a telling belongs to, by when it began and ended.

import { signalKey } from '../incident/keys.ts';
import type { Instant, Signal } from '../incident/values.ts';
import { sha256 } from '../lib/ids.ts';
import type { Json, KeyChange } from '../timeline/port.ts';
import type { Routable } from './routable.ts';

/** The newest occurrence of an alert. */
type Occurrence = { startsAt: Instant; endsAt?: Instant };

const occurrenceKey = (signal: Pick<Signal, 'vendor' | 'dedupeKey'>) =>
  `recurring:${sha256(signalKey(signal))}`;

/** Keys to be read before `told`. */
export const occurrenceKeys = (inbound: readonly Routable[]): string[] =>
  inbound.flatMap((one) => (one.kind === 'signal' && one.signal.recurs ? [occurrenceKey(one.signal)] : []));

/** It fires again where it began after the last end; what is told late of an occurrence that is over belongs to that one. */
function after(known: Occurrence | undefined, { state, startsAt, endsAt }: Signal, now: Instant): Occurrence {
  if (known === undefined) {
    return state === 'firing' ? { startsAt } : { startsAt, endsAt: endsAt ?? now };
  }
  if (state === 'resolved') {
    return { startsAt: known.startsAt, endsAt: known.endsAt ?? endsAt ?? now };
  }
  return known.endsAt !== undefined && startsAt > known.endsAt ? { startsAt } : known;
}

/**
 * The same things with keys that name the occurrence, where their monitor does not do so, and the rows to be kept. What lies in the
 * future by our clock is taken to be now: no entry of a timeline stands there because somebody's clock is wrong.
 */
export function eachOccurrence(
  inbound: readonly Routable[],
  rows: ReadonlyMap<string, Json>,
  now: Instant,
): { inbound: Routable[]; keys: KeyChange[] } {
  const newest = new Map<string, Occurrence>();
  const named = inbound.map((one): Routable => {
    if (one.kind !== 'signal') {
      return one;
    }
    const signal = notLater(one.signal, now);
    if (!signal.recurs) {
      return { kind: 'signal', signal };
    }
    const key = occurrenceKey(signal);
    const known = newest.get(key) ?? (rows.get(key) as Occurrence | undefined);
    const occurrence = after(known, signal, now);
    newest.set(key, occurrence);
    const { startsAt } = occurrence;
    const dedupeKey = `${signal.dedupeKey}@${new Date(startsAt).toISOString()}`;
    return { kind: 'signal', signal: { ...signal, identity: signal.dedupeKey, dedupeKey, startsAt } };
  });
  const keys = [...newest].map(([key, value]): KeyChange => ({ op: 'set', key, value }));
  return { inbound: named, keys };
}

/** Two clocks are never quite the same; beyond this, a time that lies ahead is a mistake of the sender's. */
const AHEAD_MS = 5 * 60_000;

function notLater(signal: Signal, now: Instant): Signal {
  const { startsAt, endsAt } = signal;
  const within = (at: Instant) => (at > now + AHEAD_MS ? now : at);
  return {
    ...signal,
    startsAt: within(startsAt),
    ...(endsAt === undefined ? {} : { endsAt: within(endsAt) }),
  };
}
