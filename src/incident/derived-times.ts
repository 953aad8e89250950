// Key times as the events tell them. What people set wins; for the rest earliest and latest decide, not the order of telling.
import type { IncidentEvent } from './events.ts';
import type { Incident, KeyTime } from './state.ts';
import type { KeyTimeName } from './values.ts';

type Times = Incident['keyTimes'];

const from = (event: IncidentEvent, at = event.occurredAt): KeyTime => ({
  at,
  evidence: [event.id],
  by: event.actor,
  set: false,
});

const evidenceOf = (time: KeyTime) => time.evidence[0] ?? '';

/** Takes the event's time where it is earlier than what is known, or nothing is. Equal times go by the event's id. */
export function earliest(
  times: Times,
  name: KeyTimeName,
  event: IncidentEvent,
  at = event.occurredAt,
): Times {
  const known = times[name];
  const candidate = from(event, at);
  const later =
    known !== undefined &&
    (known.set || (known.at ?? 0) < at || (known.at === at && evidenceOf(known) <= evidenceOf(candidate)));
  return later ? times : { ...times, [name]: candidate };
}

/** Takes the event's time, unless people set one. */
export function latest(times: Times, name: KeyTimeName, event: IncidentEvent): Times {
  return times[name]?.set ? times : { ...times, [name]: from(event) };
}

export function without(times: Times, names: readonly KeyTimeName[]): Times {
  return Object.fromEntries(Object.entries(times).filter(([name]) => !names.includes(name as KeyTimeName)));
}

/**
 * The first human message, button or role since the declaration acknowledges. Bots, monitors and Firescribe do not; what
 * was said in the channel before there was an incident does not either.
 */
export function acknowledgedBy(state: Incident, event: IncidentEvent): Incident {
  const human = event.actor.kind === 'person' || event.actor.kind === 'operator';
  return human && event.occurredAt >= state.declaredAt
    ? { ...state, keyTimes: earliest(state.keyTimes, 'acknowledged', event) }
    : state;
}
