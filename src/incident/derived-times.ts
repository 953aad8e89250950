// Key times as the events tell them. What people set wins; for the rest earliest and latest decide, not the order of telling.
import { isHuman } from './actors.ts';
import type { IncidentEvent } from './events.ts';
import { isOpen } from './lifecycle.ts';
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

/** The last resolve counts, whatever was set before it; what is set after it corrects it. */
export function resolvedBy(times: Times, event: IncidentEvent): Times {
  return { ...times, resolved: from(event) };
}

/** Takes the event's time where there is none. */
export function firstBy(times: Times, name: KeyTimeName, event: IncidentEvent): Times {
  return times[name] === undefined ? { ...times, [name]: from(event) } : times;
}

/** Without what events told. What people set stays until they set something else. */
export function withoutTold(times: Times, names: readonly KeyTimeName[]): Times {
  return Object.fromEntries(
    Object.entries(times).filter(([name, time]) => time.set || !names.includes(name as KeyTimeName)),
  );
}

/** An open incident has no end, whoever set one. */
export function unresolved({ resolved: _resolved, ...times }: Times): Times {
  return times;
}

/**
 * The first human message, button or role since the declaration acknowledges. Bots, monitors and Firescribe do not; what
 * was said in the channel before there was an incident does not either.
 */
export function acknowledgedBy(state: Incident, event: IncidentEvent, at = event.occurredAt): Incident {
  return isHuman(event.actor) && at >= state.declaredAt
    ? { ...state, keyTimes: earliest(state.keyTimes, 'acknowledged', event, at) }
    : state;
}

/** By these somebody does something here and now; messages and what is read off the platform have times of their own. */
const ACTS: ReadonlySet<string> = new Set(['command', 'button', 'modal', 'mention', 'shortcut']);
/** Asking and being refused does nothing yet; times are corrected long afterwards; messages tell their own. */
const NO_ACTS: ReadonlySet<string> = new Set([
  'command-asked',
  'command-answered',
  'command-refused',
  'key-time-set',
  'message-posted',
  'message-edited',
]);
/** These are of the time that they tell, not of the one at which somebody told it. */
const OF_EARLIER: ReadonlySet<string> = new Set(['note-added', 'evidence-copied']);

/**
 * Whatever a person does in an open incident shows that they are on it, a pin by emoji included. Once it is over, reviewing it
 * does not. `before`: the state without the event, `after` with it.
 */
export function acknowledgedByAct(before: Incident, after: Incident, event: IncidentEvent): Incident {
  const act = event.type === 'message-pinned' || (ACTS.has(event.source.kind) && !NO_ACTS.has(event.type));
  return act && isOpen(before.status)
    ? acknowledgedBy(after, event, OF_EARLIER.has(event.type) ? event.recordedAt : event.occurredAt)
    : after;
}
