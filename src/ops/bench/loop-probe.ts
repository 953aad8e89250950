// Preloaded into the app (`node --import`): on SIGUSR2 it prints the longest delay of the event loop since the last time.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Delays are rounded to this many ms. */
const RESOLUTION_MS = 1;
const NANOSECONDS_PER_MS = 1_000_000;

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  process.on('SIGUSR2', () => {
    const ms = Math.max(0, delay.max / NANOSECONDS_PER_MS - RESOLUTION_MS);
    delay.reset();
    process.stdout.write(`${JSON.stringify({ msg: 'Longest delay', ms })}\n`);
  });
}
