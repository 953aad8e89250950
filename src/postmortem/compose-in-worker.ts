// Drafting off the main thread.
import { runInWorker } from '../lib/worker.ts';
import type { ReviewOptions } from './compose.ts';
import type { ComposeTask, EventsModule } from './compose-worker.ts';
import type { DraftFiles } from './draft-files.ts';

/** Makes the files of a draft from what is on record of an incident. */
export type ComposeDraft = (stream: string, options: ReviewOptions) => Promise<DraftFiles>;

/** Enough for 100,000 entries; a smaller heap also keeps the whole process under half a gigabyte. */
const HEAP_MB = 320;

/** A `ComposeDraft` that works in a thread per draft, which reads the events by itself. */
export function composeInWorker(events: EventsModule): ComposeDraft {
  return (stream, options) =>
    runInWorker<ComposeTask, DraftFiles>(
      new URL('./compose-worker.ts', import.meta.url),
      { events, stream, options },
      { heapMb: HEAP_MB },
    );
}
