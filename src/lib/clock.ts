// Story time: what the clock on the wall says, and timers that follow it. Wire time (timeouts, signatures) is not here.

/** Milliseconds since 1970, UTC. */
export type Instant = number;

export type Clock = {
  now(): Instant;
  /** Runs `task` once when the clock reaches `at` (soon, if it is past). Returns how to cancel it. */
  at(at: Instant, task: () => void): () => void;
};

/** Node's timers overflow above 2^31-1 ms and would fire at once; longer waits are taken in steps. */
const LONGEST_WAIT = 2_000_000_000;

/** The real clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(at, task) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const left = at - Date.now();
      timer = setTimeout(
        () => (left > LONGEST_WAIT ? wait() : task()),
        Math.max(0, Math.min(left, LONGEST_WAIT)),
      );
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};

export type ManualClock = Clock & {
  /** Moves the clock, running each timer that falls due at its own time, in order. */
  moveTo(at: Instant): void;
  moveBy(ms: number): void;
};

/** A clock that stands until it is moved by hand: the clock of the stories. */
export function manualClock(start: Instant): ManualClock {
  let now = start;
  let timers: { at: Instant; task: () => void }[] = [];
  const next = (limit: Instant) => timers.filter((timer) => timer.at <= limit).sort((a, b) => a.at - b.at)[0];
  const clock: ManualClock = {
    now: () => now,
    at(at, task) {
      const timer = { at, task };
      if (at <= now) {
        queueMicrotask(() => timers.includes(timer) && run(timer));
      }
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    moveTo(at) {
      for (let due = next(at); due; due = next(at)) {
        now = Math.max(now, due.at);
        run(due);
      }
      now = Math.max(now, at);
    },
    moveBy: (ms) => clock.moveTo(now + ms),
  };
  function run(timer: { at: Instant; task: () => void }) {
    timers = timers.filter((other) => other !== timer);
    timer.task();
  }
  return clock;
}

type WarpTimer = { at: Instant; task: () => void; cancel: () => void };

function notArmed(): void {
  // Nothing to cancel yet.
}

/**
 * The real clock with a shift that grows by hand: time passes by itself, and can be skipped. The demo's clock, so that a story
 * of an hour plays in a minute while a visitor's own clicks take real time.
 */
export function warpClock(start?: Instant): ManualClock {
  let shift = start === undefined ? 0 : start - Date.now();
  const waiting = new Set<WarpTimer>();
  const now = () => Date.now() + shift;
  const arm = (timer: WarpTimer) => {
    timer.cancel();
    timer.cancel = systemClock.at(timer.at - shift, () => {
      waiting.delete(timer);
      timer.task();
    });
  };
  const clock: ManualClock = {
    now,
    at(at, task) {
      const timer: WarpTimer = { at, task, cancel: notArmed };
      waiting.add(timer);
      arm(timer);
      return () => {
        timer.cancel();
        waiting.delete(timer);
      };
    },
    moveTo: (at) => clock.moveBy(at - now()),
    moveBy(ms) {
      shift += Math.max(0, ms);
      for (const timer of waiting) {
        arm(timer);
      }
    },
  };
  return clock;
}
