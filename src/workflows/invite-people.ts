// Brings in whom a later change calls for: the people of the new service or team (not where the incident is private), and whoever
// gets a role.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import { type Invitation, peopleFor } from '../policy/people.ts';
import type { Policy } from '../policy/policy.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const CALLS = ['service-changed', 'team-changed', 'role-assigned'] as const satisfies readonly EventType[];

export const invitePeople = reaction('invite people', CALLS, (event, after, { policy }) => {
  const mayCall = isLive(after) && (!after.private || event.type === 'role-assigned');
  const invite = mayCall ? calledBy(event, policy) : [];
  return invite.length > 0 ? [{ kind: 'channel.invite', payload: { invite } }] : [];
});

function calledBy(event: IncidentEvent, policy: Policy): Invitation[] {
  switch (event.type) {
    case 'service-changed':
      return event.data.to === undefined ? [] : peopleFor(policy, { service: event.data.to });
    case 'team-changed':
      return event.data.to === undefined ? [] : peopleFor(policy, { team: event.data.to });
    case 'role-assigned': {
      const { to, role } = event.data;
      return to === null ? [] : [{ who: to.id, because: `is ${role.label}` }];
    }
    default:
      return [];
  }
}
