// Drafting off the main thread.
import { runInWorker } from '../lib/worker.ts';
import type { ReviewOptions } from './compose.ts';
import type { BriefTask, ComposeTask, JudgeTask } from './compose-worker.ts';
import type { DraftFiles } from './draft-files.ts';
import type { BriefWish } from './narration/brief.ts';
import type { Judged } from './narration/judged.ts';
import type { Brief, Narration } from './narration/narration.ts';
import type { AskedProposal } from './narration/proposals.ts';
import type { EventsModule } from './worker-events.ts';

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
export type MakeBrief = (
  stream: string,
  options: ReviewOptions,
  tokens: number,
  wish?: BriefWish,
) => Promise<Brief>;

/** A `MakeBrief` that works in the same kind of thread. */
export function briefInWorker(events: EventsModule): MakeBrief {
  return (stream, options, briefTokens, wish) =>
    runInWorker<BriefTask, Brief>(
      new URL('./compose-worker.ts', import.meta.url),
      { events, stream, options, briefTokens, ...(wish ? { wish } : {}) },
      { heapMb: HEAP_MB },
    );
}

/** What of a narrator's answer the record carries, as it stands by then. */
export type JudgeNarration = (
  stream: string,
  options: ReviewOptions,
  narration: Narration,
  held: AskedProposal['held'],
) => Promise<Judged>;

/** A `JudgeNarration` that works in the same kind of thread. */
export function judgeInWorker(events: EventsModule): JudgeNarration {
  return (stream, options, narration, held) =>
    runInWorker<JudgeTask, Judged>(
      new URL('./compose-worker.ts', import.meta.url),
      { events, stream, options, narration, held },
      { heapMb: HEAP_MB },
    );
}
