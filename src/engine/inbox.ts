// The inbox: signals are taken in at once and routed one after another, each seeing what the one before it led to.
import type { Log } from '../lib/log.ts';
import type { Engine } from './engine-port.ts';
import type { RoutingPath } from './handle.ts';
import { receive } from './receive.ts';
import type { Routable } from './routable.ts';
import { routeOne } from './route.ts';
import { routeMany } from './route-many.ts';
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
/** What comes within this after another is gathered: in a storm it shares commits, and nobody notices otherwise. Wire time. */
const GATHER_MS = 100;

export function createInbox(path: InboxPath): Inbox {
  let routing: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  /** What came while we gather: nothing yet, or something. */
  let gathered: 'nothing' | 'something' | undefined;
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
      await routeAll(path, () => stopped);
      for (const window of ended) {
        await routeHeld(path, window, () => stopped);
        ended.delete(window);
      }
    }
  }

  /** At once where nothing came lately; else together with what is gathered. */
  function routeGathered(): void {
    if (gathered !== undefined) {
      gathered = 'something';
      return;
    }
    gathered = 'nothing';
    setTimeout(() => {
      const more = gathered === 'something';
      gathered = undefined;
      if (more && !stopped) {
        routeGathered();
      }
    }, GATHER_MS).unref();
    routeSoon();
  }

  /** A failure (a full disk) loses nothing: the cursor stands where it stood. */
  function routeSoon(): void {
    route().catch((error: unknown) => {
      path.log.error({ error }, 'signals could not be routed; trying again');
      setTimeout(() => !stopped && routeSoon(), RETRY_AFTER_MS).unref();
    });
  }

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

async function routeAll(path: InboxPath, stopped: () => boolean): Promise<void> {
  for (;;) {
    const [cursor] = await path.timeline.readKeys([CURSOR]);
    const after = Number(cursor?.value ?? 0);
    const waiting = await path.timeline.readStream(INBOX, { after, types: ROUTED, limit: PAGE });
    await routeMany(path, waiting, stopped);
    if (stopped() || waiting.length < PAGE) {
      return;
    }
  }
}

/** What a mute held back is routed like anything else, one after another, the oldest first. */
async function routeHeld(path: InboxPath, window: string, stopped: () => boolean): Promise<void> {
  const prefix = mutedKeys(window);
  for (;;) {
    const rows = await path.timeline.listKeys(INBOX, prefix, { limit: PAGE });
    const events = await path.timeline.readEvents(rows.map(({ key }) => key.slice(prefix.length)));
    for (const event of events.sort((a, b) => a.version - b.version)) {
      if (stopped()) {
        return;
      }
      await routeOne(path, event, window);
    }
    if (events.length === 0) {
      return;
    }
  }
}
