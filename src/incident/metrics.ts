// Metrics: pairs of key times with their definitions. A missing end is said to be missing; it is never zero and never now.
import { isHuman } from './actors.ts';
import { SKEW } from './skew.ts';
import type { Incident } from './state.ts';
import type { KeyTimeName } from './values.ts';

export type MetricId =
  | 'time-to-detect'
  | 'time-to-acknowledge'
  | 'time-to-declare'
  | 'time-to-identify'
  | 'time-to-mitigate'
  | 'declared-to-mitigated'
  | 'time-to-resolve'
  | 'detected-to-resolved'
  | 'declared-to-resolved';

export type Metric = {
  id: MetricId;
  label: string;
  from: KeyTimeName;
  to: KeyTimeName;
  /** Printed beside the number. */
  definition: string;
  /** Whole seconds; null where there is no number, and then `missing` says why. */
  seconds: number | null;
  missing?: 'not recorded' | 'not applicable' | 'contradictory';
  /** The one figure to quote for the whole incident. */
  headline: boolean;
};

/** Said of the time to declare where it is nothing: what detected it also declared it. */
export const AT_ONCE = 'at once: the alert opened it';
/** Said where an end lies before its beginning. */
export const CONTRADICTORY = 'not computed: the end is before the beginning';

type Timed = Pick<Incident, 'keyTimes' | 'declaredAt' | 'declaredBy'>;
type Pair = Pick<Metric, 'id' | 'label' | 'from' | 'to' | 'definition'>;

const PAIRS: readonly Pair[] = [
  {
    id: 'time-to-detect',
    label: 'Time to detect',
    from: 'began',
    to: 'detected',
    definition: 'from when impact began to the first signal or report',
  },
  {
    id: 'time-to-acknowledge',
    label: 'Time to acknowledge',
    from: 'detected',
    to: 'acknowledged',
    definition: 'from the first signal or report to the first human message, button or role',
  },
  {
    id: 'time-to-declare',
    label: 'Time to declare',
    from: 'detected',
    to: 'declared',
    definition: 'from the first signal or report to the declaration',
  },
  {
    id: 'time-to-identify',
    label: 'Time to identify',
    from: 'declared',
    to: 'identified',
    definition: 'from the declaration to when the problem was identified',
  },
  {
    id: 'time-to-mitigate',
    label: 'Time to mitigate',
    from: 'began',
    to: 'mitigated',
    definition: 'from when impact began to when it was mitigated',
  },
  {
    id: 'declared-to-mitigated',
    label: 'Declared to mitigated',
    from: 'declared',
    to: 'mitigated',
    definition: 'from the declaration to when impact was mitigated',
  },
  {
    id: 'time-to-resolve',
    label: 'Time to resolve',
    from: 'began',
    to: 'resolved',
    definition: 'from when impact began to the last resolve',
  },
  {
    id: 'detected-to-resolved',
    label: 'Detected to resolved',
    from: 'detected',
    to: 'resolved',
    definition: 'from the first signal or report to the last resolve',
  },
  {
    id: 'declared-to-resolved',
    label: 'Declared to resolved',
    from: 'declared',
    to: 'resolved',
    definition: 'from the declaration to the last resolve; there was no earlier signal',
  },
];

/** True where a person's declaration was the first report: no signal, and nobody set an earlier detection. */
function reportedByDeclaring({ keyTimes, declaredAt, declaredBy }: Timed): boolean {
  return (
    isHuman(declaredBy) && !keyTimes.detected?.set && (keyTimes.detected?.at ?? declaredAt) >= declaredAt
  );
}

function measured(pair: Pair, { keyTimes }: Timed): Pick<Metric, 'seconds' | 'missing'> {
  const from = keyTimes[pair.from]?.at;
  const to = keyTimes[pair.to]?.at;
  if (from == null || to == null) {
    return { seconds: null, missing: 'not recorded' };
  }
  // Clocks differ by a few seconds: within that, the later of two things was not before the earlier one.
  return to < from - SKEW
    ? { seconds: null, missing: 'contradictory' }
    : { seconds: Math.round(Math.max(0, to - from) / 1000) };
}

/** From detection to acknowledgement and declaration there is nothing to measure where declaring was detecting. */
const DETECTION: readonly MetricId[] = ['time-to-acknowledge', 'time-to-declare'];

/**
 * All pairs, in the order of an incident's life. Quoted for the whole is detected→resolved, or declared→resolved where no
 * signal came first; the other of the two is left out.
 */
export function metricsOf(state: Timed): Metric[] {
  const reported = reportedByDeclaring(state);
  const headline: MetricId = reported ? 'declared-to-resolved' : 'detected-to-resolved';
  const other: MetricId = reported ? 'detected-to-resolved' : 'declared-to-resolved';
  return PAIRS.filter((pair) => pair.id !== other).map((pair) => ({
    ...pair,
    ...(reported && DETECTION.includes(pair.id)
      ? { seconds: null, missing: 'not applicable' as const }
      : measured(pair, state)),
    headline: pair.id === headline,
  }));
}
