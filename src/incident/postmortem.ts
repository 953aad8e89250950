// The review's drafts as facts: asked for, drafted, delivered. Writing them is another room's work.
import { type Decide, decided, fact, one } from './decision.ts';
import { citedKey } from './keys.ts';

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
  const { sources, ...data } = wish;
  return decided([fact(lookups, 'postmortem-drafted', { ...data, draft }, null)], {
    keys: sources ? [{ op: 'set', key: citedKey(state.number), value: { draft, sources } }] : [],
  });
};

export const recordDelivery: Decide<'record-delivery'> = ({ wish }, { lookups }) =>
  one(lookups, 'postmortem-delivered', wish, null);
