// Notes: what somebody writes straight into the timeline, for now or for an earlier time.
import { type Decide, one } from './decision.ts';
import { Refusal } from './refusal.ts';
import { SKEW } from './skew.ts';
import { timeWords } from './words.ts';

/** Longest text of a Slack message (Slack's docs, chat.postMessage: longer ones are cut at 40,000 characters). */
const NOTE_MAX = 40_000;

/** Keeps the writer's lines. A backdated note stands at the time it is about. */
export const addNote: Decide<'add-note'> = ({ wish, asking }, { state, lookups, policy }) => {
  const text = wish.text.trim();
  if (text === '') {
    throw new Refusal(
      `The note is empty. Write what happened: \`/${policy.command} note at 14:05 rolled back v42\`.`,
      'text',
    );
  }
  if (text.length > NOTE_MAX) {
    throw new Refusal(`The note is ${text.length} characters long; at most ${NOTE_MAX} fit.`, 'text');
  }
  const { happenedAt } = wish;
  if (happenedAt !== undefined && happenedAt > asking.at + SKEW) {
    throw new Refusal(
      `${timeWords(happenedAt, state.zone, asking.at)} is in the future. A note tells what has happened: give a past time.`,
      'at',
    );
  }
  return one(
    lookups,
    'note-added',
    { backdated: happenedAt !== undefined },
    { text },
    {
      search: text,
      ...(happenedAt === undefined ? {} : { occurredAt: happenedAt }),
    },
  );
};
