// What people stated lately, read for whoever needs a short text now: the newest messages only, so that it costs the same in any channel.
import type { Entry } from '../incident/entry.ts';
import { languageOf } from './language.ts';
import { maskSecrets } from './mask.ts';
import type { Meaning } from './meaning.ts';
import { KEY_WEIGHT, type Reading, type ReadSentence, readMessage } from './reading.ts';

/** More is not read: reading takes about a tenth of a millisecond for each. */
const MOST_READ = 300;
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
    messages.map(({ id, text }) => [id, readMessage(text, languageOf(text) !== 'other')] as const),
  );
  return { messages, readings };
}

/** Words for a line: without secrets, on one line, not longer than one reads at a glance. */
export function lineOf(text: string): string {
  const line = maskSecrets(text).replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
}

const counts = ({ joke, question, smallTalk, fence, weight }: ReadSentence) =>
  !joke && !question && !smallTalk && !fence && weight >= KEY_WEIGHT;

/** Statements that mean one of these, first of all; the latest `most` of them, in order. A message gives one. */
export function statementsOf(
  { messages, readings }: Read,
  meanings: readonly Meaning[],
  most: number,
): Statement[] {
  const found = messages.flatMap((entry) => {
    const sentence = readings
      .get(entry.id)
      ?.sentences.find(
        (one) => counts(one) && one.meanings.slice(0, 2).some((each) => meanings.includes(each)),
      );
    return sentence ? [{ text: lineOf(sentence.text), entry }] : [];
  });
  return found.slice(-most);
}
