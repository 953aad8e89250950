// Lifts events of older shapes to the present one, when they are read. What is on disk is never rewritten.
import { EVENT_VERSION, type IncidentEvent } from './events.ts';

/** An event as it was written, of whatever version. */
export type WrittenEvent = Omit<IncidentEvent, 'data' | 'content'> & { data: unknown; content: unknown };

type Fields = Record<string, unknown>;
type Lift = (event: WrittenEvent) => WrittenEvent;

/** Fields of `data` that became words: they are read as such, but a redaction does not reach where they were written. */
const moved =
  (from: (data: Fields) => Fields, ...names: readonly string[]): Lift =>
  (event) => {
    const { data, content, erased } = event as { data: Fields; content: Fields | null; erased: boolean };
    const words = Object.fromEntries(names.map((name) => [name, from(data)[name]]));
    return { ...event, content: content === null && erased ? null : { ...content, ...words } };
  };

const TO_SECOND: Readonly<Record<string, Lift>> = {
  'incident-declared': moved((data) => data, 'channelName'),
  'channel-opened': moved((data) => data.channel as Fields, 'name'),
  'signal-attached': moved((data) => data.signal as Fields, 'labels', 'links'),
};

/** By version: how an event of that version becomes one of the next. */
const LIFTS: Readonly<Record<number, Lift>> = {
  1: (event) => TO_SECOND[event.type]?.(event) ?? event,
};

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
