// The key times that the record really holds, and the metrics over them.
import { durationText } from '../evidence/durations.ts';
import type { Entry } from '../incident/entry.ts';
import { AT_ONCE, CONTRADICTORY, metricsOf } from '../incident/metrics.ts';
import type { Incident } from '../incident/state.ts';
import type { MetricRow } from './document.ts';

/**
 * An imported chat was never declared, and its first message is no acknowledgement: of its key times only those stay that a person
 * set or that rest on an alert or a change of status.
 */
export function recordedTimes(incident: Incident, byEvent: ReadonlyMap<string, Entry>): Incident['keyTimes'] {
  if (incident.kind !== 'imported') {
    return incident.keyTimes;
  }
  const stands = (evidence: readonly string[]) =>
    evidence.some((id) => ['alert', 'status'].includes(byEvent.get(id)?.kind ?? ''));
  return Object.fromEntries(
    Object.entries(incident.keyTimes).filter(
      ([name, time]) => time.set || (name !== 'declared' && stands(time.evidence)),
    ),
  );
}

/** All metrics as rows; a missing end is said in words. */
export function metricRows(incident: Incident): MetricRow[] {
  return metricsOf(incident).map(({ missing, ...metric }) => {
    if (metric.id === 'time-to-declare' && metric.seconds === 0) {
      return { ...metric, text: AT_ONCE };
    }
    const unknown = incident.kind === 'imported' && missing === 'not applicable' ? 'not recorded' : missing;
    const text =
      metric.seconds === null
        ? unknown === 'contradictory'
          ? CONTRADICTORY
          : (unknown ?? 'not recorded')
        : durationText(metric.seconds * 1000);
    return { ...metric, text };
  });
}
