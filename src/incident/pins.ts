// Pins: by emoji, by shortcut and Slack's own are equal; a message stays pinned while anyone's pin remains.
import type { Decision } from './commands.ts';
import { type Decide, decided, fact, NOTHING } from './decision.ts';
import type { MessageFacts } from './message-facts.ts';
import { countReply, keepRow, rowOf, tell, tellingOf } from './message-texts.ts';
import type { Actor, Instant, MessagePlace } from './values.ts';

type How = 'emoji' | 'shortcut' | 'slack';
type Act = { by: string; how: How; at: Instant };

const same = (act: { by: string; how: string }) => (other: { by: string; how: string }) =>
  act.by === other.by && act.how === other.how;

const without = <T extends { by: string; how: string }>(list: readonly T[] | undefined, act: Act): T[] =>
  (list ?? []).filter((other) => !same(act)(other));

/** A pin of that time or a later one is on record already, standing or taken back. */
function pinIsTold(row: MessageFacts, act: Act): boolean {
  const standing = row.pins.find(same(act));
  const before = row.unpins?.find(same(act))?.pinnedAt;
  return (
    (standing !== undefined && (standing.at ?? act.at) >= act.at) ||
    (before !== undefined && before >= act.at)
  );
}

/** The row after a pin. One that was taken back later, and is told too late, is remembered and does not stand. */
function afterPin(row: MessageFacts, act: Act): MessageFacts {
  const takenBack = row.unpins?.find(same(act));
  return takenBack && takenBack.at >= act.at
    ? { ...row, unpins: [...without(row.unpins, act), { ...takenBack, pinnedAt: act.at }] }
    : { ...row, pins: [...without(row.pins, act), act] };
}

/** The row after an unpin. A pin that was put there later stays. */
function afterUnpin(row: MessageFacts, act: Act): MessageFacts {
  const pinned = row.pins.find(same(act));
  const stays = pinned?.at !== undefined && pinned.at > act.at;
  const before = stays ? row.unpins?.find(same(act))?.pinnedAt : pinned?.at;
  const taken = { ...act, ...(before === undefined ? {} : { pinnedAt: before }) };
  return {
    ...row,
    pins: stays ? row.pins : without(row.pins, act),
    unpins: [...without(row.unpins, act), taken],
  };
}

/** Pins by bots do not count. The message comes along where the timeline may not have it. */
export const pin: Decide<'pin'> = ({ wish, asking }, { lookups }) => {
  if (asking.by.kind !== 'person') {
    return NOTHING;
  }
  const { place, how, message } = wish;
  const kept = rowOf(lookups, place);
  const told =
    message && !kept.posted
      ? tell(kept, tellingOf(message, asking.by, asking.at), lookups)
      : { row: kept, facts: [], search: [], posted: false };
  const act: Act = { by: asking.by.id, how, at: asking.at };
  const { search } = told;
  const replies = countReply(told, place, lookups);
  if (pinIsTold(told.row, act)) {
    return told.facts.length === 0
      ? NOTHING
      : decided(told.facts, { keys: [keepRow(place, told.row), ...replies], search });
  }
  const after = afterPin(told.row, act);
  const first = told.row.pins.length === 0 && after.pins.length > 0;
  const made = fact(lookups, 'message-pinned', pinData(place, asking.by, how, first ? { first } : {}), null);
  return decided([...told.facts, made], {
    keys: [keepRow(place, { ...after, event: after.event || made.id }), ...replies],
    search,
  });
};

export const unpin: Decide<'unpin'> = ({ wish, asking }, { lookups }): Decision => {
  const { place, how } = wish;
  const row = rowOf(lookups, place);
  const act: Act = { by: asking.by.id, how, at: asking.at };
  const known = row.unpins?.find(same(act));
  if (asking.by.kind !== 'person' || (known && known.at >= act.at)) {
    return NOTHING;
  }
  const after = afterUnpin(row, act);
  const last = row.pins.length > 0 && after.pins.length === 0;
  const made = fact(lookups, 'message-unpinned', pinData(place, asking.by, how, last ? { last } : {}), null);
  return decided([made], { keys: [keepRow(place, { ...after, event: after.event || made.id })] });
};

function pinData<T extends object>(place: MessagePlace, by: Actor, how: How, more: T) {
  return { place, by, how, ...more };
}
