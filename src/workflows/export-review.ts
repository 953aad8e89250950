// Has the review exported: when it is published, when somebody asks for it, and again by itself where what stands outside has words that are gone.
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeave } from '../policy/private.ts';
import type { EffectWish } from './effects.ts';
import { reaction } from './reaction.ts';

type Context = { policy: Policy };

/** Several states of one review are exported one after another, and only the newest. */
const exported = (event: string, incident: Incident, { policy }: Context): EffectWish[] =>
  mayLeave(policy, incident, 'documents')
    ? [{ kind: 'document.export', payload: { event }, target: `export:${incident.id}` }]
    : [];

const kept = (event: string, incident: Incident, { policy }: Context): EffectWish[] =>
  mayLeave(policy, incident, 'documents') ? [{ kind: 'review.keep', payload: { event } }] : [];

export const keepPublished = reaction(
  'keep the review as published',
  ['review-published'],
  (event, after, context) => kept(event.id, after, context),
);

/** Once it is published, that is what is exported: a newer draft goes out with its own publication. */
const isPublished = ({ edition, review }: Incident) =>
  edition?.published !== undefined &&
  (review?.published === undefined || review.published.event === edition.published);

export const exportReview = reaction(
  'export the review when asked',
  ['export-requested'],
  (event, after, context) => (isPublished(after) ? exported : kept)(event.id, after, context),
);

const isPublication = ({ data }: { data: { because: string; edition: { published?: string } } }) =>
  data.edition.published === data.because;

export const exportPublished = reaction(
  'export the published review',
  ['review-kept'],
  (event, after, context) => (isPublication(event) ? exported(event.id, after, context) : []),
);

export const exportKept = reaction(
  'export what was kept when asked',
  ['review-kept'],
  (event, after, context) => (isPublication(event) ? [] : exported(event.id, after, context)),
);

/**
 * What was redacted, or deleted by its author, is looked for in what people wrote and in what was kept. An imported channel
 * is not followed; there only a redaction counts.
 */
export const siftErased = reaction(
  'look through the review for what was erased',
  ['entry-redacted', 'message-deleted'],
  (event, after) =>
    after.draft === undefined || (after.kind === 'imported' && event.type === 'message-deleted')
      ? []
      : [{ kind: 'review.sift', payload: {}, target: `sift:${event.stream}` }],
);

export const exportWithoutErased = reaction(
  'export the review without what was erased',
  ['review-sifted'],
  (event, after, context) =>
    after.documents && event.data.edition ? exported(event.id, after, context) : [],
);

/** Exported before anything was kept of it, by an earlier version: the next draft has none of the words. */
export const exportOldWithoutErased = reaction(
  'export the new draft without what was erased',
  ['postmortem-drafted'],
  (event, after, context) => (after.documentsOld && !after.edition ? kept(event.id, after, context) : []),
);
