// From candidates to rows: the best of them, spread over the day, within the limits.
import type { Entry } from '../incident/entry.ts';
import { isChat } from './chat.ts';
import { KEY_RANK, NEVER_LEFT_OUT, type Ranked } from './rank.ts';
import type { Reading } from './reading.ts';

type Limits = {
  maxRows: number;
  messages: readonly Entry[];
  readings: ReadonlyMap<string, Reading>;
  /** Messages that the review cites besides its rows. */
  alsoCited: number;
};

/** A second statement of a kind within this counts less than the first. */
const BURST_MS = 10 * 60_000;
/** What each earlier statement of that kind nearby costs. */
const BURST_COST = 1.5;
/** What is stated this clearly is kept, however much of it there is (as far as there are rows). */
const CLEARLY_STATED = KEY_RANK + 5;
/** In a chat (a short one keeps every statement of note), messages that state less clearly are kept up to this share of all; questions left open count in. */
const SHARE_OF_A_CHAT = 0.5;
const SHARE_OF_A_SHORT_CHAT = 0.6;
/** Up to this many messages a chat is short: less of it can be spared. */
const SHORT_CHAT = 30;
/** The best of each stretch of time are weighed against each other: this many stretches, this many of each. */
const STRETCHES = 40;
const OF_EACH_STRETCH = 10;
/** However short the chat, this many messages may stay. */
const ALWAYS_ALLOWED = 6;
/** However much is pinned, the other rows are for what is not: changes of status, a cause, the all-clear. */
const SHARE_OF_PINS = 0.7;

function nearby(one: Ranked, chosen: readonly Ranked[], within: number): number {
  return chosen.filter(
    (other) =>
      other.meanings[0] === one.meanings[0] &&
      other.entry.kind === one.entry.kind &&
      Math.abs(other.entry.at - one.entry.at) < within,
  ).length;
}

type Span = { from: number; ms: number };

function spanOf(candidates: readonly Ranked[]): Span {
  const times = candidates.map((one) => one.entry.at);
  const from = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return { from, ms: times.reduce((a, b) => Math.max(a, b), from) - from };
}

/** The best of each stretch of the span, so that no part of a long day is left without candidates. */
function shortlist(sorted: readonly Ranked[], span: Span): Ranked[] {
  const counts = new Map<number, number>();
  return sorted.filter((one) => {
    const stretch = Math.floor(((one.entry.at - span.from) / (span.ms + 1)) * STRETCHES);
    const count = (counts.get(stretch) ?? 0) + 1;
    counts.set(stretch, count);
    return count <= OF_EACH_STRETCH;
  });
}

function messagesAllowed({ maxRows, messages, readings, alsoCited }: Limits): number {
  const share = messages.length > SHORT_CHAT ? SHARE_OF_A_CHAT : SHARE_OF_A_SHORT_CHAT;
  const chat = isChat(messages, readings);
  const allowed = Math.max(ALWAYS_ALLOWED, Math.floor(messages.length * share) - alsoCited);
  return chat ? Math.min(maxRows, allowed) : maxRows;
}

/** So many of them, from the whole of the day: nothing is cut from its end. */
const spread = (inOrder: readonly Ranked[], most: number): readonly Ranked[] =>
  inOrder.filter((_, index) => {
    const upTo = (count: number) => Math.floor((count * Math.min(most, inOrder.length)) / inOrder.length);
    return upTo(index + 1) > upTo(index);
  });

/** Of more pins than there is room for, those that are left: where some state something of note, these are kept first. */
function pinsLeftOver(candidates: readonly Ranked[], maxRows: number): ReadonlySet<Ranked> {
  const pins = candidates.filter(({ entry }) => entry.pinned !== undefined);
  const most = Math.floor(maxRows * SHARE_OF_PINS);
  if (pins.length <= most) {
    return new Set();
  }
  const inOrder = pins.toSorted((a, b) => a.entry.at - b.entry.at);
  const telling = spread(
    inOrder.filter(({ meanings }) => meanings.length > 0),
    most,
  );
  const others = spread(
    inOrder.filter(({ meanings }) => meanings.length === 0),
    most - telling.length,
  );
  const kept = new Set([...telling, ...others]);
  return new Set(pins.filter((pin) => !kept.has(pin)));
}

/** The rows, in no order. What is never left out comes first; the rest is taken one by one, the best at each turn. */
export function chooseRows(candidates: readonly Ranked[], limits: Limits): Ranked[] {
  const sorted = [...candidates].sort((a, b) => b.rank - a.rank || a.entry.at - b.entry.at);
  const leftOver = pinsLeftOver(sorted, limits.maxRows);
  const chosen = sorted
    .filter((one) => one.rank >= NEVER_LEFT_OUT && !leftOver.has(one))
    .slice(0, limits.maxRows);
  const allowed = messagesAllowed(limits);
  const clear = limits.messages.length > SHORT_CHAT ? CLEARLY_STATED : KEY_RANK;
  let said = chosen.filter((one) => one.entry.kind === 'message').length;
  const span = spanOf(sorted);
  const near = Math.max(BURST_MS, span.ms / STRETCHES);
  let rest = shortlist(sorted, span).filter((one) => !chosen.includes(one) && !leftOver.has(one));
  while (chosen.length < limits.maxRows && rest.length > 0) {
    const costs = rest.map((one) => one.rank - BURST_COST * nearby(one, chosen, near));
    const best = rest[costs.indexOf(Math.max(...costs))]!;
    rest = rest.filter((one) => one !== best);
    if (best.entry.kind !== 'message') {
      chosen.push(best);
    } else if (said < allowed || best.rank >= clear) {
      said += 1;
      chosen.push(best);
    }
  }
  return [...chosen, ...[...leftOver].slice(0, limits.maxRows - chosen.length)];
}
