// Taking in what monitors say: on disk before anybody is told that it arrived; the same thing told twice is counted.
import { type SignalRow, signalKey } from '../incident/keys.ts';
import { REDACTED } from '../incident/texts.ts';
import type { Actor, Signal } from '../incident/values.ts';
import type { Json, NewEffect, NewEvent } from '../timeline/port.ts';
import type { Outcome, View } from './batch.ts';
import type { WritePath } from './handle.ts';
import { type AlertRow, alertKey, deliveryEvent, setRow, signalEvent } from './signal-rows.ts';

export type Origin = { vendor: string; key: string; raw: string; actor: Actor; unmapped?: string };

const HOUR = 60 * 60_000;

export async function receive<State>(
  path: Pick<WritePath, 'now' | 'newId'>,
  view: View<State>,
  { signals, origin }: { signals: readonly Signal[]; origin: Origin },
): Promise<Outcome<State, void>> {
  const now = path.now();
  const written = { now, newId: path.newId };
  const rows = await view.readKeys(signals.flatMap((signal) => [alertKey(signal), signalKey(signal)]));
  const isRedacted = (signal: Signal) => (rows.get(signalKey(signal)) as SignalRow | undefined)?.redacted;
  const raw = signals.some(isRedacted) ? REDACTED : origin.raw;
  const delivery = deliveryEvent({ ...origin, raw }, signals.length, written);
  const events: NewEvent[] = [];
  const alerts = new Map<string, AlertRow>();
  for (const signal of signals) {
    const key = alertKey(signal);
    const before = alerts.get(key) ??
      (rows.get(key) as AlertRow | undefined) ?? { firstSeenAt: now, again: 0 };
    if (before[signal.state] === undefined) {
      const told = isRedacted(signal) ? withoutWords(signal) : signal;
      const event = signalEvent(told, origin, delivery.id, written);
      events.push(event);
      alerts.set(key, { ...before, [signal.state]: event.id });
    } else {
      alerts.set(key, { ...before, again: before.again + 1 });
    }
  }
  const keep = events.length > 0 || signals.length === 0;
  return {
    add: {
      state: view.state,
      events: keep ? [delivery, ...events] : [],
      keys: [...alerts].map(([key, row]) => setRow(key, row)),
      effects: origin.unmapped === undefined ? [] : [unmappedEffect(origin, origin.unmapped, now)],
    },
    answer: () => undefined,
  };
}

/** What is told later of a redacted alert brings its words not back. */
function withoutWords({ description: _description, ...signal }: Signal): Signal {
  return { ...signal, title: REDACTED, labels: {}, links: {} };
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
