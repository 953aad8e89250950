// A signal that cannot be routed: written down as such, so that those behind it are. Operators are told; the next start tries it
// again, and so does an operator.
import { DiskError } from '../lib/disk-error.ts';
import type { Log } from '../lib/log.ts';
import type { Json, KeyChange, StoredEvent } from '../timeline/port.ts';
import type { Outcome, View } from './batch.ts';
import type { TriedAgain } from './engine-port.ts';
import type { RoutingPath } from './handle.ts';
import { routeOne } from './route.ts';
import { routeAck } from './route-ack.ts';
import { type AsideRow, CURSOR, mutedKey, outcomeEvent, SET_ASIDE, setRow } from './signal-rows.ts';
import { INBOX } from './stream-names.ts';
import { isLongAgo, setAsideIn } from './unrouted.ts';

const LONGEST_WHY = 300;

type AsidePath = RoutingPath & { log: Log };

type Failed = { event: StoredEvent; why: string; held?: string };

/** `held`: the mute that had held it back. Rejects where nothing can be written: then it is no fault of the signal's. */
export async function setAside(
  path: RoutingPath,
  event: StoredEvent,
  error: unknown,
  held?: string,
): Promise<void> {
  const why = reasonOf(error);
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
  const { vendor = 'a monitor' } = event.data as { vendor?: string };
  const data: Json = { signal: event.id, why };
  return {
    add: {
      state: view.state,
      events: [outcomeEvent(event, 'signal-set-aside', data, { newId: path.newId, now })],
      keys: [
        held === undefined ? setRow(CURSOR, event.version) : { op: 'release', key: mark },
        setRow(mutedKey(SET_ASIDE, event.id), { event: event.id, vendor, why, at: now }),
      ],
      effects: [
        {
          key: `${event.id}/set-aside`,
          kind: 'operators.tell',
          payload: {
            text:
              `A signal from ${vendor} could not be routed, so it opened and joined no incident: ${why}. Please look at it in the ` +
              `monitor. It is kept; the next start tries it again, and \`firescribe inbox retry\` does now. Report this as a bug with what the log says of ${event.id}.`,
            about: vendor,
          },
          dueAt: now,
        },
      ],
    },
    answer: () => undefined,
  };
}

/**
 * What was set aside before, once more: what is wrong may be mended by now. What fails again stays where it is; what is too old to
 * lead to anything waits no longer.
 */
export async function tryAgain(path: AsidePath, stopped: () => boolean): Promise<TriedAgain> {
  const rows = await setAsideIn(path.timeline);
  const old = rows.filter((row) => isLongAgo(row, path.now()));
  if (old.length > 0) {
    await path.streams.change(INBOX, async (view) => forgotten(view, old));
  }
  const fresh = rows.filter((row) => !old.includes(row));
  const events = await path.timeline.readEvents(fresh.map(({ event }) => event));
  const tried: TriedAgain = { routed: 0, failed: [], old: old.length };
  for (const event of events.sort((a, b) => a.version - b.version)) {
    if (stopped()) {
      return tried;
    }
    const why = await onceMore(path, event);
    if (why === undefined) {
      tried.routed += 1;
    } else {
      tried.failed.push({ event: event.id, why });
    }
  }
  return tried;
}

/** They stay on record; nothing waits for them any more. */
function forgotten<State>(view: View<State>, rows: readonly AsideRow[]): Outcome<State, void> {
  const keys = rows.map(({ event }): KeyChange => ({ op: 'release', key: mutedKey(SET_ASIDE, event) }));
  return { add: { state: view.state, events: [], keys }, answer: () => undefined };
}

/** Why it still cannot be routed; undefined where it is. */
async function onceMore(path: AsidePath, event: StoredEvent): Promise<string | undefined> {
  try {
    await (event.type === 'ack-received' ? routeAck : routeOne)(path, event, SET_ASIDE);
    return undefined;
  } catch (error) {
    if (error instanceof DiskError) {
      throw error;
    }
    path.log.error({ err: error, event: event.id }, 'a signal that is set aside still cannot be routed');
    return reasonOf(error);
  }
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_WHY);
