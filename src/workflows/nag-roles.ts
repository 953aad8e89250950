// Asks for somebody to take the leading role: twice at most, and not at night unless severity says otherwise.
import type { IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import { isLive } from './in-channel.ts';
import { afterQuiet } from './quiet-hours.ts';
import { reaction } from './reaction.ts';

/** The second time it has stood empty for three times as long. */
const ROUNDS = [1, 3];

/** Nobody leads, somebody should: it is severe, somebody said so, it is real, and it has not been mitigated. */
export function wantsLeader(incident: Incident, policy: Pick<Policy, 'roles' | 'steps'>): boolean {
  const [leader] = policy.roles;
  const severe = incident.severityChosen && incident.severity.rank <= policy.steps.nagRolesRank;
  return (
    leader !== undefined &&
    severe &&
    incident.roles[leader.id] === undefined &&
    incident.kind === 'real' &&
    isOpen(incident.status) &&
    incident.status !== 'mitigated'
  );
}

export const nagForRoles = reaction(
  'ask for a leader',
  ['channel-opened', 'role-assigned', 'severity-changed'],
  (event, after, { policy, now }) => {
    const { nagRolesAfterMs } = policy.steps;
    if (!isLive(after) || !wantsLeader(after, policy) || !startsTheWait(event)) {
      return [];
    }
    return ROUNDS.map((times, round) => ({
      kind: 'roles.nag' as const,
      payload: { round },
      dueAt: afterQuiet(now + times * nagRolesAfterMs, after, policy.steps),
      once: `nag-roles:${round}`,
    }));
  },
);

const startsTheWait = (event: IncidentEvent) => event.type !== 'role-assigned' || event.data.to === null;

/** Whoever acknowledges first leads, where the configuration says so: a second one changes nothing. */
export const assignLeader = reaction(
  'assign the leading role',
  ['status-changed'],
  ({ data, actor, id }, after, { policy }) =>
    policy.steps.assignRoles &&
    data.from === 'detected' &&
    actor.kind === 'person' &&
    Object.keys(after.roles).length === 0
      ? [{ kind: 'role.assign', payload: { event: id }, once: 'assign-leader' }]
      : [],
);
