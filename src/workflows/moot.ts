// Whether an effect still has a reason when its turn comes: the world may have moved on while it waited.
import { isOpen } from '../incident/lifecycle.ts';
import { pagesOf } from '../incident/pages.ts';
import type { Incident } from '../incident/state.ts';
import { questionsAreMoot } from './ask-questions.ts';
import { isDrawn } from './attach-graph.ts';
import { hasCurrentDraft } from './draft-postmortem.ts';
import type { EffectKind, EffectOf, EffectPayloads } from './effects.ts';
import { isOverUnseen } from './over.ts';
import { reminderIsMoot } from './remind-of-review.ts';
import { updateIsMoot } from './remind-of-update.ts';

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
    case 'graph.draw':
      return noGraphWanted(payload as EffectPayloads['graph.draw'], incident, attempt);
    case 'update.remind':
      return updateIsMoot(incident, payload as EffectPayloads['update.remind']);
    case 'review.remind':
      return reminderIsMoot(incident, payload as EffectPayloads['review.remind']);
    case 'questions.send':
      return questionsAreMoot(incident, payload as EffectPayloads['questions.send']);
    case 'ticket.create':
      return noTicketNeeded(payload as EffectPayloads['ticket.create'], incident);
    case 'item.remind':
      return nothingOverdue(payload as EffectPayloads['item.remind'], incident);
    case 'postmortem.draft':
      return openAgain(payload as EffectPayloads['postmortem.draft'], incident);
    case 'draft.withdraw':
      return isOpen(incident.status) || incident.status === 'canceled' ? undefined : 'it is over again';
    case 'postmortem.deliver':
      return incident.draft?.withdrawn
        ? 'words that it may quote were redacted; it is drafted anew'
        : openAgain(payload as EffectPayloads['postmortem.deliver'], incident);
    case 'person.page':
    case 'page.follow':
      return nobodyToWake({ kind, payload, attempt } as Waking, incident);
    default:
      return undefined;
  }
}

type Waking = { kind: 'person.page' | 'page.follow'; payload: { page: string }; attempt: number };

/** Whether a page still waits: for somebody to be reached, or for an answer. */
function nobodyToWake({ kind, payload: { page }, attempt }: Waking, incident: Incident): string | undefined {
  if (!isOpen(incident.status)) {
    // A later attempt takes back what an earlier one may have sent without hearing of it.
    return kind === 'person.page' && attempt > 1 ? undefined : 'the incident is over';
  }
  const state = pagesOf(incident).find(({ id }) => id === page)?.state;
  const done = kind === 'person.page' ? state === 'paged' || state === 'acknowledged' : state !== 'paged';
  return done ? 'the page was answered, or sent already' : undefined;
}

/** What somebody asked for is made also of an item that is done; what nobody asked for is not. */
function noTicketNeeded({ item: id, byRule }: EffectPayloads['ticket.create'], { items }: Incident) {
  const item = items.find((one) => one.id === id);
  return item === undefined || (byRule && item.done && !item.ticket) ? 'the item is done' : undefined;
}

/** What was to be done of an incident that was none is moot; a duplicate's items are as good as ever. */
function nothingOverdue({ item: id, due }: EffectPayloads['item.remind'], incident: Incident) {
  const { items, status, mergedInto } = incident;
  const item = items.find((one) => one.id === id);
  const over = item === undefined || item.done || item.due !== due || (status === 'canceled' && !mergedInto);
  return over ? 'nothing is overdue any more' : undefined;
}

/** One line tells of it instead. */
const OVER = 'it is over, and nobody has seen it';

/** The next resolve has its own draft; a duplicate, or what was none, has none but the one that somebody asks for. */
function openAgain({ over }: { over?: true }, { status }: Incident): string | undefined {
  if (over && status === 'canceled') {
    return 'the incident is canceled';
  }
  return over && isOpen(status) ? 'the incident is open again' : undefined;
}

/** That a draft is being made is no news where it is there. */
function saysNothingNew(
  { about, event, over }: EffectPayloads['message.post'],
  incident: Incident,
): string | undefined {
  if (about === 'alerts-over') {
    return proposesNothing(event, incident);
  }
  const there = hasCurrentDraft(incident) && incident.draft?.delivered?.message !== undefined;
  return about === 'draft' && there ? 'the draft is there already' : openAgain({ over }, incident);
}

/** Something fired meanwhile, or people were quicker. */
function proposesNothing(event: string, { alertsOver, status }: Incident): string | undefined {
  if (alertsOver?.event !== event) {
    return 'an alert has fired since';
  }
  return isOpen(status) && status !== 'mitigated' ? undefined : `it is ${status} already`;
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

/** A resolve that was taken back wants no picture of its end; an alert that nobody saw wants none at all. */
function noGraphWanted(
  { moment }: EffectPayloads['graph.draw'],
  incident: Incident,
  attempt: number,
): string | undefined {
  const over = incident.status === 'resolved' || incident.status === 'closed';
  if (moment === 'resolved' && !over) {
    return 'the incident is open again';
  }
  if (moment !== 'declared') {
    return undefined;
  }
  return attempt === 1 && isDrawn(incident)
    ? 'it is drawn already'
    : isOverUnseen(incident)
      ? OVER
      : undefined;
}

function nobodyToNag(incident: Incident): string | undefined {
  if (incident.status !== 'detected' || incident.keyTimes.acknowledged?.at != null) {
    return 'somebody is on it';
  }
  return incident.counts.firing === 0 ? 'no alert is firing any more' : undefined;
}
