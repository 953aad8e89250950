// Drafting off the main thread.
import { runInWorker } from '../lib/worker.ts';
import type { ReviewOptions } from './compose.ts';
import type { BriefTask, ComposeTask, EventsModule } from './compose-worker.ts';
import type { DraftFiles } from './draft-files.ts';
import type { Brief } from './narration/narration.ts';

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

/** What a narrator may see of an incident, within so many tokens. */
export type MakeBrief = (stream: string, options: ReviewOptions, tokens: number) => Promise<Brief>;

/** A `MakeBrief` that works in the same kind of thread. */
export function briefInWorker(events: EventsModule): MakeBrief {
  return (stream, options, briefTokens) =>
    runInWorker<BriefTask, Brief>(
      new URL('./compose-worker.ts', import.meta.url),
      { events, stream, options, briefTokens },
      { heapMb: HEAP_MB },
    );
}
