// Says in the channel what somebody changed: the one who did it was answered privately, the others have to hear it too.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import type { MessageAbout } from './effects.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const SAID = {
  'status-changed': 'status',
  'severity-changed': 'severity',
  'title-changed': 'correction',
  'service-changed': 'correction',
  'team-changed': 'correction',
  'impact-described': 'correction',
  'privacy-changed': 'privacy',
  'role-assigned': 'role',
  'item-added': 'item',
  'item-changed': 'item',
  'item-done': 'item',
  'item-reopened': 'item',
  'update-posted': 'update',
  'handover-posted': 'handover',
  'link-added': 'link',
  'incident-related': 'link',
  'incident-absorbed': 'merged',
  'incident-parted': 'merged',
} as const satisfies Partial<Record<EventType, MessageAbout>>;

type Said = keyof typeof SAID;

export const sayChanges = reaction(
  'say changes in the channel',
  Object.keys(SAID) as Said[],
  (event, after) =>
    isLive(after) ? [{ kind: 'message.post', payload: { event: event.id, about: aboutOf(event) } }] : [],
  // The card shows how things stand; an item needs its message, which holds its buttons, and whole sentences stand on no card.
  { at: 'channel-opened', on: ['item-added', 'update-posted', 'handover-posted'] },
);

/** What is said of any fact; undefined where nothing is by this step. */
export function saidAbout(event: IncidentEvent): MessageAbout | undefined {
  return event.type in SAID ? aboutOf(event as Extract<IncidentEvent, { type: Said }>) : undefined;
}

/** A resolve is said with a button that takes it back, and taking it back is said as such; a merge, with where it goes on. */
function aboutOf(event: Extract<IncidentEvent, { type: Said }>): MessageAbout {
  if (event.type === 'status-changed' && event.data.undoes !== undefined) {
    return 'undone';
  }
  if (event.type === 'status-changed' && event.data.into) {
    return 'merged';
  }
  return event.type === 'status-changed' && event.data.to === 'resolved' ? 'resolved' : SAID[event.type];
}
