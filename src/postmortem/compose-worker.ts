// The worker thread of a draft: reads the events over a connection of its own, composes and renders.
import type { IncidentEvent } from '../incident/events.ts';
import { serveWorker } from '../lib/worker.ts';
import { foldRecord, materialOf, type ReviewOptions } from './compose.ts';
import { type DraftFiles, draftFiles } from './draft-files.ts';
import { briefOf } from './narration/brief.ts';
import type { Brief } from './narration/narration.ts';

/**
 * Where a thread finds events: a module, and the name of its function `(settings, stream) => Promise<IncidentEvent[]>`. The module
 * opens and closes its own connection; this room knows no database.
 */
export type EventsModule = { module: string; name: string; settings: unknown };

export type ComposeTask = { events: EventsModule; stream: string; options: ReviewOptions };
/** What a narrator may see of it, within so many tokens. */
export type BriefTask = ComposeTask & { briefTokens: number };

type ReadEvents = (settings: unknown, stream: string) => Promise<IncidentEvent[]>;

serveWorker(async (task: ComposeTask | BriefTask): Promise<DraftFiles | Brief> => {
  const { events, stream, options } = task;
  const module: Record<string, ReadEvents | undefined> = await import(events.module);
  const read = module[events.name];
  if (read === undefined) {
    throw new Error(`${events.module} has no function ${events.name}.`);
  }
  const recorded = await read(events.settings, stream);
  return 'briefTokens' in task
    ? briefOf(materialOf(foldRecord(recorded), options), task.briefTokens)
    : draftFiles(recorded, options);
});
