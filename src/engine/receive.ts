// Taking in what is told from outside: on disk before anybody is told that it arrived; the same thing told twice is counted.
import { type SignalRow, signalKey } from '../incident/keys.ts';
import { REDACTED } from '../incident/texts.ts';
import { sha256 } from '../lib/ids.ts';
import type { Json, NewEffect, NewEvent } from '../timeline/port.ts';
import type { Outcome, View } from './batch.ts';
import type { WritePath } from './handle.ts';
import { eachOccurrence, occurrenceKeys } from './occurrences.ts';
import type { Routable } from './routable.ts';
import {
  type AlertRow,
  ackEvent,
  alertKey,
  deliveryEvent,
  type Origin,
  setRow,
  signalEvent,
  type Told,
} from './signal-rows.ts';

const HOUR = 60 * 60_000;

/** The row that tells a second telling from a first. Names at a vendor may be long, and a key is only compared. */
function keyOf(one: Routable): string {
  switch (one.kind) {
    case 'signal':
      return alertKey(one.signal);
    case 'alert-ack':
      return `alert-ack:${sha256(`${one.ack.vendor}/${one.ack.key}`)}`;
  }
}

/** An alert of an incident may have been redacted there. */
const keysOf = (one: Routable) =>
  one.kind === 'signal' ? [keyOf(one), signalKey(one.signal)] : [keyOf(one)];

function eventOf(one: Routable, told: Told): NewEvent {
  switch (one.kind) {
    case 'signal':
      return signalEvent(one.signal, told);
    case 'alert-ack':
      return ackEvent(one.ack, told);
  }
}

/** Of an alert that fires; how bad it was, once it is over, is no news. */
const rankOf = (one: Routable): string | undefined =>
  one.kind === 'signal' && one.signal.state === 'firing'
    ? `${one.signal.priority ?? ''}/${one.signal.severity ?? ''}`
    : undefined;

/** The monitor thinks otherwise of it than before: that is told once more, so that it is routed again. */
const isRanked = (before: AlertRow, rank: string | undefined): boolean =>
  rank !== undefined && before.rank !== undefined && before.rank !== rank && before.resolved === undefined;

export async function receive<State>(
  path: Pick<WritePath, 'now' | 'newId'>,
  view: View<State>,
  { inbound: given, origin }: { inbound: readonly Routable[]; origin: Origin },
): Promise<Outcome<State, void>> {
  const now = path.now();
  const written = { now, newId: path.newId };
  const told = eachOccurrence(given, await view.readKeys(occurrenceKeys(given)), now);
  const { inbound } = told;
  const known = await view.readKeys(inbound.flatMap(keysOf));
  const isRedacted = (one: Routable) =>
    one.kind === 'signal' && (known.get(signalKey(one.signal)) as SignalRow | undefined)?.redacted === true;
  const raw = inbound.some(isRedacted) ? REDACTED : origin.raw;
  const delivery = deliveryEvent({ ...origin, raw }, inbound.length, written);
  const events: NewEvent[] = [];
  const rows = new Map<string, AlertRow>();
  for (const one of inbound) {
    const key = keyOf(one);
    const before = rows.get(key) ??
      (known.get(key) as AlertRow | undefined) ?? { firstSeenAt: now, again: 0 };
    const what = one.kind === 'signal' ? one.signal.state : 'told';
    const rank = rankOf(one);
    if (before[what] === undefined || isRanked(before, rank)) {
      const event = eventOf(isRedacted(one) ? withoutWords(one) : one, {
        ...written,
        origin,
        delivery: delivery.id,
      });
      events.push(event);
      rows.set(key, { ...before, [what]: before[what] ?? event.id, ...(rank === undefined ? {} : { rank }) });
    } else {
      rows.set(key, { ...before, again: before.again + 1 });
    }
  }
  const keep = events.length > 0 || inbound.length === 0 || (origin.troubles ?? []).length > 0;
  return {
    add: {
      state: view.state,
      events: keep ? [delivery, ...events] : [],
      keys: [...told.keys, ...[...rows].map(([key, row]) => setRow(key, row))],
      effects: operatorsTold(origin, now),
    },
    answer: () => undefined,
  };
}

/** What is told later of a redacted alert brings its words not back. */
function withoutWords(one: Routable): Routable {
  if (one.kind !== 'signal') {
    return one;
  }
  const { description: _description, ...signal } = one.signal;
  return { ...one, signal: { ...signal, title: REDACTED, labels: {}, links: {} } };
}

/** Once an hour and vendor, however many such bodies come. */
function operatorsTold({ vendor, unmapped, troubles = [] }: Origin, now: number): NewEffect[] {
  const text =
    unmapped !== undefined
      ? `A message from ${vendor} could not be understood and is only kept: ${unmapped}`
      : troubles.length > 0
        ? `A message from ${vendor} needs a look; it is kept as it came. ${troubles.join(' ')}`
        : undefined;
  if (text === undefined) {
    return [];
  }
  const about = { key: `unmapped/${vendor}/${Math.floor(now / HOUR)}`, kind: 'operators.tell' };
  return [{ ...about, payload: { text, about: vendor } satisfies Json, dueAt: now }];
}
