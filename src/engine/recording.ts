// From a decision to what is appended: facts become events, and the incident with them folded in.
import type { Asking, KeyWish } from '../incident/commands.ts';
import { EVENT_VERSION, type Fact, type IncidentEvent } from '../incident/events.ts';
import { evolve } from '../incident/evolve.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { NewId } from '../lib/ids.ts';
import type { Json, KeyChange, NewEvent } from '../timeline/port.ts';
import type { Tip } from './batch.ts';
import { recordedSource } from './idempotency.ts';
import { isIncident } from './stream-names.ts';

/** Events as they are appended, typed. They lack only their hashes. */
export type Recording = { events: IncidentEvent[]; state: Incident | undefined };

export function record(
  facts: readonly Fact[],
  tip: Tip<Incident | undefined>,
  about: { stream: string; asking: Asking; now: Instant; newId: NewId },
): Recording {
  let { version, state } = tip;
  const events = facts.map((fact) => {
    version += 1;
    const event = eventOf(fact, version, about);
    state = isIncident(about.stream) ? evolve(state, event) : state;
    return event;
  });
  return { events, state };
}

function eventOf(
  fact: Fact,
  version: number,
  { stream, asking, now, newId }: { stream: string; asking: Asking; now: Instant; newId: NewId },
): IncidentEvent {
  return {
    type: fact.type,
    id: fact.id ?? newId(),
    stream,
    version,
    v: EVENT_VERSION,
    occurredAt: fact.occurredAt ?? asking.at,
    recordedAt: now,
    actor: fact.actor ?? asking.by,
    source: recordedSource(asking.source),
    data: fact.data,
    content: fact.content,
    erased: false,
  } as IncidentEvent;
}

/** The event as the timeline takes it: its stream and version are the timeline's to give. */
export function newEvent(event: IncidentEvent): NewEvent {
  const { stream: _stream, version: _version, erased: _erased, content, ...rest } = event;
  const words = content === null ? {} : { content: content as unknown as Json };
  return { ...(rest as unknown as NewEvent), ...words };
}

/** What is presumed to be free is claimed, so that the append is refused where it is not. */
export function keyChanges(wishes: readonly KeyWish[], presumedFree: readonly string[] = []): KeyChange[] {
  return wishes.map((wish) =>
    wish.op === 'release'
      ? wish
      : {
          op: presumedFree.includes(wish.key) ? 'claim' : wish.op,
          key: wish.key,
          value: wish.value as Json,
        },
  );
}

/** A refusal as it stands in the record: who wanted what, and what they were told. */
export function refusalFact(type: string, asking: Asking, why: string): Fact {
  return {
    type: 'command-refused',
    data: { command: type },
    content: { line: asking.words ?? type, why },
  };
}
