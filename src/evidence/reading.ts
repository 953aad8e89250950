// What a message says, sentence by sentence: which meanings it carries, how much they weigh, and which sentences to quote.
import { isQuestion } from './chatter.ts';
import { headedBy } from './labels.ts';
import type { Meaning } from './meaning.ts';
import { CHANGE_LINK, contentWords, type ReadSentence, readSentence } from './read-sentence.ts';
import { type Sentence, sentencesOf } from './sentences.ts';

export type Reading = { sentences: readonly ReadSentence[]; meanings: readonly Meaning[]; weight: number };

/** A message of at least this weight is a candidate for the timeline of key entries. */
export const KEY_WEIGHT = 3;
/** From here on it may fill rows that nothing better claims. */
export const FILLING_WEIGHT = 2.1;

/** A question sent in several lines (`is it this` / `or that?`) is one question. */
function asked(sentences: readonly Sentence[]): Sentence[] {
  const read: Sentence[] = [];
  for (const sentence of sentences) {
    const before = read.at(-1);
    const goesOn = /^(?:and|or|but) /i.test(sentence.text) && isQuestion(sentence.text);
    if (goesOn && before !== undefined && !before.fence && !/[.!?:]$/.test(before.text)) {
      read[read.length - 1] = { text: `${before.text}\n${sentence.text}`, fence: false };
    } else {
      read.push(sentence);
    }
  }
  return read;
}

/** Of a sentence: what is longer was not written to be read, and is quoted from its start. */
const LONGEST_READ = 1_500;
const readable = ({ text, fence }: Sentence) => (fence ? text : text.slice(0, LONGEST_READ));

/**
 * Reads a message's plain text. `english` false: links to changes and pasted blocks count, phrases do not. `here`: the incident is one
 * of staging itself.
 */
export function readMessage(text: string, english: boolean, here = false): Reading {
  const spoken = asked(sentencesOf(text));
  const heads = headedBy(spoken.map((sentence) => (sentence.fence ? '' : readable(sentence))));
  const sentences = spoken.map((sentence, index) =>
    readSentence({ ...sentence, text: readable(sentence) }, english, here, heads[index]),
  );
  return readingOf(sentences);
}

/** What a message says, from what its sentences say. */
export function readingOf(sentences: readonly ReadSentence[]): Reading {
  const byWeight = [...sentences].sort((a, b) => b.weight - a.weight);
  const strong = byWeight.filter((sentence) => sentence.weight >= KEY_WEIGHT);
  const meanings = [
    ...new Set((strong.length > 0 ? strong : byWeight).flatMap((sentence) => sentence.meanings)),
  ];
  const extra = Math.min(Math.max(strong.length - 1, 0), 2) * 0.3;
  return { sentences, meanings, weight: (byWeight[0]?.weight ?? 0) + extra };
}

/** V8 compiles a pattern twice: for an interpreter, then to machine code; at once to machine code where the first text is this long. */
const LONG_TEXT = 'w '.repeat(600);

/** Whoever reads thousands of messages begins with it: each of our patterns then costs half as much to compile (0.1 s of a draft, measured). */
export function compilePatterns(): void {
  readMessage(LONG_TEXT, true);
}

/** At most this many characters of a message are quoted in a row; longer ones are cut at a word. */
const LONGEST_QUOTE = 360;

/** Cut at a word, with an ellipsis that is not the author's: `[…]`. */
export function shortened(text: string, limit = LONGEST_QUOTE): string {
  if (text.length <= limit) {
    return text;
  }
  const cut = text.slice(0, limit);
  const end = cut.search(/\s\S*$/);
  return `${cut.slice(0, end > limit / 2 ? end : limit).trimEnd()} […]`;
}

/** A statement of some length, in its author's words. */
function isStatement({ smallTalk, fence, question, joke, text }: ReadSentence): boolean {
  return !smallTalk && !fence && !question && !joke && contentWords(text) >= 3;
}

function chosenForQuote(reading: Reading): readonly ReadSentence[] {
  const best = Math.max(0, ...reading.sentences.map((sentence) => sentence.weight));
  const floor = Math.max(0.1, Math.min(2.3, best));
  const heavy = reading.sentences.filter((sentence) => sentence.weight >= floor);
  if (heavy.length > 0 && heavy.every(({ text }) => CHANGE_LINK.test(text) && !/\s/.test(text))) {
    // A bare link says nothing to a reader: what its author says about it comes along.
    return reading.sentences.filter((sentence) => heavy.includes(sentence) || isStatement(sentence));
  }
  return heavy.length > 0 ? heavy : reading.sentences.filter((sentence) => !sentence.smallTalk);
}

/**
 * The sentences of a message that carry its meaning, verbatim and in their order, a line each as their author sent them; what was
 * left out between them shows as `[…]`. Sentences of one line stay on one. A message without any such sentence is quoted from its start.
 */
export function quoteOf(reading: Reading): string {
  return quoteSentences(reading, chosenForQuote(reading));
}

/** Every sentence of a message that is not small talk or pasted text: for what is pinned or written for the record. */
export function wholeQuoteOf(reading: Reading): string {
  const whole = reading.sentences.filter(({ fence }) => !fence);
  return quoteSentences(reading, whole.length > 0 ? whole : reading.sentences);
}

/** These of its sentences, verbatim and in their order. */
export function quoteSentences(reading: Reading, chosen: readonly ReadSentence[]): string {
  let quote = '';
  let last = -1;
  for (const sentence of chosen) {
    const index = reading.sentences.indexOf(sentence);
    const skipped =
      last >= 0 && reading.sentences.slice(last + 1, index).some((between) => !between.smallTalk);
    const words = sentence.fence ? sentence.text.replace(/^```\n?|\n?```$/g, '') : sentence.text;
    const next =
      quote === '' ? words : `${quote}${skipped ? ' […]' : ''}${sentence.runsOn ? ' ' : '\n'}${words}`;
    if (quote !== '' && next.length > LONGEST_QUOTE) {
      return `${quote} […]`;
    }
    quote = next;
    last = index;
  }
  return shortened(quote);
}
