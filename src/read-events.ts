// Where worker threads find events: opens its own read connection, so that nothing waits for the main one.
import { eventsOf } from './engine/stored-incident.ts';
import type { IncidentEvent } from './incident/events.ts';
import type { Actor } from './incident/values.ts';
import { openStreamReader } from './timeline/stream-reader.ts';

export type ReadSettings = { file: string };

/** A record is read whole, and the same few people say everything in it: each of them is kept in memory once. */
function keptOnce(): (actor: Actor) => Actor {
  const known = new Map<string, Actor>();
  return (actor) => {
    const key = `${actor.kind} ${actor.id} ${actor.name}`;
    const before = known.get(key) ?? actor;
    known.set(key, before);
    return before;
  };
}

/** Every event of an incident, in order of version. */
export async function readIncidentEvents({ file }: ReadSettings, stream: string): Promise<IncidentEvent[]> {
  const reader = openStreamReader({ file });
  const once = keptOnce();
  try {
    const events: IncidentEvent[] = [];
    for await (const page of eventsOf(reader, stream)) {
      for (const event of page) {
        event.stream = stream;
        event.actor = once(event.actor);
        if (event.type === 'message-posted') {
          event.data.author = once(event.data.author);
        }
        events.push(event);
      }
    }
    return events;
  } finally {
    await reader.close();
  }
}
