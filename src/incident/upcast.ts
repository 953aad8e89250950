// Lifts events of older shapes to the present one, when they are read. What is on disk is never rewritten.
import { EVENT_VERSION, type IncidentEvent } from './events.ts';

/** An event as it was written, of whatever version. */
export type WrittenEvent = Omit<IncidentEvent, 'data' | 'content'> & { data: unknown; content: unknown };

/** By version: how an event of that version becomes one of the next. There is only version 1 so far. */
const LIFTS: Readonly<Record<number, (event: WrittenEvent) => WrittenEvent>> = {};

/** The event in today's shape. Throws where it was written by a newer Firescribe, or by nobody we know. */
export function upcast(event: WrittenEvent): IncidentEvent {
  let lifted = event;
  while (lifted.v < EVENT_VERSION) {
    const lift = LIFTS[lifted.v];
    if (lift === undefined) {
      throw new Error(`Event ${event.id} has version ${event.v}, which was never written.`);
    }
    lifted = { ...lift(lifted), v: lifted.v + 1 };
  }
  if (lifted.v > EVENT_VERSION) {
    throw new Error(
      `Event ${event.id} was written by a newer Firescribe (version ${event.v}; this one knows ${EVENT_VERSION}). Start the newer one.`,
    );
  }
  return lifted as IncidentEvent;
}
