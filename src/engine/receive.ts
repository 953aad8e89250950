// Taking in what is told from outside: on disk before anybody is told that it arrived; the same thing told twice is counted.
import type { Inbound } from '../incident/inbound.ts';
import type { Actor } from '../incident/values.ts';
import { sha256 } from '../lib/ids.ts';
import type { Json, NewEffect, NewEvent } from '../timeline/port.ts';
import type { Outcome, View } from './batch.ts';
import type { WritePath } from './handle.ts';
import {
  type AlertRow,
  ackEvent,
  alertKey,
  deliveryEvent,
  setRow,
  signalEvent,
  type Told,
} from './signal-rows.ts';

export type Origin = { vendor: string; key: string; raw: string; actor: Actor; unmapped?: string };

/** What is told of alerts. Deployments are kept elsewhere, and hints nowhere. */
export type Routable = Exclude<Inbound, { kind: 'deployment' } | { kind: 'ticket-hint' }>;

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

function eventOf(one: Routable, told: Told): NewEvent {
  switch (one.kind) {
    case 'signal':
      return signalEvent(one.signal, told);
    case 'alert-ack':
      return ackEvent(one.ack, told);
  }
}

export async function receive<State>(
  path: Pick<WritePath, 'now' | 'newId'>,
  view: View<State>,
  { inbound, origin }: { inbound: readonly Routable[]; origin: Origin },
): Promise<Outcome<State, void>> {
  const now = path.now();
  const written = { now, newId: path.newId };
  const known = await view.readKeys(inbound.map(keyOf));
  const delivery = deliveryEvent(origin, inbound.length, written);
  const events: NewEvent[] = [];
  const rows = new Map<string, AlertRow>();
  for (const one of inbound) {
    const key = keyOf(one);
    const before = rows.get(key) ??
      (known.get(key) as AlertRow | undefined) ?? { firstSeenAt: now, again: 0 };
    const what = one.kind === 'signal' ? one.signal.state : 'told';
    if (before[what] === undefined) {
      const event = eventOf(one, { ...written, origin, delivery: delivery.id });
      events.push(event);
      rows.set(key, { ...before, [what]: event.id });
    } else {
      rows.set(key, { ...before, again: before.again + 1 });
    }
  }
  const keep = events.length > 0 || inbound.length === 0;
  return {
    add: {
      state: view.state,
      events: keep ? [delivery, ...events] : [],
      keys: [...rows].map(([key, row]) => setRow(key, row)),
      effects: origin.unmapped === undefined ? [] : [unmappedEffect(origin, origin.unmapped, now)],
    },
    answer: () => undefined,
  };
}

/** Once an hour and vendor, however many such bodies come. */
function unmappedEffect({ vendor }: Origin, why: string, now: number): NewEffect {
  const text = `A message from ${vendor} could not be understood and is only kept: ${why}`;
  return {
    key: `unmapped/${vendor}/${Math.floor(now / HOUR)}`,
    kind: 'operators.tell',
    payload: { text, about: vendor } satisfies Json,
    dueAt: now,
  };
}
