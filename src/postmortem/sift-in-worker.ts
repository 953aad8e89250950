// Looking through a review for what was erased, off the main thread.
import { runInWorker } from '../lib/worker.ts';
import type { SiftResult, SiftTask } from './sift-worker.ts';
import type { EventsModule } from './worker-events.ts';

export type SiftReview = (task: Omit<SiftTask, 'events' | 'bot'>) => Promise<SiftResult>;

/** Enough for the log of 100,000 entries, twice. */
const HEAP_MB = 320;

export function siftInWorker(events: EventsModule, bot: () => string | undefined): SiftReview {
  return (task) =>
    runInWorker<SiftTask, SiftResult>(
      new URL('./sift-worker.ts', import.meta.url),
      { ...task, events, bot: bot() },
      { heapMb: HEAP_MB },
    );
}
