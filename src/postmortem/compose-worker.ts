// The worker thread of a draft: reads the events over a connection of its own, composes and renders.
import type { IncidentEvent } from '../incident/events.ts';
import { serveWorker } from '../lib/worker.ts';
import { foldRecord, materialOf, type ReviewOptions } from './compose.ts';
import { type DraftFiles, draftFiles } from './draft-files.ts';
import { type BriefWish, briefOf } from './narration/brief.ts';
import { type Judged, judged } from './narration/judged.ts';
import type { Brief, Narration } from './narration/narration.ts';
import type { AskedProposal } from './narration/proposals.ts';

/**
 * Where a thread finds events: a module, and the name of its function `(settings, stream) => Promise<IncidentEvent[]>`. The module
 * opens and closes its own connection; this room knows no database.
 */
export type EventsModule = { module: string; name: string; settings: unknown };

export type ComposeTask = { events: EventsModule; stream: string; options: ReviewOptions };
/** What a narrator may see of it, within so many tokens. */
export type BriefTask = ComposeTask & { briefTokens: number; wish?: BriefWish };
/** What of its answer stands. */
export type JudgeTask = ComposeTask & { narration: Narration; held: AskedProposal['held'] };

type ReadEvents = (settings: unknown, stream: string) => Promise<IncidentEvent[]>;

type Task = ComposeTask | BriefTask | JudgeTask;

serveWorker(async (task: Task): Promise<DraftFiles | Brief | Judged> => {
  const { events, stream, options } = task;
  const module: Record<string, ReadEvents | undefined> = await import(events.module);
  const read = module[events.name];
  if (read === undefined) {
    throw new Error(`${events.module} has no function ${events.name}.`);
  }
  const recorded = await read(events.settings, stream);
  const material = () => materialOf(foldRecord(recorded), options);
  if ('briefTokens' in task) {
    return briefOf(material(), task.briefTokens, task.wish);
  }
  return 'held' in task ? judged(material(), task.narration, task.held) : draftFiles(recorded, options);
});
