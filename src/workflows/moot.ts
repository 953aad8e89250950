// Whether an effect still has a reason when its turn comes: the world may have moved on while it waited.
import type { Incident } from '../incident/state.ts';
import type { EffectKind } from './effects.ts';
import { isOverUnseen } from './over.ts';

/** Why nothing is left to do, in words for the log; undefined where there is. */
export function mootNow(kind: EffectKind, incident: Incident): string | undefined {
  const reason = REASONS[kind]?.(incident);
  return reason;
}

const REASONS: { [K in EffectKind]?: (incident: Incident) => string | undefined } = {
  'channel.open': (incident) => (isOverUnseen(incident) ? 'it is over, and nobody has seen it' : undefined),
  'acknowledge.nag': (incident) => {
    if (incident.status !== 'detected' || incident.keyTimes.acknowledged?.at != null) {
      return 'somebody is on it';
    }
    return incident.counts.firing === 0 ? 'no alert is firing any more' : undefined;
  },
};
