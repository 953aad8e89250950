// The worker that performs effects: woken by commits, by the clock, and by a safety net that finds what others appended.
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { awaited, patienceOf } from '../lib/patience.ts';
import type { Effect, Timeline } from '../timeline/port.ts';
import { takeStock } from './backlog.ts';
import type { Engine } from './engine-port.ts';
import { type PerformingPath, perform } from './perform.ts';
import type { Performers } from './performer.ts';
import { kindsOutside, laneOf, type Pool } from './policy-of-effects.ts';

export type Outbox = {
  /** Looks through what was left behind, then begins. */
  start(): Promise<void>;
  /** The safety net: looks for due effects now. Resolves when those found are under way. */
  tick(): Promise<void>;
  /** Resolves when nothing is being performed and nothing more is due. */
  idle(): Promise<void>;
  /** Takes nothing more, and waits for what is being performed, ten seconds at most: its lease runs out by itself. */
  stop(): Promise<void>;
};

export type OutboxOptions = {
  timeline: Timeline;
  engine: Pick<Engine, 'handle' | 'questions' | 'onCommit'>;
  performers: Performers;
  clock: Clock;
  log: Log;
  /** How long work of each pool may take; see `LONGEST_MS`. */
  longestMs?: Record<Pool, number>;
};

/** Longer than any single call to a vendor takes (10 s). What takes longer has its lease renewed by us while it runs. */
const LEASE_MS = 30_000;
/** A lease that ends within this is renewed. */
const RENEW_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 10_000;
const MINUTE = 60_000;
/** Far longer than any sound attempt takes: a performer waits for Slack's limits by failing, not by waiting. */
const LONGEST_MS: Record<Pool, number> = {
  now: 5 * MINUTE,
  view: 5 * MINUTE,
  slow: 30 * MINUTE,
  vendor: 2 * MINUTE,
};

/** How many are leased at a time. Posts and commands' work have places of their own, so that no view, draft or vendor is in their way. */
const PLACES: Record<Pool, number> = { now: 16, view: 4, slow: 2, vendor: 8 };
/** Looked at in this order: what goes before a draft in its lane (its word of progress, its graph) is taken up before it. */
const POOLS: readonly Pool[] = ['now', 'view', 'vendor', 'slow'];

type Running = { effect: Effect; pool: Pool; done: Promise<void> };

type Worker = PerformingPath & {
  running: Map<number, Running>;
  /** The last effect of each lane. */
  lanes: Map<string, Promise<void>>;
  stopped: boolean;
  cancelTimer: () => void;
  pumping?: Promise<void>;
  again: boolean;
};

export function createOutbox(options: OutboxOptions): Outbox {
  const worker: Worker = {
    ...options,
    longestMs: options.longestMs ?? LONGEST_MS,
    running: new Map(),
    lanes: new Map(),
    stopped: true,
    cancelTimer: () => undefined,
    again: false,
  };
  const unsubscribe = options.engine.onCommit((_events, effects) => effects > 0 && void pump(worker));
  return {
    async start() {
      const parked = await takeStock(options.timeline, options.clock.now());
      if (parked > 0) {
        options.log.warn({ parked }, 'long overdue messages were parked');
      }
      worker.stopped = false;
      await pump(worker);
    },
    tick: () => pump(worker),
    async idle() {
      await pump(worker);
      while (worker.running.size > 0) {
        await Promise.all([...worker.running.values()].map(({ done }) => done));
        await pump(worker);
      }
    },
    async stop() {
      unsubscribe();
      worker.stopped = true;
      worker.cancelTimer();
      await worker.pumping;
      const left = [...worker.running.values()].map(({ done }) => done);
      await awaited(Promise.all(left), patienceOf(STOP_WITHIN_MS));
    },
  };
}

/** One run at a time; asked for meanwhile, it runs once more. Never rejects. */
function pump(worker: Worker): Promise<void> {
  worker.again = true;
  worker.pumping ??= run(worker).finally(() => {
    worker.pumping = undefined;
    return worker.again && !worker.stopped ? pump(worker) : undefined;
  });
  return worker.pumping;
}

async function run(worker: Worker): Promise<void> {
  while (worker.again && !worker.stopped) {
    worker.again = false;
    try {
      await renew(worker);
      for (const pool of POOLS) {
        await fill(worker, pool);
      }
      await setTimer(worker);
    } catch (error) {
      worker.log.error({ error }, 'due effects could not be read; the next tick tries again');
    }
  }
}

/** Before anything is leased: what is still being done must not look like something that a lost worker left. */
async function renew({ timeline, clock, running }: Worker): Promise<void> {
  const now = clock.now();
  const ending = [...running.values()]
    .map(({ effect }) => effect)
    .filter(({ leaseUntil = now }) => leaseUntil - now <= RENEW_WITHIN_MS);
  if (ending.length === 0) {
    return;
  }
  const held = new Set(
    await timeline.renewLeases(
      ending.map(({ id, attempts }) => ({ id, attempts })),
      { now, leaseMs: LEASE_MS },
    ),
  );
  for (const effect of ending.filter(({ id }) => held.has(id))) {
    effect.leaseUntil = now + LEASE_MS;
  }
}

async function fill(worker: Worker, pool: Pool): Promise<void> {
  const taken = [...worker.running.values()].filter((running) => running.pool === pool).length;
  const limit = PLACES[pool] - taken;
  if (limit <= 0) {
    return;
  }
  const now = worker.clock.now();
  const leased = await worker.timeline.leaseEffects({
    now,
    leaseMs: LEASE_MS,
    limit,
    exceptKinds: kindsOutside(pool),
  });
  for (const effect of leased) {
    const known = worker.running.get(effect.id);
    if (known) {
      // Somebody ended its lease while we are still at it: it is ours again, and not begun a second time.
      known.effect.attempts = effect.attempts;
      known.effect.leaseUntil = now + LEASE_MS;
    } else {
      begin(worker, effect, pool);
    }
  }
}

function begin(worker: Worker, effect: Effect, pool: Pool): void {
  const lane = laneOf(effect);
  const before = worker.lanes.get(lane) ?? Promise.resolve();
  const done = before
    .then(() => (worker.stopped ? putBack(worker, effect) : perform(worker, effect)))
    .finally(() => {
      worker.running.delete(effect.id);
      if (worker.lanes.get(lane) === done) {
        worker.lanes.delete(lane);
      }
      void pump(worker);
    });
  worker.lanes.set(lane, done);
  worker.running.set(effect.id, { effect, pool, done });
}

/** Stopped before its turn came. */
async function putBack({ timeline, log }: Worker, effect: Effect): Promise<void> {
  await timeline
    .finishEffect(effect, { status: 'untouched' })
    .catch((error: unknown) =>
      log.error({ error }, 'an effect could not be put back; its lease will run out'),
    );
}

/** What is due already is taken when a place gets free; the timer is for what is not. */
async function setTimer(worker: Worker): Promise<void> {
  worker.cancelTimer();
  const next = await worker.timeline.nextEffectAt();
  if (next !== undefined && next > worker.clock.now() && !worker.stopped) {
    worker.cancelTimer = worker.clock.at(next, () => void pump(worker));
  }
}
