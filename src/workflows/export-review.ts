// Has the review exported: when it is published, when somebody asks for it, and again by itself where what was exported may quote words that are gone.
import type { Incident } from '../incident/state.ts';
import type { EffectWish } from './effects.ts';
import { reaction } from './reaction.ts';

/** Several states of one review are exported one after another, and only the newest. */
const exported = (event: string, { id, private: hidden }: Incident): EffectWish[] =>
  hidden ? [] : [{ kind: 'document.export', payload: { event }, target: `export:${id}` }];

export const exportReview = reaction('export the review when asked', ['export-requested'], (event, after) =>
  exported(event.id, after),
);

export const exportPublished = reaction('export the published review', ['review-published'], (event, after) =>
  exported(event.id, after),
);

export const exportWithoutErased = reaction(
  'export the review without what was erased',
  ['postmortem-drafted'],
  (event, after) => (after.documentsOld ? exported(event.id, after) : []),
);
