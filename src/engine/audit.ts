// What was asked for outside any incident, what came of it, and the work it causes: a stream of its own, there for whoever asks.
import type { Fact } from '../incident/events.ts';
import type { StoredEvent } from '../timeline/port.ts';
import { effectOf } from './consequences.ts';
import type { Asked, Engine } from './engine-port.ts';
import type { WritePath } from './handle.ts';
import { receiptKey } from './idempotency.ts';
import { keepAsked } from './reach.ts';
import { newEvent, record, refusalFact } from './recording.ts';
import { incidentEvent } from './stored-incident.ts';
import { AUDIT } from './stream-names.ts';

type Said = Parameters<Engine['audit']>[0];

export async function audit(path: WritePath, said: Said): Promise<{ repeated: boolean }> {
  const { command, asking, work } = said;
  const key = receiptKey(work ? 'audit-with-work' : 'record-answer', command, asking);
  return path.streams.change<{ repeated: boolean }>(AUDIT, async (view) => {
    const now = path.now();
    const id = path.newId();
    const about = { stream: AUDIT, asking, now, newId: path.newId };
    const { events } = record([{ ...factOf(said), id }], view, about);
    return {
      add: {
        state: view.state,
        events: events.map(newEvent),
        keys: await keepAsked(AUDIT, events, asking, view),
        effects: work ? [effectOf(work(id), `${id}/asked/0`, { now, pacing: path.pacing })] : [],
        ...(key === undefined ? {} : { idempotency: { key, receipt: null } }),
      },
      answer: () => ({ repeated: false }),
      repeated: () => ({ repeated: true }),
    };
  });
}

function factOf({ command, asking, answer, refused, work }: Said): Fact {
  if (refused !== undefined) {
    return refusalFact(command, asking, refused);
  }
  const line = asking.words ?? command;
  return work
    ? { type: 'command-asked', data: { command, grants: asking.grants }, content: { line } }
    : { type: 'command-answered', data: { command }, content: { line, ...(answer ? { answer } : {}) } };
}

/** What was asked for, as it stands in the audit; undefined where the event is none of those. */
export function askedIn(stored: StoredEvent | undefined): Asked | undefined {
  const event = stored?.stream === AUDIT ? incidentEvent(stored) : undefined;
  switch (event?.type) {
    case 'command-asked':
    case 'command-answered':
    case 'command-refused':
      return {
        event: event.id,
        command: event.data.command,
        by: event.actor,
        grants: event.type === 'command-asked' ? event.data.grants : [],
        at: event.occurredAt,
        source: event.source,
        ...(event.content === null ? {} : { line: event.content.line }),
        ...(event.type === 'command-refused' && event.content ? { refused: event.content.why } : {}),
      };
    default:
      return undefined;
  }
}
