// How a worker thread of this room comes to the events of an incident.
import type { IncidentEvent } from '../incident/events.ts';

/**
 * Where a thread finds events: a module, and the name of its function `(settings, stream) => Promise<IncidentEvent[]>`. The module
 * opens and closes its own connection; this room knows no database.
 */
export type EventsModule = { module: string; name: string; settings: unknown };

type ReadEvents = (settings: unknown, stream: string) => Promise<IncidentEvent[]>;

/** Every event of the incident, in order of version. */
export async function recordedIn(events: EventsModule, stream: string): Promise<IncidentEvent[]> {
  const module: Record<string, ReadEvents | undefined> = await import(events.module);
  const read = module[events.name];
  if (read === undefined) {
    throw new Error(`${events.module} has no function ${events.name}.`);
  }
  return read(events.settings, stream);
}
