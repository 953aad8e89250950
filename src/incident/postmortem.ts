// The review's drafts as facts: asked for, drafted, delivered. Writing them is another room's work.
import { type Decide, one } from './decision.ts';
import type { Incident } from './state.ts';

/** Which way through the statuses the incident is on: 1, and one more for each reopening. */
export const cycleOf = (state: Pick<Incident, 'reopens'>) => state.reopens + 1;

/** Allowed at any time: a draft of an open incident says what is known so far. */
export const draftPostmortem: Decide<'draft-postmortem'> = ({ wish, asking }, { lookups }) =>
  one(
    lookups,
    'command-answered',
    { command: wish.because === 'asked' ? 'postmortem' : 'postmortem-refresh' },
    { line: asking.words ?? 'postmortem' },
  );

export const recordDraft: Decide<'record-draft'> = ({ wish }, { state, lookups }) => {
  const draft = state.draft?.cycle === wish.cycle ? state.draft.draft + 1 : 1;
  return one(lookups, 'postmortem-drafted', { ...wish, draft }, null);
};

export const recordDelivery: Decide<'record-delivery'> = ({ wish }, { lookups }) =>
  one(lookups, 'postmortem-delivered', wish, null);
