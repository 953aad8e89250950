// Has the deployments of the incident's service noted: when it is declared, and when its service is another.
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { reaction } from './reaction.ts';

const STEP = 'note recent deployments';

export const noteDeployments = reaction(
  STEP,
  ['incident-declared', 'service-changed'],
  (_event, after, { policy }) =>
    after.service === undefined || after.kind === 'imported' || !notesDeployments(policy)
      ? []
      : [{ kind: 'deployments.note', payload: { service: after.service } }],
);

/** Whether it is on, for those that arrive while an incident is open, too. */
export const notesDeployments = ({ deployments, stepsOff }: Policy): boolean =>
  deployments.withinMs > 0 && !stepsOff.includes(STEP);

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
