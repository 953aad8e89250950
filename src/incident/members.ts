// Who joins and leaves the incident's channel.
import { type Decide, decided, fact } from './decision.ts';
import { memberKey } from './keys.ts';

/** Each joining and leaving is on the record; people are counted once, whichever of the two is told first. */
export const recordMember: Decide<'record-member'> = ({ wish }, { state, lookups }) => {
  const { who, joined, invitedBy } = wish;
  const key = memberKey(state.number, who.id);
  const first = lookups.keys.has(key) ? {} : { first: true };
  const made = joined
    ? fact(lookups, 'member-joined', { who, ...(invitedBy ? { invitedBy } : {}), ...first }, null)
    : fact(lookups, 'member-left', { who, ...first }, null);
  return decided([made], { keys: first.first ? [{ op: 'set', key, value: { who: who.id } }] : [] });
};
