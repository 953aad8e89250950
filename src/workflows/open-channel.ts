// Opens the channel when an incident is declared, and later where there was no reason to before.
import type { IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import { everybodyFor } from '../policy/people.ts';
import type { Policy } from '../policy/policy.ts';
import { isOverUnseen } from './over.ts';
import { reaction } from './reaction.ts';

export const openChannel = reaction(
  'open the channel',
  ['incident-declared', 'signal-attached', 'status-changed', 'role-assigned'],
  (event, after, { policy }) => {
    if (after.kind === 'imported' || after.channel !== undefined) {
      return [];
    }
    const wanted = event.type === 'incident-declared' || (isOpen(after.status) && !isOverUnseen(after));
    const invite = invitations(event, after, policy);
    return wanted ? [{ kind: 'channel.open', payload: { invite }, target: `channel:${event.stream}` }] : [];
  },
);

/** What decides who is brought into the channel of an incident. */
export function peopleAbout({ service, team, declaredBy, private: hidden }: Incident) {
  const declarer = declaredBy.kind === 'person' ? { declarer: declaredBy.id } : {};
  return { service, team, private: hidden, ...declarer };
}

function invitations(event: IncidentEvent, after: Incident, policy: Policy) {
  if (event.type === 'incident-declared') {
    return event.data.invite;
  }
  return everybodyFor(policy, { ...peopleAbout(after), kind: after.kind }, after);
}
