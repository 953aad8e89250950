// The worker thread of a draft: reads the events over a connection of its own, composes and renders.
import { serveWorker } from '../lib/worker.ts';
import { foldRecord, materialOf, type ReviewOptions } from './compose.ts';
import { type DraftFiles, draftFiles } from './draft-files.ts';
import type { BriefWish } from './narration/brief.ts';
import type { Judged } from './narration/judged.ts';
import type { Brief, Narration } from './narration/narration.ts';
import type { AskedProposal } from './narration/proposals.ts';
import { type EventsModule, recordedIn } from './worker-events.ts';

export type ComposeTask = { events: EventsModule; stream: string; options: ReviewOptions };
/** What a narrator may see of it, within so many tokens. */
export type BriefTask = ComposeTask & { briefTokens: number; wish?: BriefWish };
/** What of its answer stands. */
export type JudgeTask = ComposeTask & { narration: Narration; held: AskedProposal['held'] };

type Task = ComposeTask | BriefTask | JudgeTask;

serveWorker(async (task: Task): Promise<DraftFiles | Brief | Judged> => {
  const { events, stream, options } = task;
  const recorded = await recordedIn(events, stream);
  const material = () => materialOf(foldRecord(recorded), options);
  if ('briefTokens' in task) {
    const { briefOf } = await import('./narration/brief.ts');
    return briefOf(material(), task.briefTokens, task.wish);
  }
  if ('held' in task) {
    const { judged } = await import('./narration/judged.ts');
    return judged(material(), task.narration, task.held);
  }
  return draftFiles(recorded, options);
});
