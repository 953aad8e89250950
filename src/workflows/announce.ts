// Keeps one message about a public incident in the announcement channel, and says the large changes in its thread.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import { announcedIn } from '../policy/announcing.ts';
import type { Policy } from '../policy/policy.ts';
import type { EffectWish } from './effects.ts';
import { reaction } from './reaction.ts';

const SHOWN = [
  'incident-declared',
  'channel-opened',
  'status-changed',
  'severity-changed',
  'title-changed',
  'service-changed',
  'team-changed',
  'impact-described',
  'role-assigned',
  'privacy-changed',
  'entry-redacted',
] as const satisfies readonly EventType[];

/** Drills and imports would alarm people who have nothing to do with them. */
export function isAnnounced(incident: Incident, policy: Policy): boolean {
  return incident.kind === 'real' && !incident.private && announcedIn(policy, incident) !== undefined;
}

const refresh = (stream: string): EffectWish => ({
  kind: 'announcement.refresh',
  payload: {},
  target: `announcement:${stream}`,
});

export const announce = reaction('announce', SHOWN, (event, after, { policy }) =>
  isAnnounced(after, policy) ? [refresh(event.stream)] : [],
);

/** One that was under way while the channel was made private is posted all the same, and withdrawn then. */
export const withdrawAnnouncement = reaction(
  'withdraw the announcement of what was made private',
  ['privacy-changed', 'announcement-posted'],
  (event, after) => (after.private ? [refresh(event.stream)] : []),
);

/** Where no announcement is posted yet, it will show the change itself; but not an update, which stands in its thread alone. */
export const announceLargeChanges = reaction(
  'say large changes under the announcement',
  ['status-changed', 'severity-changed', 'update-posted'],
  (event, after, { policy }) =>
    isAnnounced(after, policy) &&
    (after.announcement !== undefined || event.type === 'update-posted') &&
    isLarge(event)
      ? [{ kind: 'announcement.reply', payload: { event: event.id } }]
      : [],
);

/** What somebody tells those outside; a raise of severity, mitigation, resolution, reopening, and the end of a false alarm. */
function isLarge(event: IncidentEvent): boolean {
  if (event.type === 'update-posted') {
    return true;
  }
  if (event.type === 'severity-changed') {
    return event.data.to.rank < event.data.from.rank;
  }
  if (event.type !== 'status-changed') {
    return false;
  }
  const { from, to } = event.data;
  return to === 'mitigated' || to === 'resolved' || to === 'canceled' || (!isOpen(from) && isOpen(to));
}
