// Whether an effect still has a reason when its turn comes: the world may have moved on while it waited.
import type { Incident } from '../incident/state.ts';
import type { EffectKind } from './effects.ts';
import { isOverUnseen } from './over.ts';

/** Why nothing is left to do, in words for the log; undefined where something is. `attempt`: 1 for the first. */
export function mootNow(kind: EffectKind, incident: Incident, attempt: number): string | undefined {
  switch (kind) {
    case 'channel.open':
      return noChannelNeeded(incident, attempt);
    case 'acknowledge.nag':
      return nobodyToNag(incident);
    default:
      return undefined;
  }
}

/** A later attempt finds the channel of the one before and has to finish its work: people, card, topic. */
function noChannelNeeded(incident: Incident, attempt: number): string | undefined {
  if (incident.channel !== undefined) {
    return attempt === 1 ? 'it is open already' : undefined;
  }
  if (incident.status === 'canceled') {
    return 'the incident was canceled before its channel opened';
  }
  return isOverUnseen(incident) ? 'it is over, and nobody has seen it' : undefined;
}

function nobodyToNag(incident: Incident): string | undefined {
  if (incident.status !== 'detected' || incident.keyTimes.acknowledged?.at != null) {
    return 'somebody is on it';
  }
  return incident.counts.firing === 0 ? 'no alert is firing any more' : undefined;
}
