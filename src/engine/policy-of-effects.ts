// What each kind of effect is: whether it may wait behind others, when it comes too late, and whether it speaks to people.

import type { Instant } from '../incident/values.ts';
import type { Effect } from '../timeline/port.ts';
import type { EffectKind, EffectPayloads } from '../workflows/effects.ts';
import { isIncident } from './stream-names.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `now`: people wait for it. `view`: brings a view of the state up to date. `slow`: may take seconds or minutes. `vendor`: waits for machines that are neither ours nor Slack's. */
export type Pool = 'now' | 'view' | 'slow' | 'vendor';

export type EffectPolicy = {
  pool: Pool;
  /**
   * Effects of one lane and one stream are performed one after another, in order of id. One that backs off steps aside, and
   * those behind it pass: order matters less than that people hear anything at all.
   */
  lane: string;
  /** Parked instead of performed, this long after it was due. Absent: never too late. Milliseconds. */
  lateAfter?: number;
  /** Too late, it is not wanted any more, and that it did not come is no news. */
  forgottenLate?: true;
  /** Given up after this many attempts, even where each failure was temporary. */
  attempts: number;
  /** True where it puts something new before people: many late ones at once would be noise. */
  speaks: boolean;
};

const speaking = { pool: 'now', speaks: true, attempts: 40 } as const;
const view = { pool: 'view', speaks: false, attempts: 40 } as const;

/** A vendor that is away for an evening is found back; what it then does still helps. */
const vendor = { pool: 'vendor', speaks: false, attempts: 200 } as const;

/**
 * Lanes: the channel itself (`channel`) is made before it is filled; what is said in it (`messages`) keeps its order; what
 * stands elsewhere (card, announcement, private words, files, drafts) waits for neither. One draft of a review is made and
 * delivered after the other (`review`).
 */
const POLICIES: Record<EffectKind, EffectPolicy> = {
  'channel.open': { ...speaking, lane: 'channel', attempts: 200 },
  'channel.invite': { ...speaking, lane: 'channel', lateAfter: DAY },
  'channel.topic': { ...view, lane: 'topic' },
  'channel.rename': { pool: 'now', lane: 'channel', speaks: false, attempts: 40 },
  'card.refresh': { ...view, lane: 'card' },
  'other-cards.refresh': { ...view, lane: 'other-cards' },
  'announcement.refresh': { ...view, lane: 'announcement' },
  // Behind the announcement, and behind its withdrawal.
  'announcement.reply': { ...speaking, lane: 'announcement', lateAfter: 6 * HOUR },
  'message.post': { ...speaking, lane: 'messages', lateAfter: DAY },
  // Behind what is being said.
  'words.withdraw': { pool: 'now', lane: 'messages', speaks: false, attempts: 200 },
  'role.instruct': { ...speaking, lane: 'private', lateAfter: 6 * HOUR },
  'file.keep': { pool: 'slow', lane: 'files', speaks: false, attempts: 12 },
  'file.erase': { pool: 'now', lane: 'files', speaks: false, attempts: 200 },
  'history.repair': { pool: 'slow', lane: 'history', speaks: false, attempts: 40 },
  'thread.copy': { pool: 'slow', lane: 'thread', speaks: false, attempts: 40 },
  'postmortem.draft': { pool: 'slow', lane: 'review', speaks: false, attempts: 40 },
  // Behind the word itself, and behind the delivery that makes the link of it.
  'draft.withdraw': { pool: 'slow', lane: 'review', speaks: false, attempts: 40 },
  'postmortem.deliver': { ...speaking, lane: 'review', attempts: 200 },
  'signal.line': { ...speaking, lane: 'signals', lateAfter: DAY },
  'signal.group': { ...view, lane: 'signals' },
  'line.refresh': { ...view, lane: 'signals' },
  'deployments.note': { pool: 'now', lane: 'deployments', speaks: false, attempts: 40 },
  'acknowledge.nag': { ...speaking, lane: 'messages', lateAfter: HOUR, forgottenLate: true },
  'graph.draw': { ...vendor, lane: 'graph', lateAfter: 12 * HOUR },
  'graph.post': { ...speaking, lane: 'graph', lateAfter: DAY },
  'on-call.find': { pool: 'now', lane: 'on-call', speaks: false, attempts: 40, lateAfter: DAY },
  'person.page': { ...speaking, lane: 'pages', lateAfter: 10 * MINUTE },
  'page.direct': { ...speaking, lane: 'private', lateAfter: 10 * MINUTE },
  'page.follow': { pool: 'slow', lane: 'page-follow', speaks: false, attempts: 3, lateAfter: HOUR },
  'page.acknowledge': { pool: 'slow', lane: 'page-end', speaks: false, attempts: 40, lateAfter: DAY },
  'page.resolve': { pool: 'slow', lane: 'page-end', speaks: false, attempts: 40, lateAfter: DAY },
  'channel.bookmarks': { ...view, lane: 'bookmarks' },
  'runbook.find': { ...vendor, lane: 'runbooks', lateAfter: 12 * HOUR },
  'runbook.post': { ...speaking, lane: 'messages', lateAfter: DAY },
  'runbook.refresh': { ...view, lane: 'runbook-steps' },
  'bridge.open': { ...vendor, lane: 'bridge', lateAfter: 12 * HOUR },
  'bridge.end': { ...vendor, lane: 'bridge', lateAfter: DAY },
  'workflow.run': { pool: 'now', lane: 'workflows', speaks: false, attempts: 200, lateAfter: DAY },
  'workflow.post': { ...speaking, lane: 'messages', lateAfter: 6 * HOUR },
  'webhook.call': { pool: 'slow', lane: 'webhooks', speaks: false, attempts: 12, lateAfter: DAY },
  'roles.nag': { ...speaking, lane: 'messages', lateAfter: HOUR, forgottenLate: true },
  'role.assign': { pool: 'now', lane: 'workflows', speaks: false, attempts: 40, lateAfter: HOUR },
  'channel.archive': { pool: 'slow', lane: 'channel', speaks: false, attempts: 12 },
  'similar.find': {
    pool: 'slow',
    lane: 'similar',
    speaks: false,
    attempts: 12,
    lateAfter: HOUR,
    forgottenLate: true,
  },
  'other.tell': { pool: 'now', lane: 'others', speaks: false, attempts: 200 },
  // Before the canvas has another draft.
  'review.keep': { pool: 'slow', lane: 'review', speaks: false, attempts: 200 },
  'review.sift': { pool: 'slow', lane: 'review', speaks: false, attempts: 200 },
  'document.export': { ...vendor, lane: 'documents' },
  'impact.register': { ...vendor, lane: 'impact' },
  'mention.answer': { ...speaking, lane: 'mentions' },
  // Slack asks large imports to wait again and again, and each time is an attempt.
  'channel.import': { pool: 'slow', lane: 'import', speaks: false, attempts: 1_000 },
  'import.tell': { ...speaking, lane: 'private', lateAfter: DAY },
  'alerts.settle': { pool: 'now', lane: 'settle', speaks: false, attempts: 40 },
  'signal.unmute': { pool: 'now', lane: 'unmute', speaks: false, attempts: 200 },
  'review.refresh': { ...view, lane: 'review-sheet' },
  'update.remind': { ...speaking, lane: 'messages', lateAfter: HOUR, forgottenLate: true },
  'review.remind': { ...speaking, lane: 'messages', lateAfter: DAY },
  'questions.send': { ...speaking, lane: 'private', lateAfter: 8 * DAY },
  'questions.refresh': { ...view, lane: 'private' },
  'ticket.create': { ...vendor, lane: 'tickets' },
  'ticket.change': { ...vendor, lane: 'tickets', lateAfter: 7 * DAY },
  'ticket.move': { ...vendor, lane: 'tickets', lateAfter: 7 * DAY },
  'ticket.follow': { ...vendor, lane: 'tickets' },
  'tickets.poll': { ...vendor, lane: 'tickets' },
  'item.refresh': { ...view, lane: 'items' },
  'severity.refresh': { ...view, lane: 'items' },
  'offer.refresh': { ...view, lane: 'items' },
  // Behind the delivery, which writes the message.
  'delivery.refresh': { pool: 'slow', lane: 'review', speaks: false, attempts: 40 },
  // Working hours may be those of one day a week.
  'item.remind': { ...speaking, lane: 'private', lateAfter: 8 * DAY },
  'operators.tell': { ...speaking, lane: 'operators', lateAfter: 7 * DAY },
};

/** Every kind of effect there is. */
export const EFFECT_KINDS = Object.keys(POLICIES) as EffectKind[];

/** Undefined for a kind that this version does not know. */
export function policyOf(kind: string): EffectPolicy | undefined {
  return Object.hasOwn(POLICIES, kind) ? POLICIES[kind as EffectKind] : undefined;
}

/**
 * The lane of an effect. Within an incident a lane keeps order; what belongs to no incident is told apart by what it is
 * about. The word that a draft is being made goes before the draft, so that it never comes after it; so does the graph that
 * the draft shows. What is asked for by mention in one channel is done in the order of asking.
 */
export function laneOf({
  kind,
  stream,
  target,
  payload,
}: Pick<Effect, 'kind' | 'stream' | 'target' | 'payload'>): string {
  const progress = kind === 'message.post' && (payload as EffectPayloads['message.post']).about === 'draft';
  const ofTheEnd =
    (kind === 'graph.draw' || kind === 'graph.post') &&
    (payload as EffectPayloads['graph.draw' | 'graph.post']).moment === 'resolved';
  const lane = progress || ofTheEnd ? 'review' : (policyOf(kind)?.lane ?? kind);
  if (kind === 'mention.answer') {
    return `${lane}|${(payload as EffectPayloads['mention.answer']).channel}`;
  }
  return isIncident(stream) ? `${lane}|${stream}` : `${lane}|${target ?? stream}`;
}

export function lateAfter(kind: keyof EffectPayloads, dueAt: Instant): Instant | undefined {
  const late = POLICIES[kind].lateAfter;
  return late === undefined ? undefined : dueAt + late;
}

/** All kinds that do not belong to this pool; what the timeline does not lease for it. */
export function kindsOutside(pool: Pool): EffectKind[] {
  return EFFECT_KINDS.filter((kind) => POLICIES[kind].pool !== pool);
}
