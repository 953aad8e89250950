// Which stretch of time a graph of an incident shows, and what is marked in it.
import type { GraphMoment } from '../incident/graph-values.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const BEFORE = HOUR;
/** After the resolve, for who asks later: whether it stayed well. */
const AFTER = HOUR;
/** An alert that has been firing for weeks would flatten what happened today. */
const LONGEST_BEFORE = 24 * HOUR;
/** Some monitors measure every fifteen seconds, none that people look at oftener. */
const SHORTEST_STEP = 15 * SECOND;
const POINTS = 480;

export type Window = { from: Instant; to: Instant; step: number };

/** From an hour before the trouble began until now; for who asks long after the resolve, until an hour after that. */
export function windowOf(
  incident: Incident,
  { alertsSince, moment, now }: { alertsSince?: Instant; moment: GraphMoment; now: Instant },
): Window {
  const { keyTimes, declaredAt } = incident;
  const begin = Math.min(
    ...[alertsSince, keyTimes.began?.at, keyTimes.detected?.at, declaredAt].flatMap((at) => at ?? []),
  );
  const from = Math.max(begin, declaredAt - LONGEST_BEFORE) - BEFORE;
  const resolved = isResolved(incident) ? keyTimes.resolved?.at : undefined;
  const end = moment === 'asked' && resolved != null ? Math.min(now, resolved + AFTER) : now;
  const to = Math.max(end, from + HOUR);
  const step = Math.max(1, Math.ceil((to - from) / POINTS / SHORTEST_STEP)) * SHORTEST_STEP;
  return { from, to, step };
}

const isResolved = ({ status }: Incident) => status === 'resolved' || status === 'closed';

/** Detected, mitigated, resolved: as far as it has come. */
export function marksOf(incident: Incident): { at: Instant; word: string }[] {
  const words = isResolved(incident)
    ? (['detected', 'mitigated', 'resolved'] as const)
    : (['detected', 'mitigated'] as const);
  return words.flatMap((word) => {
    const at = incident.keyTimes[word]?.at;
    return at == null ? [] : [{ at, word }];
  });
}
