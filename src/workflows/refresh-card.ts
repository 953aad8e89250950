// Brings the card up to date with whatever it shows.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
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
  'update-posted',
  'role-assigned',
  'item-added',
  'item-changed',
  'item-done',
  'item-reopened',
  'signal-attached',
  'signal-resolved',
  'deployment-noted',
  'key-time-set',
  'entry-redacted',
  'postmortem-delivered',
  'review-published',
  'on-call-found',
  'on-call-unknown',
  'person-paged',
  'page-acknowledged',
  'page-unanswered',
  'bridge-opened',
  'bridge-ended',
  'runbook-attached',
  'runbook-posted',
  'runbook-step-done',
  'runbook-step-undone',
  'link-added',
  'link-removed',
  'incident-absorbed',
  'incident-parted',
  'incident-related',
  'incident-unrelated',
  'similar-noted',
  'document-exported',
  'vendor-failed',
  'vendor-recovered',
  'effect-failed',
] as const satisfies readonly EventType[];

/** What was given up is on the card where it is something that a vendor owes. */
const shows = (event: IncidentEvent, { missing = {} }: Incident) =>
  event.type !== 'effect-failed' || Object.values(missing).some(({ effect }) => effect === event.data.kind);

export const refreshCard = reaction('refresh the card', SHOWN, (event, after) =>
  isLive(after) && shows(event, after)
    ? [{ kind: 'card.refresh', payload: {}, target: `card:${event.stream}` }]
    : [],
);
