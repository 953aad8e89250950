// Has the draft made anew when the record of a resolved incident grows or shrinks under it.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { draftTarget, hasCurrentDraft, isReviewed } from './draft-postmortem.ts';
import type { EffectWish } from './effects.ts';
import { reaction } from './reaction.ts';

/** Several corrections in a row give one draft. */
const AFTER_LATE_FACTS = 60_000;

const LATE = [
  'note-added',
  'update-posted',
  'key-time-set',
  'severity-changed',
  'title-changed',
  'service-changed',
  'team-changed',
  'impact-described',
  'role-assigned',
  'message-pinned',
  'message-unpinned',
  'evidence-copied',
  'item-added',
  'item-changed',
  'item-done',
  'item-reopened',
  'ticket-linked',
  'ticket-changed',
  'question-answered',
] as const satisfies readonly EventType[];

const draftAgain = (target: string, dueAt: Instant, payload: { over?: true } = {}): EffectWish => ({
  kind: 'postmortem.draft',
  payload,
  target,
  dueAt,
});

const isResolved = ({ status }: Incident) => status === 'resolved' || status === 'closed';

/** Also where no draft is recorded yet: one may be half written, from what was known before. */
const isDrafted = (incident: Incident, policy: Policy) =>
  hasCurrentDraft(incident) || isReviewed(incident, policy);

export const refreshDraftAfterRepair = reaction(
  'refresh the draft after repair',
  ['gap-repaired'],
  (event, after, { policy }) =>
    isResolved(after) && isDrafted(after, policy)
      ? [{ kind: 'postmortem.draft', payload: { over: true }, target: draftTarget(event.stream) }]
      : [],
);

export const refreshDraftAfterLateFacts = reaction(
  'refresh the draft after late facts',
  [...LATE, 'message-edited', 'message-posted'],
  (event, after, { policy, now }) =>
    isResolved(after) && isDrafted(after, policy) && isLate(event, after)
      ? [draftAgain(draftTarget(event.stream), now + AFTER_LATE_FACTS, { over: true })]
      : [],
);

/**
 * What was redacted, or deleted by its author, must not stand in any review: neither in one that is half made, nor in one of
 * before a reopening; so these stand behind no refresh that opening again makes needless, and a redaction behind none that is due in a minute. An imported channel is not
 * followed; there only a redaction counts.
 */
export const refreshDraftWithoutErased = reaction(
  'refresh the draft without what was erased',
  ['entry-redacted', 'message-deleted'],
  (event, after, { policy, now }) => {
    const shown = after.draft !== undefined || (isResolved(after) && isReviewed(after, policy));
    if (!shown || (after.kind === 'imported' && event.type === 'message-deleted')) {
      return [];
    }
    return event.type === 'entry-redacted'
      ? [draftAgain(`draft-erased:${event.stream}`, now)]
      : [draftAgain(`draft-deleted:${event.stream}`, now + AFTER_LATE_FACTS)];
  },
);

/** Talk after the resolve is no part of the incident; what tells of the time before it is, and so is a changed message. What was answered for the owner alone is in no draft. */
function isLate(event: IncidentEvent, after: Incident): boolean {
  const resolvedAt = after.cycles.at(-1)?.resolvedAt ?? after.statusSince;
  if (event.type === 'question-answered') {
    return event.data.consent !== 'owner';
  }
  return event.type === 'message-posted' ? event.occurredAt <= resolvedAt : true;
}
