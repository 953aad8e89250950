// Has the review exported: when it is published, when somebody asks for it, and again by itself where what was exported may quote words that are gone.
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeave } from '../policy/private.ts';
import type { EffectWish } from './effects.ts';
import { reaction } from './reaction.ts';

/** Several states of one review are exported one after another, and only the newest. */
const exported = (event: string, incident: Incident, { policy }: { policy: Policy }): EffectWish[] =>
  mayLeave(policy, incident, 'documents')
    ? [{ kind: 'document.export', payload: { event }, target: `export:${incident.id}` }]
    : [];

export const exportReview = reaction(
  'export the review when asked',
  ['export-requested'],
  (event, after, context) => exported(event.id, after, context),
);

export const exportPublished = reaction(
  'export the published review',
  ['review-published'],
  (event, after, context) => exported(event.id, after, context),
);

export const exportWithoutErased = reaction(
  'export the review without what was erased',
  ['postmortem-drafted'],
  (event, after, context) => (after.documentsOld ? exported(event.id, after, context) : []),
);
