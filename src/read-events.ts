// Where worker threads find events: opens its own read connection, so that nothing waits for the main one.
import { eventsOf } from './engine/stored-incident.ts';
import type { IncidentEvent } from './incident/events.ts';
import { openReader } from './timeline/sqlite.ts';

export type ReadSettings = { file: string };

/** Every event of an incident, in order of version. */
export async function readIncidentEvents({ file }: ReadSettings, stream: string): Promise<IncidentEvent[]> {
  const reader = openReader({ file });
  try {
    const events: IncidentEvent[] = [];
    for await (const page of eventsOf(reader, stream)) {
      events.push(...page);
    }
    return events;
  } finally {
    await reader.close();
  }
}
