// The inbox: signals are taken in at once and routed one after another, each seeing what the one before it led to.
import type { Log } from '../lib/log.ts';
import type { Instant, StoredEvent, TimelineReader } from '../timeline/port.ts';
import type { Engine } from './engine-port.ts';
import type { RoutingPath } from './handle.ts';
import { receive } from './receive.ts';
import type { Routable } from './routable.ts';
import { routeOne } from './route.ts';
import { routeAck } from './route-ack.ts';
import { routeMany } from './route-many.ts';
import { setAside } from './set-aside.ts';
import { CURSOR, mutedKeys } from './signal-rows.ts';
import { INBOX } from './stream-names.ts';

type InboxPath = RoutingPath & { log: Log };

export type Inbox = {
  receive(inbound: readonly Routable[], origin: Parameters<Engine['receive']>[1]): Promise<void>;
  routed(): Promise<void>;
  unmute: Engine['unmute'];
  /** Waits for the signal that is being routed; the rest stays for the next start. */
  stop(): Promise<void>;
};

/** Kinds of events that lead to something. */
const ROUTED = ['signal-received', 'ack-received'];
const PAGE = 100;
const RETRY_AFTER_MS = 5_000;
/** A signal that fails so often by itself is set aside, and those behind it are routed. */
const MOST_TRIES = 3;
/** What comes within this after another is gathered: in a storm it shares commits, and nobody notices otherwise. Wire time. */
const GATHER_MS = 100;

export function createInbox(path: InboxPath): Inbox {
  let routing: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const failures: Failures = new Map();
  /** Mutes that are over, and whose alerts wait to be routed. */
  const ended = new Set<string>();

  /** Routes until nothing is left. What comes meanwhile is seen by the same run. */
  function route(): Promise<void> {
    again = true;
    routing ??= run().finally(() => {
      routing = undefined;
      return again && !stopped ? route() : undefined;
    });
    return routing;
  }

  async function run(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        await routeAll(path, () => stopped);
      } catch (error) {
        // The first of those that wait is tried alone: if one of them is at fault, it comes to be the first.
        path.log.error({ err: error }, 'signals could not be routed together; trying them one by one');
        if (!(await routeFirst(path, failures))) {
          throw error;
        }
        again = true;
        continue;
      }
      for (const window of ended) {
        await routeHeld(path, window, { failures, stopped: () => stopped });
        ended.delete(window);
      }
    }
  }

  const routeSoon = retried(() => (stopped ? Promise.resolve() : route()), path.log);
  const routeGathered = gathered(routeSoon);

  return {
    async receive(inbound, origin) {
      await path.streams.change(INBOX, (view) => receive(path, view, { inbound, origin }));
      routeGathered();
    },
    routed: route,
    unmute(window) {
      ended.add(window);
      return route();
    },
    async stop() {
      stopped = true;
      await routing?.catch(() => undefined);
    },
  };
}

/** A failure (a full disk) loses nothing: the reader's place is where it was. One try waits at a time. */
function retried(work: () => Promise<void>, log: Log): () => void {
  let waits = false;
  return function soon() {
    work().catch((error: unknown) => {
      log.error({ err: error }, 'signals could not be routed; trying again');
      if (waits) {
        return;
      }
      waits = true;
      setTimeout(() => {
        waits = false;
        soon();
      }, RETRY_AFTER_MS).unref();
    });
  };
}

/** At once where nothing came lately; else together with what is gathered. */
function gathered(soon: () => void): () => void {
  let came: 'nothing' | 'something' | undefined;
  return function come() {
    if (came !== undefined) {
      came = 'something';
      return;
    }
    came = 'nothing';
    setTimeout(() => {
      const more = came === 'something';
      came = undefined;
      if (more) {
        come();
      }
    }, GATHER_MS).unref();
    soon();
  };
}

/** When the oldest signal that is not routed came in; undefined where none waits. */
export async function unroutedSince(timeline: InboxReader): Promise<Instant | undefined> {
  const [event] = await waitingIn(timeline, 1);
  return event?.recordedAt;
}

type InboxReader = Pick<TimelineReader, 'readKeys' | 'readStream'>;

async function waitingIn(timeline: InboxReader, limit: number): Promise<StoredEvent[]> {
  const [cursor] = await timeline.readKeys([CURSOR]);
  return timeline.readStream(INBOX, { after: Number(cursor?.value ?? 0), types: ROUTED, limit });
}

/** How often each event failed by itself, by its id. */
type Failures = Map<string, number>;

/** Rejects until it has failed often enough. Where nothing can be written (a full disk), setting it aside fails as well. */
async function tried(
  path: InboxPath,
  event: StoredEvent,
  { failures, held, work }: { failures: Failures; held?: string; work(): Promise<void> },
): Promise<void> {
  try {
    await work();
    failures.delete(event.id);
  } catch (error) {
    const times = (failures.get(event.id) ?? 0) + 1;
    failures.set(event.id, times);
    if (times < MOST_TRIES) {
      throw error;
    }
    path.log.error({ err: error, event: event.id }, 'a signal could not be routed and is set aside');
    await setAside(path, event, error, held);
    failures.delete(event.id);
  }
}

/** Whether there was one. It is routed or set aside then. */
async function routeFirst(path: InboxPath, failures: Failures): Promise<boolean> {
  const [event] = await waitingIn(path.timeline, 1);
  if (!event) {
    return false;
  }
  const work = () => (event.type === 'ack-received' ? routeAck(path, event) : routeOne(path, event));
  await tried(path, event, { failures, work });
  return true;
}

async function routeAll(path: InboxPath, stopped: () => boolean): Promise<void> {
  for (;;) {
    const waiting = await waitingIn(path.timeline, PAGE);
    await routeMany(path, waiting, stopped);
    if (stopped() || waiting.length < PAGE) {
      return;
    }
  }
}

/** What a mute held back is routed like anything else, one after another, the oldest first. */
async function routeHeld(
  path: InboxPath,
  window: string,
  { failures, stopped }: { failures: Failures; stopped: () => boolean },
): Promise<void> {
  const prefix = mutedKeys(window);
  for (;;) {
    const rows = await path.timeline.listKeys(INBOX, prefix, { limit: PAGE });
    const events = await path.timeline.readEvents(rows.map(({ key }) => key.slice(prefix.length)));
    for (const event of events.sort((a, b) => a.version - b.version)) {
      if (stopped()) {
        return;
      }
      await tried(path, event, { failures, held: window, work: () => routeOne(path, event, window) });
    }
    if (events.length === 0) {
      return;
    }
  }
}
