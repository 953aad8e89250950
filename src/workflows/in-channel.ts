// Whether there is a channel to act in, and people in it who were not there when it happened.
import type { Incident } from '../incident/state.ts';

/** The incident's channel is there, and we are in it. */
export function hasChannel(incident: Incident): boolean {
  return incident.channel !== undefined && incident.channelLost === undefined;
}

/** Steps act by themselves in incidents that happen now; an imported one is only read. */
export function isLive(incident: Incident): boolean {
  return incident.kind !== 'imported' && hasChannel(incident);
}
