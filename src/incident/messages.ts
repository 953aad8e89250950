// Messages as they are posted, edited and deleted.

import type { Decision, Lookups } from './commands.ts';
import { type Decide, decided, fact, NOTHING, together } from './decision.ts';
import { forgetReview } from './exports.ts';
import { messageKey } from './message-facts.ts';
import { countReply, keepRow, rowOf, type Told, tell, tellingOf } from './message-texts.ts';
import { sourceChanged } from './published-sources.ts';
import type { MessagePlace } from './values.ts';

function write(told: Told, place: MessagePlace, lookups: Lookups): Decision {
  return told.facts.length === 0
    ? NOTHING
    : decided(told.facts, {
        keys: [keepRow(place, told.row), ...countReply(told, place, lookups)],
        search: told.search,
      });
}

/** Firescribe's own posts are known by their effects. */
export const recordMessage: Decide<'record-message'> = ({ wish, asking }, { lookups }) =>
  wish.author.kind === 'firescribe'
    ? NOTHING
    : write(
        tell(rowOf(lookups, wish.place), tellingOf(wish, asking.by, asking.at), lookups),
        wish.place,
        lookups,
      );

export const recordEdit: Decide<'record-edit'> = ({ wish, asking }, { state, lookups }) => {
  if (wish.message?.author.kind === 'firescribe') {
    return NOTHING;
  }
  const told = tell(rowOf(lookups, wish.place), { ...wish, by: asking.by, at: asking.at }, lookups);
  const changed =
    told.facts.length === 0 || told.posted
      ? NOTHING
      : sourceChanged([told.row.event], 'edited', { state, lookups });
  return together([write(told, wish.place, lookups), changed]);
};

/** The words leave the search at once; a post that is told later fills the tombstone without reviving it. */
export const recordDeletion: Decide<'record-deletion'> = ({ wish, asking }, { state, lookups }) => {
  const row = rowOf(lookups, wish.place);
  if (row.deleted) {
    return NOTHING;
  }
  const { place, recovered } = wish;
  const made = fact(lookups, 'message-deleted', { place, ...(recovered ? { recovered } : {}) }, null, {
    occurredAt: asking.at,
  });
  const keys = [keepRow(place, { ...row, event: row.event || made.id, deleted: true })];
  const thread = wish.thread ?? row.thread;
  const parent = thread === undefined || thread === place.ts ? undefined : { ...place, ts: thread };
  if (parent && row.posted && lookups.keys.has(messageKey(parent))) {
    const above = rowOf(lookups, parent);
    keys.push(keepRow(parent, { ...above, replies: Math.max(0, above.replies - 1) }));
  }
  const search = [{ op: 'remove' as const, id: messageKey(place) }, ...forgetReview(state)];
  const gone = decided([made], { keys, search });
  return together([gone, sourceChanged([row.event], 'deleted', { state, lookups })]);
};
