// Brings the card up to date with whatever it shows.
import type { EventType } from '../incident/events.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const SHOWN = [
  'channel-opened',
  'status-changed',
  'severity-changed',
  'title-changed',
  'service-changed',
  'team-changed',
  'impact-described',
  'role-assigned',
  'item-added',
  'item-changed',
  'item-done',
  'item-reopened',
  'signal-attached',
  'signal-resolved',
  'key-time-set',
  'entry-redacted',
  'postmortem-delivered',
  'on-call-found',
  'on-call-unknown',
  'person-paged',
  'page-acknowledged',
  'page-unanswered',
] as const satisfies readonly EventType[];

export const refreshCard = reaction('refresh the card', SHOWN, (event, after) =>
  isLive(after) ? [{ kind: 'card.refresh', payload: {}, target: `card:${event.stream}` }] : [],
);
