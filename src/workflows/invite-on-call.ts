// Brings in whoever is on call for the incident's service or team; where that cannot be learned, the responders, so that somebody is there.
import type { IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { OnDuty } from '../incident/page-values.ts';
import type { Incident } from '../incident/state.ts';
import { timeOfWeek } from '../incident/words.ts';
import { ON_CALL_STEPS, onCallFor } from '../policy/on-call.ts';
import { callsPeople, type Invitation, inviteesFor } from '../policy/people.ts';
import type { Policy } from '../policy/policy.ts';
import type { EffectWish } from './effects.ts';
import { isLive } from './in-channel.ts';
import { peopleAbout } from './open-channel.ts';
import { reaction } from './reaction.ts';

/** Switched off by taking `onCall` from the service and its team. */
export const findOnCall = reaction(
  ON_CALL_STEPS.find,
  ['incident-declared', 'service-changed', 'team-changed'],
  (event, after, { policy }) => {
    const { service, team } = after;
    const about = onCallFor(policy, event.type === 'service-changed' ? { service } : { service, team });
    const called = callsPeople(policy, after) && (!after.private || event.type === 'incident-declared');
    return about && called && after.kind !== 'imported' && isOpen(after.status)
      ? [{ kind: 'on-call.find', payload: about }]
      : [];
  },
);

export const inviteOnCall = reaction(
  ON_CALL_STEPS.invite,
  ['on-call-found', 'on-call-unknown', 'channel-opened'],
  (_event, after, { policy }) => {
    const invite = isLive(after) ? invitations(after, policy) : [];
    return invite.length > 0 ? [{ kind: 'channel.invite', payload: { invite, somebody: true } }] : [];
  },
);

/** Who is on call and has no account here is no use in the channel: then the responders come, as if nobody were known. */
function invitations(after: Incident, policy: Policy): Invitation[] {
  const { onCall } = after;
  if (!onCall) {
    return [];
  }
  const here = onCall.people.flatMap((one) =>
    one.slack ? [{ who: one.slack, because: onDutyWords(one, onCall.label, after.zone) }] : [],
  );
  const about = after.private ? peopleAbout(after) : { service: after.service, team: after.team };
  return here.length > 0 ? here : inviteesFor(policy, { ...about, withoutOnCall: true });
}

/** `is on call for Payments until Mon 09:00` */
function onDutyWords({ until }: Pick<OnDuty, 'until'>, label: string, zone: string): string {
  return `is on call for ${label}${until === undefined ? '' : ` until ${timeOfWeek(until, zone)}`}`;
}

export const sayOnCallUnknown = reaction(
  'say that nobody knows who is on call',
  ['on-call-unknown'],
  (event, after) =>
    isLive(after) ? [{ kind: 'message.post', payload: { event: event.id, about: 'on-call' } }] : [],
  { at: 'channel-opened', on: ['on-call-unknown'] },
);

export const tellOfStrangers = reaction(
  'tell the operators who is on call without an account here',
  ['on-call-found'],
  (event, after) =>
    event.data.people.filter(({ slack }) => slack === undefined).map((one) => stranger(one, event, after)),
);

function stranger(
  { name, email }: OnDuty,
  { data }: Extract<IncidentEvent, { type: 'on-call-found' }>,
  { number }: Incident,
): EffectWish {
  const who = email ?? name;
  const text = `INC-${number}: ${who} is on call for ${data.label} by ${data.vendor.label}, but nobody here has that address, so nobody was invited for them. Correct the address in their Slack profile or at ${data.vendor.label}.`;
  return { kind: 'operators.tell', payload: { text, about: `INC-${number}` }, once: `stranger:${who}` };
}
