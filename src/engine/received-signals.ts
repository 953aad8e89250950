// Signals as they came in, for those who write lines about them.

import { signalKey } from '../incident/keys.ts';
import type { Signal } from '../incident/values.ts';
import type { StoredEvent } from '../timeline/port.ts';
import type { ReceivedSignal, SaidLine } from './engine-port.ts';
import type { Readable } from './find.ts';
import { type AlertRow, alertKey, type GroupRow, groupKey, signalOf } from './signal-rows.ts';
import { INBOX, isIncident } from './stream-names.ts';

/** In the order of `ids`; what is not a signal of the inbox is left out. */
export async function receivedSignals(timeline: Readable, ids: readonly string[]): Promise<ReceivedSignal[]> {
  const events = new Map((await timeline.readEvents(ids)).map((event) => [event.id, event]));
  const wanted = ids
    .map((id) => events.get(id))
    .filter((event): event is StoredEvent => event?.stream === INBOX && event.type === 'signal-received');
  const signals = wanted.map(signalOf);
  const rows = await timeline.readKeys(signals.flatMap((signal) => [alertKey(signal), signalKey(signal)]));
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return wanted.map((event, index) => {
    const signal = signals[index] as Signal;
    const alert = byKey.get(alertKey(signal))?.value as unknown as AlertRow | undefined;
    // An incident declared by the line's button holds the alert, though routing gave it none.
    const holder = byKey.get(signalKey(signal))?.stream;
    const incident = holder !== undefined && isIncident(holder) ? holder : alert?.incident;
    return {
      event: event.id,
      signal,
      receivedAt: event.recordedAt,
      over: alert?.resolved !== undefined,
      ...(incident === undefined ? {} : { incident }),
      ...(alert?.rule === undefined ? {} : { rule: alert.rule }),
    };
  });
}

/** What people read of an alert, by an event that tells of it, in the inbox or in an incident; undefined where nothing. */
export async function lineAbout(timeline: Readable, id: string): Promise<SaidLine | undefined> {
  const [event] = await timeline.readEvents([id]);
  const data = event?.data as { signal?: Told } & Partial<Told>;
  const told = event?.type === 'signal-attached' ? data.signal : (data as Told | undefined);
  const [row] = told?.vendor && told.dedupeKey ? await timeline.readKeys([alertKey(told)]) : [];
  const { said, firing, told: once } = (row?.value ?? {}) as unknown as Partial<AlertRow>;
  if (typeof said === 'object') {
    return said;
  }
  const signal = firing ?? once;
  return said && signal ? { signal } : undefined;
}

type Told = Pick<Signal, 'vendor' | 'dedupeKey'>;

export async function groupedSignals(
  timeline: Readable,
  window: string,
): Promise<{ signals: ReceivedSignal[]; more: number }> {
  const [row] = await timeline.readKeys([groupKey(window)]);
  const { signals, more } = (row?.value ?? { signals: [], more: 0 }) as unknown as GroupRow;
  return { signals: await receivedSignals(timeline, signals), more };
}
