// Whether an effect still has a reason when its turn comes: the world may have moved on while it waited.
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import { hasCurrentDraft } from './draft-postmortem.ts';
import type { EffectKind, EffectOf, EffectPayloads } from './effects.ts';
import { isOverUnseen } from './over.ts';

type Turn = Pick<EffectOf<EffectKind>, 'kind' | 'payload' | 'attempt'>;

/** Why nothing is left to do, in words for the log; undefined where something is. */
export function mootNow({ kind, payload, attempt }: Turn, incident: Incident): string | undefined {
  switch (kind) {
    case 'channel.open':
      return noChannelNeeded(incident, attempt);
    case 'announcement.refresh':
      return incident.announcement === undefined && isOverUnseen(incident) ? OVER : undefined;
    case 'acknowledge.nag':
      return nobodyToNag(incident);
    case 'roles.nag':
      return isOpen(incident.status) ? undefined : 'it is over';
    case 'channel.archive':
      return incident.status === 'closed' || incident.status === 'canceled'
        ? undefined
        : 'the incident was opened again';
    case 'message.post':
      return saysNothingNew(payload as EffectPayloads['message.post'], incident);
    case 'ticket.create':
      return noTicketNeeded(payload as EffectPayloads['ticket.create'], incident);
    case 'item.remind':
      return nothingOverdue(payload as EffectPayloads['item.remind'], incident);
    case 'postmortem.deliver':
      return incident.draft?.withdrawn
        ? 'words that it may quote were redacted; it is drafted anew'
        : undefined;
    default:
      return undefined;
  }
}

/** What somebody asked for is made also of an item that is done; what nobody asked for is not. */
function noTicketNeeded({ item: id, byRule }: EffectPayloads['ticket.create'], { items }: Incident) {
  const item = items.find((one) => one.id === id);
  return item === undefined || (byRule && item.done && !item.ticket) ? 'the item is done' : undefined;
}

function nothingOverdue({ item: id, due }: EffectPayloads['item.remind'], { items, status }: Incident) {
  const item = items.find((one) => one.id === id);
  const over = item === undefined || item.done || item.due !== due || status === 'canceled';
  return over ? 'nothing is overdue any more' : undefined;
}

/** One line tells of it instead. */
const OVER = 'it is over, and nobody has seen it';

/** That a draft is being made is no news where it is there. */
function saysNothingNew({ about }: EffectPayloads['message.post'], incident: Incident): string | undefined {
  const there = hasCurrentDraft(incident) && incident.draft?.delivered?.message !== undefined;
  return about === 'draft' && there ? 'the draft is there already' : undefined;
}

/** A later attempt finds the channel of the one before and has to finish its work: people, card, topic. */
function noChannelNeeded(incident: Incident, attempt: number): string | undefined {
  if (incident.channel !== undefined) {
    return attempt === 1 ? 'it is open already' : undefined;
  }
  if (incident.status === 'canceled') {
    return 'the incident was canceled before its channel opened';
  }
  return isOverUnseen(incident) ? OVER : undefined;
}

function nobodyToNag(incident: Incident): string | undefined {
  if (incident.status !== 'detected' || incident.keyTimes.acknowledged?.at != null) {
    return 'somebody is on it';
  }
  return incident.counts.firing === 0 ? 'no alert is firing any more' : undefined;
}
