// Whose turn it is in a rotation at an instant, and whose next. Counted by the clock on the wall, so a change of clocks moves no handover.
import { DateTime } from 'luxon';
import type { Shift, Who } from './port.ts';
import { type Handover, type Layer, type Override, type Rotation, weekdayOf } from './rotations.ts';

type Instant = number;
/** Half open: at `to` it is the next one's turn. */
type Turn = { who: Who; from: Instant; to: Instant };
type Span = { who: Who; from: Instant; to: Instant };

const daysOf = (layer: Layer) => (layer.shift === 'weekly' ? 7 : 1);

/** The first handover on or after the layer's first day. */
function firstHandover({ from, handover }: Layer, zone: string): DateTime {
  const day = DateTime.fromISO(from, { zone });
  const ahead = handover.day === undefined ? 0 : (weekdayOf(handover.day) - day.weekday + 7) % 7;
  return at(day.plus({ days: ahead }), handover);
}

/** On this day at the time of handover; where the clocks skip that time, as much later as they skip. */
const at = (day: DateTime, { hour, minute }: Handover) => day.startOf('day').set({ hour, minute });

/** The `n`th handover, which may lie before the first one. */
function handoverAt(layer: Layer, zone: string, n: number): Instant {
  return at(firstHandover(layer, zone).plus({ days: n * daysOf(layer) }), layer.handover).toMillis();
}

/** The turn of the layer's own order, without anybody standing in. */
function regularTurn(layer: Layer, zone: string, instant: Instant): Turn {
  const first = firstHandover(layer, zone).startOf('day');
  const day = DateTime.fromMillis(instant, { zone }).startOf('day');
  let n = Math.floor(Math.round(day.diff(first, 'days').days) / daysOf(layer));
  if (handoverAt(layer, zone, n) > instant) {
    n -= 1;
  }
  const { people } = layer;
  const who = people[((n % people.length) + people.length) % people.length] as Who;
  return { who, from: handoverAt(layer, zone, n), to: handoverAt(layer, zone, n + 1) };
}

function spansOf(overrides: readonly Override[], layer: number, zone: string): Span[] {
  const instant = (local: string) => DateTime.fromISO(local, { zone }).toMillis();
  return overrides
    .filter((override) => override.layer === layer)
    .map(({ who, from, to }) => ({ who, from: instant(from), to: instant(to) }));
}

/** Whoever stands in goes before the order; of several, the one written last. */
function turnOf(layer: Layer, spans: readonly Span[], zone: string, instant: Instant): Turn {
  const covers = (span: Span) => span.from <= instant && instant < span.to;
  const standing = spans.findLast(covers);
  const base = standing ?? regularTurn(layer, zone, instant);
  const above = spans.slice(standing ? spans.indexOf(standing) + 1 : 0);
  const edges = above.flatMap(({ from, to }) => [from, to]);
  return {
    who: base.who,
    from: Math.max(base.from, ...edges.filter((edge) => edge <= instant)),
    to: Math.min(base.to, ...edges.filter((edge) => edge > instant)),
  };
}

const nameOf = ({ slackId, email, name }: Who) => slackId ?? email ?? name;
const same = (one: Who, other: Who) => nameOf(one) === nameOf(other);

/** Adjoining turns of one person are one turn; a year of them is enough to say so. */
const MOST_TURNS = 400;

function wholeTurn(layer: Layer, spans: readonly Span[], zone: string, instant: Instant): Turn {
  const alone = layer.people.every((who) => same(who, layer.people[0] as Who)) && spans.length === 0;
  const turn = turnOf(layer, spans, zone, instant);
  if (alone) {
    return turn;
  }
  let { from, to } = turn;
  for (let n = 0; n < MOST_TURNS; n += 1) {
    const after = turnOf(layer, spans, zone, to);
    if (!same(after.who, turn.who)) {
      break;
    }
    to = after.to;
  }
  for (let n = 0; n < MOST_TURNS; n += 1) {
    const before = turnOf(layer, spans, zone, from - 1);
    if (!same(before.who, turn.who)) {
      break;
    }
    from = before.from;
  }
  return { who: turn.who, from, to };
}

/** Each person once, at their most urgent level. */
function once(shifts: readonly Shift[]): Shift[] {
  return shifts.filter(({ who }, index) => shifts.findIndex((shift) => same(shift.who, who)) === index);
}

/** Everybody on call at the instant: one for each layer, the first layer at level 1. `zone`: where the rotation names none. */
export function onCallAt(rotation: Rotation, instant: Instant, zone: string): Shift[] {
  const local = rotation.zone ?? zone;
  return once(
    rotation.layers.map((layer, index) => ({
      ...wholeTurn(layer, spansOf(rotation.overrides, index, local), local, instant),
      level: index + 1,
    })),
  );
}

/** Somebody else's next turn on each layer; layers that never change hands are left out. */
export function nextOnCall(rotation: Rotation, instant: Instant, zone: string): Shift[] {
  const local = rotation.zone ?? zone;
  return rotation.layers.flatMap((layer, index) => {
    const spans = spansOf(rotation.overrides, index, local);
    const now = wholeTurn(layer, spans, local, instant);
    const then = wholeTurn(layer, spans, local, now.to);
    return same(now.who, then.who) ? [] : [{ ...then, level: index + 1 }];
  });
}
