// Incidents of the past that are like this one, as state knows them: by their numbers only, so that their words stay theirs.
import { type Decide, NOTHING, one } from './decision.ts';

/** More would not be read in an incident. */
export const MOST_SIMILAR = 3;

export const recordSimilar: Decide<'record-similar'> = ({ wish }, { state, lookups }) => {
  const numbers = wish.numbers.slice(0, MOST_SIMILAR);
  const same = numbers.join() === (state.similar ?? []).join();
  return same ? NOTHING : one(lookups, 'similar-noted', { numbers, rule: wish.rule }, null);
};
