// Routing what waits, one after another. Those that change nothing for the next share their commits: a storm is one disk write for many.
import type { StoredEvent } from '../timeline/port.ts';
import type { RoutingPath } from './handle.ts';
import { act, lookAt, routeOne, type Step, writeDown } from './route.ts';
import { routeAck } from './route-ack.ts';
import { alertKey, flapKey } from './signal-rows.ts';
import { breathe } from './stored-incident.ts';

/** Enough to share a commit's cost, few enough that nobody waits long for this thread. */
const MOST_TOGETHER = 16;

/**
 * Whether the next signal is routed as it would be after this one was written down: it joins silently, or is only recorded.
 * Opening, lines and groups count against limits, and an end may give a line: those wait.
 */
function changesNothing({ route }: Step): boolean {
  return route.do === 'attach' ? !route.saysFlapping : route.do === 'record' || route.do === 'ignore';
}

/** In the order of events; the reader's place moves in that order too, whatever ends first. */
export async function routeMany(
  path: RoutingPath,
  events: readonly StoredEvent[],
  stopped: () => boolean,
): Promise<void> {
  const together = group(path);
  for (const event of events) {
    if (stopped()) {
      break;
    }
    if (event.type === 'ack-received') {
      await together.done();
      await routeAck(path, event);
      continue;
    }
    // What monitors send meanwhile is answered between two.
    await breathe();
    const step = await lookAt(path, event);
    if (!together.knows(step) && changesNothing(step)) {
      await together.add(step);
      continue;
    }
    // It may rest on what is not written down yet: it is looked at anew.
    await together.done();
    await routeOne(path, event);
  }
  await together.done();
}

/** Signals that are acted upon at once, and written down in their order. */
function group(path: RoutingPath) {
  let alerts = new Set<string>();
  let acts: Promise<unknown>[] = [];
  let writes: Promise<void>[] = [];
  let order: Promise<void> = Promise.resolve();
  let failed: { error: unknown } | undefined;
  /** The reader's place must not step over one that could not be written down. */
  const requireOrder = () => {
    if (failed) {
      throw failed.error;
    }
  };
  const done = async () => {
    await order;
    await Promise.all(writes);
    [alerts, acts, writes] = [new Set(), [], []];
  };
  return {
    done,
    /** The same alert is among those not written down. */
    knows: ({ signal }: Step) => alerts.has(alertKey(signal)) || alerts.has(flapKey(signal)),
    async add(step: Step) {
      alerts.add(alertKey(step.signal)).add(flapKey(step.signal));
      const acted = act(path, step);
      acts.push(acted);
      const write = async () => {
        const done = await acted;
        if (!done) {
          await Promise.all(writes);
          await routeOne(path, step.event);
          return;
        }
        const written = writeDown(path, step, done, { requireOrder });
        written.catch((error: unknown) => {
          failed ??= { error };
        });
        writes.push(written);
      };
      // The first that fails keeps those behind it from being written down; `done` tells of it.
      order = order.then(write);
      order.catch(() => undefined);
      acted.catch(() => undefined);
      if (acts.length >= MOST_TOGETHER) {
        await done();
      }
    },
  };
}
