// Has the deployments of the incident's service noted: when it is declared, and when its service is another.
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { reaction } from './reaction.ts';

export const noteDeployments = reaction(
  'note recent deployments',
  ['incident-declared', 'service-changed'],
  (_event, after, { policy }) =>
    after.service === undefined || after.kind === 'imported' || policy.deployments.withinMs === 0
      ? []
      : [{ kind: 'deployments.note', payload: { service: after.service } }],
);

/** From when on deployments are noted: before the declaration, and before the start that the alert or a person names. */
export function notedSince({ declaredAt, keyTimes, beganGuess }: Incident, policy: Policy): Instant {
  const began = keyTimes.began?.at ?? beganGuess ?? declaredAt;
  return Math.min(declaredAt, began) - policy.deployments.withinMs;
}

const HOUR = 60 * 60_000;

/** The rule as it is named on the timeline. */
export function noteRule({ deployments: { withinMs } }: Policy): { name: string; off: string } {
  return {
    name: `deployments of the service are noted, from ${Math.round((withinMs / HOUR) * 10) / 10} h before`,
    off: 'write `deployments: {within: 0h}` in firescribe.yml',
  };
}
