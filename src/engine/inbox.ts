// The inbox: signals are taken in at once and routed one after another, each seeing what the one before it led to.
import type { Log } from '../lib/log.ts';
import type { Engine } from './engine-port.ts';
import type { RoutingPath } from './handle.ts';
import { receive } from './receive.ts';
import { routeOne } from './route.ts';
import { routeAck } from './route-ack.ts';
import { CURSOR } from './signal-rows.ts';
import { INBOX } from './stream-names.ts';

type InboxPath = RoutingPath & { log: Log };

export type Inbox = {
  receive: Engine['receive'];
  routed(): Promise<void>;
  /** Waits for the signal that is being routed; the rest stays for the next start. */
  stop(): Promise<void>;
};

/** Kinds of events that lead to something. */
const ROUTED = ['signal-received', 'ack-received'];
const PAGE = 100;
const RETRY_AFTER_MS = 5_000;

export function createInbox(path: InboxPath): Inbox {
  let routing: Promise<void> | undefined;
  let again = false;
  let stopped = false;

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
    }
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
      routeSoon();
    },
    routed: route,
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
    for (const event of waiting) {
      if (stopped()) {
        return;
      }
      await (event.type === 'ack-received' ? routeAck(path, event) : routeOne(path, event));
    }
    if (waiting.length < PAGE) {
      return;
    }
  }
}
