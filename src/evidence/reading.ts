// What a message says, sentence by sentence: which meanings it carries, how much they weigh, and which sentences to quote.
import { hasLaughter, isJoke, isQuestion, isSmallTalk, withoutDecoration } from './chatter.ts';
import type { Meaning } from './meaning.ts';
import { phrases } from './phrases.ts';
import { RULES_OF_CAUSES } from './rules-of-causes.ts';
import { RULES_OF_IMPACT } from './rules-of-impact.ts';
import { RULES_OF_LESSONS } from './rules-of-lessons.ts';
import { RULES_OF_STATE } from './rules-of-state.ts';
import { RULES_OF_WORK } from './rules-of-work.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { SYSTEM_NOUN } from './system-nouns.ts';

export type ReadSentence = Sentence & {
  meanings: readonly Meaning[];
  /** 0 for what says nothing of use; 3 and more for what belongs in a review. */
  weight: number;
  question: boolean;
  smallTalk: boolean;
  /** Said in jest, or with laughter: never quoted as a cause. */
  joke: boolean;
};

export type Reading = { sentences: readonly ReadSentence[]; meanings: readonly Meaning[]; weight: number };

/** A message of at least this weight is a candidate for the timeline of key entries. */
export const KEY_WEIGHT = 3;
/** From here on it may fill rows that nothing better claims. */
export const FILLING_WEIGHT = 2.1;

/** A link to a change: a pull or merge request, a commit, a comparison, a release, a pipeline's run. */
const CHANGE_LINK =
  /https?:\/\/\S+\/(?:pull|pulls|merge_requests|commit|commits|compare|releases|changes|pipelines|actions\/runs)\/\S/;
const SPECIFIC =
  /\d|`[^`]+`|https?:\/\/|\b[A-Z]{2,}[A-Z_]{2,}\b|[\w-]+\.[a-z]{2,}\b|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|\b(?:both|all|half|most|only|every|each|two|three|four|five|six|seven|eight|nine|ten)\b/;
/** A figure with its unit, code, or a name of a system as machines write it. */
const FIGURES = /\d+ ?(?:%|ms|s\b|[kmgt]i?b\b)|`[^`]+`|\b[\w-]+\.[a-z]{2,}\.[a-z]{2,}\b|\b[45]\d\d\b/i;
const SUPPOSING = /^(?:and |but |so )?(?:if|as long as|imagine|suppose|even if)\b/i;
const TO_YOU = phrases(
  "(you|they) (can|could|should|need|have to|don't|do|might|would|will)",
  "shouldn't have",
  'rope me',
  'happy to',
  'should not (see|be)',
);
const MARKS_TIME = phrases('i thought', 'reminds me', 'last time', 'years? ago', 'wish', 'wanted to');
const SHORT_IS_ENOUGH: readonly Meaning[] = ['all-clear', 'action'];

function contentWords(text: string): number {
  return withoutDecoration(text).match(/[\p{L}\p{N}]{3,}/gu)?.length ?? 0;
}

const ALL_RULES = [
  ...RULES_OF_STATE,
  ...RULES_OF_CAUSES,
  ...RULES_OF_WORK,
  ...RULES_OF_IMPACT,
  ...RULES_OF_LESSONS,
];

function hitsOf(text: string): Map<Meaning, number> {
  const hits = new Map<Meaning, number>();
  for (const rule of ALL_RULES) {
    if (rule.weight > (hits.get(rule.meaning) ?? 0) && rule.any.test(text) && !rule.unless?.test(text)) {
      hits.set(rule.meaning, rule.weight);
    }
  }
  if (CHANGE_LINK.test(text)) {
    hits.set('change', 4);
  }
  const things = new Set((text.match(SYSTEM_NOUN) ?? []).map((noun) => noun.toLowerCase())).size;
  if (things > 0 && !hits.has('finding') && contentWords(text) >= 3) {
    hits.set('finding', things > 1 ? 3 : 2.6);
  }
  return hits;
}

/** What laughter takes away, and the most that a sentence in jest weighs. */
const LAUGHTER_COSTS = 0.8;
export const JEST = 1.5;

/** What speaks for and against a sentence besides the meanings it carries. */
function adjustment(text: string, meanings: readonly Meaning[]): number {
  const short = contentWords(text) < 3 && !CHANGE_LINK.test(text);
  return (
    (SPECIFIC.test(text) ? 0.5 : 0) +
    Math.min(Math.max(meanings.length - 1, 0), 3) * 0.3 -
    (short ? (meanings.some((meaning) => SHORT_IS_ENOUGH.includes(meaning)) ? 0.1 : 1.5) : 0) -
    (SUPPOSING.test(text) ? 1.5 : 0) -
    (TO_YOU.test(text) ? 1.5 : 0) -
    (MARKS_TIME.test(text) ? 1 : 0)
  );
}

/** A statement in words that no table knows still says something: the longer, the more, up to just under a key entry. */
function substanceOf(text: string): number {
  return 1.2 + Math.min(Math.max(contentWords(text) - 2, 0), 5) * 0.2;
}

/** Where words are not read: a link to a change, a pasted block, figures and code. */
function readStructure(
  text: string,
  fence: boolean,
  smallTalk: boolean,
): Pick<ReadSentence, 'meanings' | 'weight'> {
  if (fence) {
    return { meanings: [], weight: 1 };
  }
  return CHANGE_LINK.test(text)
    ? { meanings: ['change'], weight: 3.5 }
    : { meanings: [], weight: !smallTalk && FIGURES.test(text) ? 3 : 0 };
}

function readSentence(sentence: Sentence, english: boolean): ReadSentence {
  const { text, fence } = sentence;
  const smallTalk = !fence && isSmallTalk(text);
  const jest = !fence && isJoke(text);
  const joke = jest || (!fence && hasLaughter(text));
  const question = !fence && isQuestion(text);
  const plain = { ...sentence, smallTalk, joke, question };
  if (fence || smallTalk || !english) {
    return { ...plain, ...readStructure(text, fence, smallTalk) };
  }
  const found = hitsOf(text);
  // Words that are addressed to the record claim nothing of the incident.
  const order = found.get('instruction');
  const hits = order === undefined ? found : new Map<Meaning, number>([['instruction', order]]);
  const meanings = [...hits.keys()].sort((a, b) => (hits.get(b) ?? 0) - (hits.get(a) ?? 0));
  if (question) {
    const asks = meanings.filter((meaning) => meaning === 'report');
    return { ...plain, meanings: asks, weight: asks.length > 0 ? 3.2 : 0 };
  }
  const top = meanings.length === 0 ? substanceOf(text) : Math.max(...hits.values());
  const weight = Math.max(0, top + adjustment(text, meanings) - (joke ? LAUGHTER_COSTS : 0));
  return { ...plain, meanings, weight: jest ? Math.min(weight, JEST) : weight };
}

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

/** Reads a message's plain text. `english` false: links to changes and pasted blocks count, phrases do not. */
export function readMessage(text: string, english: boolean): Reading {
  const sentences = asked(sentencesOf(text)).map((sentence) => readSentence(sentence, english));
  const byWeight = [...sentences].sort((a, b) => b.weight - a.weight);
  const strong = byWeight.filter((sentence) => sentence.weight >= KEY_WEIGHT);
  const meanings = [
    ...new Set((strong.length > 0 ? strong : byWeight).flatMap((sentence) => sentence.meanings)),
  ];
  const extra = Math.min(Math.max(strong.length - 1, 0), 2) * 0.3;
  return { sentences, meanings, weight: (byWeight[0]?.weight ?? 0) + extra };
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
