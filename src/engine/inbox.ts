// The inbox: signals are taken in at once and routed one after another, each seeing what the one before it led to.
import { DiskError } from '../lib/disk-error.ts';
import type { Log } from '../lib/log.ts';
import type { StoredEvent } from '../timeline/port.ts';
import type { Engine } from './engine-port.ts';
import type { RoutingPath } from './handle.ts';
import { receive } from './receive.ts';
import type { Routable } from './routable.ts';
import { routeOne } from './route.ts';
import { routeAck } from './route-ack.ts';
import { routeMany } from './route-many.ts';
import { setAside, tryAgain } from './set-aside.ts';
import { mutedKeys } from './signal-rows.ts';
import { INBOX } from './stream-names.ts';
import { waitingIn } from './unrouted.ts';

type InboxPath = RoutingPath & { log: Log };

export type Inbox = {
  receive(inbound: readonly Routable[], origin: Parameters<Engine['receive']>[1]): Promise<void>;
  routed(): Promise<void>;
  unmute: Engine['unmute'];
  retryAside: Engine['retryAside'];
  /** Waits for the signal that is being routed; the rest stays for the next start. */
  stop(): Promise<void>;
};

const PAGE = 100;
/** Waits before routing is tried again; the last one repeats. Wire time. */
const WAITS_MS = [250, 1_000, 5_000, 15_000, 60_000];
/** A signal that fails so often by itself is set aside, and those behind it are routed. */
const MOST_TRIES = 3;
/** What comes within this after another is gathered: in a storm it shares commits, and nobody notices otherwise. Wire time. */
const GATHER_MS = 100;

export function createInbox(path: InboxPath): Inbox {
  let routing: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const failures: Failures = new Map();
  /** What an earlier start set aside is tried again once by itself. */
  let asideTried = false;
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
      if (!asideTried) {
        await tryAgain(path, () => stopped);
        asideTried = true;
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
    async retryAside() {
      // Whoever routes meanwhile reports its own trouble.
      await routing?.catch(() => undefined);
      return tryAgain(path, () => stopped);
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
  let failed = 0;
  const later = (error: unknown, soon: () => void) => {
    if (waits) {
      return;
    }
    const wait = WAITS_MS[Math.min(failed, WAITS_MS.length - 1)];
    log.error({ err: error, wait }, 'signals could not be routed; trying again');
    waits = true;
    failed += 1;
    setTimeout(() => {
      waits = false;
      soon();
    }, wait).unref();
  };
  return function soon() {
    work().then(
      () => {
        failed = 0;
      },
      (error: unknown) => later(error, soon),
    );
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

/** How often each event failed by itself, by its id. */
type Failures = Map<string, number>;

/** Rejects until it has failed often enough. Trouble of the disk is no fault of the event's: it is waited out. */
async function tried(
  path: InboxPath,
  event: StoredEvent,
  { failures, held, work }: { failures: Failures; held?: string; work(): Promise<void> },
): Promise<void> {
  try {
    await work();
    failures.delete(event.id);
  } catch (error) {
    if (error instanceof DiskError) {
      throw error;
    }
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
  for (let after = prefix; ; ) {
    const rows = await path.timeline.listKeys(INBOX, prefix, { after, limit: PAGE });
    const events = await path.timeline.readEvents(rows.map(({ key }) => key.slice(prefix.length)));
    for (const event of events.sort((a, b) => a.version - b.version)) {
      if (stopped()) {
        return;
      }
      await tried(path, event, { failures, held: window, work: () => routeOne(path, event, window) });
    }
    const last = rows.at(-1);
    if (!last) {
      return;
    }
    after = last.key;
  }
}
