// Brings in whom a later change calls for: the people of the new service, team or severity (not where the incident is private), and
// whoever gets a role.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import { callsPeople, type Invitation, peopleFor, peopleForSeverity } from '../policy/people.ts';
import type { Policy } from '../policy/policy.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const CALLS = [
  'service-changed',
  'team-changed',
  'role-assigned',
  'severity-changed',
] as const satisfies readonly EventType[];

export const invitePeople = reaction(
  'invite people',
  CALLS,
  (event, after, { policy }) => {
    const byRule = !after.private && callsPeople(policy, after);
    const mayCall = isLive(after) && (byRule || event.type === 'role-assigned');
    const invite = mayCall ? calledBy(event, after, policy) : [];
    const asked = event.type === 'role-assigned' ? { asked: true } : {};
    return invite.length > 0 ? [{ kind: 'channel.invite', payload: { invite, ...asked } }] : [];
  },
  { at: 'channel-opened', on: CALLS },
);

function calledBy(event: IncidentEvent, after: Incident, policy: Policy): Invitation[] {
  switch (event.type) {
    case 'service-changed':
      return event.data.to === undefined ? [] : peopleFor(policy, { service: event.data.to });
    case 'team-changed':
      return event.data.to === undefined ? [] : peopleFor(policy, { team: event.data.to });
    case 'role-assigned': {
      const { to, role } = event.data;
      return to === null ? [] : [{ who: to.id, because: `is ${role.label}` }];
    }
    case 'severity-changed':
      return isOpen(after.status)
        ? peopleForSeverity(policy, { severity: event.data.to, severityChosen: true })
        : [];
    default:
      return [];
  }
}
