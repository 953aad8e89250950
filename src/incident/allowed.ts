// Whether whoever asks may: what they are, and what they hold in the incident.
import type { Policy, Right } from '../policy/policy.ts';
import { may, refusalOf, roleGrant } from '../policy/rights.ts';
import type { Asking } from './commands.ts';
import { Refusal } from './refusal.ts';
import type { Incident } from './state.ts';

/** Everything that rights are decided from. Software is no person: what it may do by itself is decided by other rules. */
function grantsOf({ by, grants }: Asking, state: Pick<Incident, 'roles'> | undefined): string[] {
  if (by.kind !== 'person' && by.kind !== 'bot') {
    return ['operator'];
  }
  const held = Object.values(state?.roles ?? {}).filter(({ who }) => who.id === by.id);
  return [...grants, by.id, ...held.map(({ role }) => roleGrant(role.id))];
}

/** Whether whoever asks may. */
export function hasRight(
  policy: Policy,
  asking: Asking,
  right: Right,
  state?: Pick<Incident, 'roles'>,
): boolean {
  return may(policy, grantsOf(asking, state), right);
}

/** Refuses, saying who may. `state`: the incident that is acted on, where there is one. */
export function requireRight(
  policy: Policy,
  asking: Asking,
  right: Right,
  state?: Pick<Incident, 'roles'>,
): void {
  const grants = grantsOf(asking, state);
  if (!may(policy, grants, right)) {
    throw new Refusal(refusalOf(policy, grants, right));
  }
}
