// Who joins and leaves the incident's channel.
import { type Decide, decided, fact, NOTHING } from './decision.ts';
import { type MemberRow, memberKey } from './keys.ts';

/**
 * Each joining and leaving is on the record; people are counted once, whichever of the two is told first. The key says who
 * is in the channel, by what happened last.
 */
export const recordMember: Decide<'record-member'> = ({ wish, asking }, { state, lookups }) => {
  const { who, joined, invitedBy } = wish;
  const key = memberKey(state.number, who.id);
  const known = lookups.keys.get(key) as MemberRow | undefined;
  if (known?.at === asking.at && known.in === joined) {
    return NOTHING;
  }
  const first = known === undefined ? { first: true } : {};
  const made = joined
    ? fact(lookups, 'member-joined', { who, ...(invitedBy ? { invitedBy } : {}), ...first }, null)
    : fact(lookups, 'member-left', { who, ...first }, null);
  const row: MemberRow = { in: joined, at: asking.at };
  const newer = known === undefined || known.at <= asking.at;
  return decided([made], { keys: newer ? [{ op: 'set', key, value: row }] : [] });
};
