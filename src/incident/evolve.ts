// What each fact makes of an incident's state: one line per kind of event.

import { isHuman } from './actors.ts';
import { begin } from './begin.ts';
import { bridgeEnded, bridgeOpened } from './bridge.ts';
import { updatePosted } from './briefings.ts';
import { deploymentNoted } from './deployments.ts';
import { acknowledgedBy, acknowledgedByAct } from './derived-times.ts';
import { exportsGrowOld, reviewKept, reviewSifted } from './editions.ts';
import type { EventType, IncidentEvent, Recorded } from './events.ts';
import { documentExported } from './exports.ts';
import { graphKept, graphPosted } from './graphs.ts';
import { itemAdded, itemChanged, itemDone, itemReopened } from './item-list.ts';
import { factPosted, ticketChanged, ticketGivenUp, ticketLinked, ticketRequested } from './item-tickets.ts';
import { hasNoEndYet } from './lifecycle.ts';
import { linkAdded, withoutLinks } from './links.ts';
import { incidentAbsorbed, incidentParted } from './merges-told.ts';
import { isSpoken } from './message-facts.ts';
import { givenUp, vendorFailed, vendorRecovered } from './missing.ts';
import {
  onCallFound,
  onCallUnknown,
  pageAcknowledged,
  pageAsked,
  pageGivenUp,
  pageUnanswered,
  personPaged,
} from './pages-told.ts';
import {
  answersRedacted,
  answerWithdrawn,
  questionAnswered,
  questionAsked,
  questionDeclined,
  questionsSent,
  questionsUnsent,
} from './question-steps.ts';
import { incidentRelated, incidentUnrelated } from './relations.ts';
import {
  findingWaived,
  keyTimesConfirmed,
  reviewAssigned,
  reviewPlanned,
  reviewPublished,
  reviewSourceChanged,
  reviewSubmitted,
} from './review-steps.ts';
import { runbookAttached, runbookPosted, stepTicked } from './runbooks.ts';
import { signalAttached, signalResolved } from './signals-counted.ts';
import type { AttachedRunbook, Incident, Said } from './state.ts';
import { statusChanged } from './statuses-passed.ts';
import { REDACTED } from './texts.ts';

type Step<T extends EventType> = (state: Incident, event: Recorded<T>) => Incident;
type Later = Exclude<EventType, 'incident-declared'>;

const same = (state: Incident) => state;

const STEPS: { [T in Later]: Step<T> } = {
  'status-changed': (state, event) => reviewPlanned(statusChanged(state, event), event),
  'severity-changed': (state, { data, actor }) => ({
    ...state,
    severity: data.to,
    severityChosen: true,
    severityBy: actor,
  }),
  'title-changed': (state, event) => ({ ...state, title: said(event, event.content?.title) }),
  'service-changed': (state, { data }) => ({ ...state, service: data.to }),
  'team-changed': (state, { data }) => ({ ...state, team: data.to, zone: data.zone ?? state.zone }),
  'impact-described': (state, event) => ({ ...state, impact: said(event, event.content?.text) }),
  'role-assigned': roleAssigned,
  'item-added': itemAdded,
  'item-changed': itemChanged,
  'item-done': itemDone,
  'item-reopened': itemReopened,
  'ticket-requested': ticketRequested,
  'ticket-linked': ticketLinked,
  'ticket-changed': ticketChanged,
  'note-added': same,
  'message-posted': messagePosted,
  'message-edited': same,
  'message-deleted': exportsGrowOld,
  'message-pinned': (state, { data }) => (data.first ? count(state, 'pins', 1) : state),
  'message-unpinned': (state, { data }) => (data.last ? count(state, 'pins', -1) : state),
  'evidence-copied': (state, { data }) => (data.pinned ? count(state, 'pins', 1) : state),
  'file-kept': same,
  'signal-attached': signalAttached,
  'signal-resolved': signalResolved,
  'deployment-noted': deploymentNoted,
  'signal-ranked': same,
  'key-time-set': keyTimeSet,
  'member-joined': (state, { data }) => (data.first ? count(state, 'people', 1) : state),
  'member-left': (state, { data }) => (data.first ? count(state, 'people', 1) : state),
  'command-asked': same,
  'command-answered': same,
  'command-refused': same,
  'entry-redacted': entryRedacted,
  'channel-opened': (state, event) => ({
    ...named(state, event, { ...event.data.channel, name: event.content?.name ?? state.channelName }),
    channelLost: undefined,
  }),
  'channel-renamed': (state, event) =>
    state.channel
      ? named(state, event, { ...state.channel, name: event.content?.name ?? state.channelName })
      : state,
  'privacy-changed': (state, { data, occurredAt }) => ({
    ...state,
    private: data.private,
    privacyAt: occurredAt,
  }),
  'channel-lost': (state, { data }) => ({ ...state, channelLost: data.why }),
  'people-invited': same,
  'fact-posted': factPosted,
  'card-posted': (state, { data }) => ({ ...state, card: data.place }),
  'announcement-posted': (state, { data }) => ({ ...state, announcement: data.place }),
  'announcement-withdrawn': (state) => ({ ...state, announcement: undefined }),
  'gap-repaired': same,
  'channel-imported': same,
  'postmortem-drafted': postmortemDrafted,
  'postmortem-delivered': postmortemDelivered,
  'key-times-confirmed': keyTimesConfirmed,
  'review-submitted': reviewSubmitted,
  'review-published': reviewPublished,
  'review-source-changed': reviewSourceChanged,
  'review-assigned': reviewAssigned,
  'review-kept': reviewKept,
  'review-sifted': reviewSifted,
  'finding-waived': findingWaived,
  'question-asked': questionAsked,
  'questions-sent': questionsSent,
  'questions-postponed': same,
  'questions-unsent': questionsUnsent,
  'question-answered': questionAnswered,
  'answer-withdrawn': answerWithdrawn,
  'question-declined': questionDeclined,
  'update-posted': updatePosted,
  'handover-posted': same,
  'suggestion-dismissed': same,
  'workflow-ran': same,
  'step-overridden': same,
  'graph-kept': graphKept,
  'graph-posted': graphPosted,
  'page-asked': pageAsked,
  'person-paged': personPaged,
  'page-troubled': same,
  'page-acknowledged': pageAcknowledged,
  'page-unanswered': pageUnanswered,
  'on-call-found': onCallFound,
  'on-call-unknown': onCallUnknown,
  'bridge-requested': (state) => ({ ...state, bridgeAsked: true }),
  'bridge-opened': bridgeOpened,
  'bridge-ended': bridgeEnded,
  'impact-registered': same,
  'runbook-attached': runbookAttached,
  'runbook-requested': same,
  'runbook-posted': runbookPosted,
  'runbook-step-done': stepTicked,
  'runbook-step-undone': stepTicked,
  'similar-noted': (state, { data }) => ({ ...state, similar: data.numbers }),
  'link-added': linkAdded,
  'link-removed': (state, { data }) => withoutLinks(state, [data.link]),
  'incident-absorbed': incidentAbsorbed,
  'incident-parted': incidentParted,
  'incident-related': incidentRelated,
  'incident-unrelated': incidentUnrelated,
  'export-requested': same,
  'document-exported': documentExported,
  'vendor-failed': vendorFailed,
  'vendor-recovered': vendorRecovered,
  'effect-failed': (state, event) =>
    ticketGivenUp(pageGivenUp(givenUp(state, event), event), event.data.effect),
};

function said(event: IncidentEvent, text: string | undefined): Said {
  return { text: text ?? REDACTED, event: event.id, at: event.occurredAt };
}

function count(state: Incident, what: keyof Incident['counts'], by: number): Incident {
  return { ...state, counts: { ...state.counts, [what]: state.counts[what] + by } };
}

function roleAssigned(state: Incident, event: Recorded<'role-assigned'>): Incident {
  const { role, to } = event.data;
  const { [role.id]: _before, ...others } = state.roles;
  return to === null
    ? { ...state, roles: others }
    : acknowledgedBy(
        { ...state, roles: { ...others, [role.id]: { role, who: to, since: event.occurredAt } } },
        event,
      );
}

function messagePosted(state: Incident, event: Recorded<'message-posted'>): Incident {
  const counted = count(state, 'messages', 1);
  return isSpoken(event.data.subtype) ? acknowledgedBy(counted, event) : counted;
}

/** Once an open incident could be given the end that was still to come: its resolve tells it. */
function keyTimeSet(state: Incident, event: Recorded<'key-time-set'>): Incident {
  const { name, at, evidence } = event.data;
  if (name === 'resolved' && hasNoEndYet(state)) {
    return state;
  }
  return { ...state, keyTimes: { ...state.keyTimes, [name]: { at, evidence, by: event.actor, set: true } } };
}

function named(state: Incident, event: IncidentEvent, channel: Incident['channel']): Incident {
  return { ...state, channel, namedBy: [...state.namedBy, event.id] };
}

/** Words that state holds go with the events that said them. */
function entryRedacted(state: Incident, event: Recorded<'entry-redacted'>): Incident {
  const { data } = event;
  const redacted = (words: Said): Said =>
    data.events.includes(words.event) ? { ...words, text: REDACTED } : words;
  const { channelName = state.channelName, alert } = data;
  const renamed = data.channelName !== undefined && state.channel !== undefined;
  return {
    ...withoutLinks(exportsGrowOld(answersRedacted(state, data.events), event), data.events),
    channelName,
    ...(renamed ? { channel: { ...state.channel!, name: channelName } } : {}),
    ...(alert ? { links: {} } : {}),
    title: redacted(state.title),
    impact: state.impact && redacted(state.impact),
    items: state.items.map((item) => ({ ...item, text: redacted(item.text) })),
    ...(state.runbooks ? { runbooks: state.runbooks.map((one) => withoutWords(one, data.events)) } : {}),
    ...(state.draft ? { draft: { ...state.draft, withdrawn: true } } : {}),
  };
}

/** Its address may be words, too. */
function withoutWords({ url, ...runbook }: AttachedRunbook, events: readonly string[]): AttachedRunbook {
  return events.includes(runbook.title.event)
    ? { ...runbook, title: { ...runbook.title, text: REDACTED } }
    : { ...runbook, ...(url === undefined ? {} : { url }) };
}

/** The canvas stays the channel's over all drafts; the message that links it belongs to its cycle. */
function postmortemDrafted(state: Incident, { id, data }: Recorded<'postmortem-drafted'>): Incident {
  const { message, ...canvas } = state.draft?.delivered ?? {};
  const delivered = state.draft?.cycle === data.cycle ? { ...canvas, message } : canvas;
  const kept = state.draft?.delivered === undefined ? {} : { delivered };
  const findings = data.findings === undefined ? {} : { findings: data.findings };
  return { ...state, draft: { cycle: data.cycle, draft: data.draft, event: id, ...findings, ...kept } };
}

function postmortemDelivered(state: Incident, { data }: Recorded<'postmortem-delivered'>): Incident {
  const { canvas, message } = data;
  const delivered = {
    ...state.draft?.delivered,
    ...(canvas ? { canvas: canvas.id, own: canvas.own } : {}),
    ...(canvas?.permalink ? { permalink: canvas.permalink } : {}),
    ...(message ? { message } : {}),
    ...(data.base ? { base: data.base } : {}),
  };
  return state.draft ? { ...state, draft: { ...state.draft, delivered } } : state;
}

/** People's doings keep an incident alive; alerts that repeat and our own bookkeeping do not. */
function activeAt(state: Incident, event: IncidentEvent): number {
  return isHuman(event.actor) ? Math.max(state.activeAt, event.occurredAt) : state.activeAt;
}

/** The state after one more event. The first of a stream is its declaration. */
export function evolve(state: Incident | undefined, event: IncidentEvent): Incident {
  if (event.type === 'incident-declared') {
    return begin(event);
  }
  if (state === undefined) {
    throw new Error(`${event.stream} begins with ${event.type}, not with its declaration.`);
  }
  const step = STEPS[event.type] as Step<Later>;
  return {
    ...acknowledgedByAct(state, step(state, event as Recorded<Later>), event),
    activeAt: activeAt(state, event),
    version: event.version,
  };
}

/** The state after all events, in order of version; undefined where there are none. */
export function fold(events: Iterable<IncidentEvent>): Incident | undefined {
  let state: Incident | undefined;
  for (const event of events) {
    state = evolve(state, event);
  }
  return state;
}
