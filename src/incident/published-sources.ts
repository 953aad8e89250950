// What a published review rests on: where a source changes afterwards, that is a fact of the review, too.
import type { Decision, Lookups } from './commands.ts';
import { decided, fact, NOTHING } from './decision.ts';
import { type PublishedRow, publishedKey } from './keys.ts';
import type { ChangedSource } from './review-values.ts';
import type { Incident } from './state.ts';

/** The key to load where a review is published; without one nothing is looked up. */
export const publishedNeeds = (state: Incident | undefined): string[] =>
  state?.review?.published ? [publishedKey(state.number)] : [];

/** Each source is told of once for each way in which it changed. `ids`: events of the entry. */
export function sourceChanged(
  ids: readonly string[],
  how: ChangedSource['how'],
  { state, lookups }: { state: Incident; lookups: Lookups },
): Decision {
  const { review } = state;
  const key = publishedKey(state.number);
  const row = review?.published && (lookups.keys.get(key) as PublishedRow | undefined);
  const source = row && ids.find((id) => Object.hasOwn(row.sources, id));
  if (!review || !row || source === undefined || row.told.includes(`${source} ${how}`)) {
    return NOTHING;
  }
  const data = { cycle: review.cycle, source, how, sections: row.sources[source] ?? [] };
  return decided([fact(lookups, 'review-source-changed', data, null)], {
    keys: [{ op: 'set', key, value: { ...row, told: [...row.told, `${source} ${how}`] } }],
  });
}
