// What others confirm: `that explains it`, `this is our root cause then`. Such words say nothing themselves; what stands before them does.

import type { Entry } from '../incident/entry.ts';
import type { Meaning } from './meaning.ts';
import { wordPattern } from './phrases.ts';
import { contentWords, type ReadSentence } from './read-sentence.ts';
import type { Reading } from './reading.ts';

/** Whole sentences that point at what was said before. */
const POINTS_BACK = wordPattern(
  String.raw`^(?:(?:yes|yep|yup|yeah|exactly|bingo|confirmed|ok|okay|well|and|so|oh|ah|aha|ha|right|nice|i think|pretty sure)[\s,.!–-]+)*(?:that|this|it)(?:['’]s| is| was| has to be| must be| would be| looks like)?,? ?(?:then )?(?<hedge>(?:most )?(?:likely|probably|maybe|perhaps|possibly) )?(?:definitely |clearly |exactly )?(?:it|the one|(?:the|our) (?:root[ -]?)?(?:cause|culprit|trigger|problem|reason|smoking gun)|(?:would |could |might )?explains? (?:it|that|this|everything|a lot|the \p{L}+(?: \p{L}+)?))(?: (?:then|now|indeed|all|for sure|i think))?[\s.!]*$`,
);

const WITHIN_MS = 10 * 60_000;
const AT_MOST_BACK = 6;
/** A statement of so many words can stand for itself. */
const WORDS = 4;
const NAMES_SOMETHING: readonly Meaning[] = ['finding', 'change', 'cause', 'suspicion'];
/** What is ruled out or over is no cause, nor is the trouble itself. */
const RULES_OUT: readonly Meaning[] = ['withdrawal', 'all-clear', 'impact', 'report'];

export function pointsBack({ text, question }: ReadSentence): boolean {
  return !question && POINTS_BACK.test(text);
}

const isLikely = ({ text }: ReadSentence) =>
  POINTS_BACK.exec(text)?.groups?.hedge !== undefined ||
  /\b(?:would explain|could|might|i think)\b/i.test(text);

function names(sentence: ReadSentence): boolean {
  const { question, smallTalk, joke, fence, text, meanings } = sentence;
  return (
    ![question, smallTalk, joke, fence].includes(true) &&
    !pointsBack(sentence) &&
    contentWords(text) >= WORDS &&
    meanings.some((one) => NAMES_SOMETHING.includes(one)) &&
    !meanings.some((one) => RULES_OUT.includes(one))
  );
}

export type Confirmation = 'sure' | 'likely';

/** Which messages others, or their authors, confirm right afterwards. `messages` in order of time; a thread is a talk of its own. */
export function confirmedIn(
  messages: readonly Entry[],
  readings: ReadonlyMap<string, Reading>,
): Map<string, Confirmation> {
  const confirmed = new Map<string, Confirmation>();
  messages.forEach((entry, index) => {
    // What comes after a statement of the same message points at that.
    const pointer = readings.get(entry.id)?.sentences.find(({ smallTalk }) => !smallTalk);
    if (pointer === undefined || !pointsBack(pointer) || entry.author.kind !== 'person' || entry.deleted) {
      return;
    }
    const before = messages
      .slice(Math.max(0, index - AT_MOST_BACK), index)
      .findLast(
        (one) =>
          one.thread === entry.thread &&
          entry.at - one.at <= WITHIN_MS &&
          one.author.kind === 'person' &&
          !one.deleted &&
          !one.redacted &&
          readings.get(one.id)?.sentences.some(names),
      );
    if (before !== undefined) {
      confirmed.set(before.id, isLikely(pointer) ? 'likely' : 'sure');
    }
  });
  return confirmed;
}

/** The sentences of a message that a confirmation of it means. */
export const confirmedSentences = ({ sentences }: Reading): readonly ReadSentence[] =>
  sentences.filter(names);
