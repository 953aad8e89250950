// A signal that cannot be routed: written down as such, so that those behind it are. Operators are told; it stays on record.
import type { Json, StoredEvent } from '../timeline/port.ts';
import type { Outcome, View } from './batch.ts';
import type { RoutingPath } from './handle.ts';
import { CURSOR, mutedKey, setRow } from './signal-rows.ts';
import { INBOX } from './stream-names.ts';

const LONGEST_WHY = 300;

type Failed = { event: StoredEvent; why: string; held?: string };

/** `held`: the mute that had held it back. Rejects where nothing can be written: then it is no fault of the signal's. */
export async function setAside(
  path: RoutingPath,
  event: StoredEvent,
  error: unknown,
  held?: string,
): Promise<void> {
  const why = (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_WHY);
  await path.streams.change(INBOX, (view) =>
    writtenAside(path, view, { event, why, ...(held ? { held } : {}) }),
  );
}

async function writtenAside<State>(
  path: Pick<RoutingPath, 'now' | 'newId'>,
  view: View<State>,
  { event, why, held }: Failed,
): Promise<Outcome<State, void>> {
  const mark = held === undefined ? CURSOR : mutedKey(held, event.id);
  const row = (await view.readKeys([mark])).get(mark);
  // Somebody else was quicker, and it was routed after all.
  if (held === undefined ? Number(row ?? 0) >= event.version : row === undefined) {
    return { answer: () => undefined };
  }
  const now = path.now();
  const { vendor } = event.data as { vendor?: string };
  const data: Json = { signal: event.id, why };
  return {
    add: {
      state: view.state,
      events: [
        {
          id: path.newId(),
          type: 'signal-set-aside',
          v: 1,
          occurredAt: now,
          recordedAt: now,
          actor: { kind: 'firescribe', id: 'firescribe' },
          source: { kind: 'alert', key: `inbox/${event.id}` },
          causedBy: event.id,
          data,
        },
      ],
      keys: [held === undefined ? setRow(CURSOR, event.version) : { op: 'release', key: mark }],
      effects: [
        {
          key: `${event.id}/set-aside`,
          kind: 'operators.tell',
          payload: {
            text:
              `A signal from ${vendor ?? 'a monitor'} could not be routed, so it opened and joined no incident. It is kept; please ` +
              `look at it in the monitor, and report this as a bug with what the log says of ${event.id}.`,
            about: vendor ?? 'signals',
          },
          dueAt: now,
        },
      ],
    },
    answer: () => undefined,
  };
}
