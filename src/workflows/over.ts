// Whether an incident was over before anybody could see it: Slack was away while an alert fired and resolved.
import type { Incident } from '../incident/state.ts';

/**
 * True where monitors opened it, monitors ended it, nobody has done anything with it, and it has no channel: opening one now
 * would call people to something that is over.
 */
export function isOverUnseen(incident: Incident): boolean {
  return (
    incident.status === 'detected' &&
    incident.channel === undefined &&
    incident.declaredBy.kind === 'monitor' &&
    incident.counts.signals > 0 &&
    incident.counts.firing === 0
  );
}
