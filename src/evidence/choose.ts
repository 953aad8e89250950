// From candidates to rows: the best of them, spread over the day, within the limits.
import type { Entry } from '../incident/entry.ts';
import { isChat } from './chat.ts';
import { NEVER_LEFT_OUT, type Ranked } from './rank.ts';
import type { Reading } from './reading.ts';

type Limits = {
  maxRows: number;
  messages: readonly Entry[];
  readings: ReadonlyMap<string, Reading>;
};

/** A second statement of a kind within this counts less than the first. */
const BURST_MS = 10 * 60_000;
/** What each earlier statement of that kind nearby costs. */
const BURST_COST = 1.5;
/** In a chat at most this share of the messages is key; with the questions left open that stays under a half. */
const SHARE_OF_A_CHAT = 0.45;
/** A channel this short is shown as it is. */
const SHORT_CHANNEL = 10;
/** Candidates that are weighed against each other, as a multiple of the rows there are. */
const SHORTLIST = 12;

function nearby(one: Ranked, chosen: readonly Ranked[]): number {
  return chosen.filter(
    (other) =>
      other.meanings[0] === one.meanings[0] &&
      other.entry.kind === one.entry.kind &&
      Math.abs(other.entry.at - one.entry.at) < BURST_MS,
  ).length;
}

function messagesAllowed({ maxRows, messages, readings }: Limits): number {
  const chat = messages.length > SHORT_CHANNEL && isChat(messages, readings);
  return chat ? Math.min(maxRows, Math.floor(messages.length * SHARE_OF_A_CHAT)) : maxRows;
}

/** The rows, in no order. What is never left out comes first; the rest is taken one by one, the best at each turn. */
export function chooseRows(candidates: readonly Ranked[], limits: Limits): Ranked[] {
  const sorted = [...candidates].sort((a, b) => b.rank - a.rank || a.entry.at - b.entry.at);
  const chosen = sorted.filter((one) => one.rank >= NEVER_LEFT_OUT).slice(0, limits.maxRows);
  const allowed = messagesAllowed(limits);
  let said = chosen.filter((one) => one.entry.kind === 'message').length;
  let rest = sorted.filter((one) => !chosen.includes(one)).slice(0, limits.maxRows * SHORTLIST);
  while (chosen.length < limits.maxRows && rest.length > 0) {
    const costs = rest.map((one) => one.rank - BURST_COST * nearby(one, chosen));
    const best = rest[costs.indexOf(Math.max(...costs))]!;
    rest = rest.filter((one) => one !== best);
    if (best.entry.kind !== 'message') {
      chosen.push(best);
    } else if (said < allowed) {
      said += 1;
      chosen.push(best);
    }
  }
  return chosen;
}
