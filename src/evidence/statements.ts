// What people stated lately, read for whoever needs a short text now: the newest messages only, so that it costs the same in any channel.
import type { Entry } from '../incident/entry.ts';
import { stemmed } from './grounding/stems.ts';
import { languageOf } from './language.ts';
import { maskSecrets } from './mask.ts';
import type { Meaning } from './meaning.ts';
import type { ReadSentence } from './read-sentence.ts';
import { KEY_WEIGHT, type Reading, readMessage } from './reading.ts';

/** More is not read: whoever asks waits for it, and so does everybody else. */
const MOST_READ = 300;
const LETTERS_READ = 1_000;
const LONGEST = 220;

/** `texts` of entries are plain words here: mentions are names. */
export type Read = { messages: readonly Entry[]; readings: ReadonlyMap<string, Reading> };

export type Statement = { text: string; entry: Entry };

const isSpoken = ({ kind, author, deleted, redacted, text }: Entry) =>
  (kind === 'message' || kind === 'note' || kind === 'evidence') &&
  author.kind === 'person' &&
  !deleted &&
  !redacted &&
  text !== '';

/** Entries in order of time, as a reader sees them. */
export function readLately(entries: readonly Entry[]): Read {
  const messages = entries.filter(isSpoken).slice(-MOST_READ);
  const readings = new Map(
    messages.map(({ id, text }) => {
      const begin = text.slice(0, LETTERS_READ);
      return [id, readMessage(begin, languageOf(begin) !== 'other')] as const;
    }),
  );
  return { messages, readings };
}

/** Words for a line: without secrets, on one line, not longer than one reads at a glance. */
export function lineOf(text: string): string {
  const line = maskSecrets(text).replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
}

/** What should be, or should have been: no news of what is. */
const WISHED =
  /\b(?:should(?:n't)?|ought to|needs? (?:an?|to|more)|must|to-?do|next time|could use|let's|there (?:is|was|'s) no)\b/i;
/** What somebody is looking at was not done to anything. */
const LOOKING =
  /^(?:(?:i'm|we're|i am|we are|still) )?(?:seeing|getting|looking|checking|watching|wondering|hearing)\b/i;
const OUTCOME =
  /\b(?:did(?: not|n't) (?:help|work|change)|no (?:effect|change)|helped|worked|made it (?:worse|better))\b/i;

const isNews = ({ joke, question, smallTalk, fence, text }: ReadSentence) =>
  !joke && !question && !smallTalk && !fence && !WISHED.test(text);

type Wanted = (sentence: ReadSentence) => boolean;

/** Somebody did something, or said what came of it. Who leads is no attempt at anything. */
export const isDone: Wanted = (sentence) =>
  isNews(sentence) &&
  sentence.meanings[0] !== 'handover' &&
  !LOOKING.test(sentence.text) &&
  (OUTCOME.test(sentence.text) ||
    (sentence.weight >= KEY_WEIGHT &&
      sentence.meanings.some((one) => one === 'action' || one === 'all-clear')));

/** A statement of some weight that means one of these first of all. */
export const means =
  (meanings: readonly Meaning[], least = KEY_WEIGHT): Wanted =>
  (sentence) =>
    isNews(sentence) &&
    sentence.weight >= least &&
    sentence.meanings.slice(0, 2).some((each) => meanings.includes(each));

/** What fits, in order; a message gives one. */
export function statementsOf(
  { messages, readings }: Read,
  wanted: Wanted,
): (Statement & { weight: number })[] {
  return messages.flatMap((entry) => {
    const sentence = readings.get(entry.id)?.sentences.find(wanted);
    return sentence ? [{ text: lineOf(sentence.text), entry, weight: sentence.weight }] : [];
  });
}

/** The words of a text that say something, by their stems. */
export function contentStems(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}-]{2,}/gu) ?? [];
  return new Set(words.map(stemmed).flatMap(({ stem, glue }) => (glue ? [] : [stem])));
}
