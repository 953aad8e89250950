// Has the review exported: when somebody asks for it, and again by itself where what was exported may quote words that are gone.
import type { EventType } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { EffectWish } from './effects.ts';
import { reaction } from './reaction.ts';

/** The facts upon which a review leaves the chat. Publishing it is one of them as soon as there is such a fact. */
const LEAVES = ['export-requested'] as const satisfies readonly EventType[];

/** Several states of one review are exported one after another, and only the newest. */
const exported = (event: string, { id, private: hidden }: Incident): EffectWish[] =>
  hidden ? [] : [{ kind: 'document.export', payload: { event }, target: `export:${id}` }];

export const exportReview = reaction('export the review when asked', LEAVES, (event, after) =>
  exported(event.id, after),
);

export const exportWithoutErased = reaction(
  'export the review without what was erased',
  ['postmortem-drafted'],
  (event, after) => (after.documentsOld ? exported(event.id, after) : []),
);
