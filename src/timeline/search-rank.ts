// Which of the documents that were found says most of what was asked, and the part of it to show.
import { joinSegments, type Term, wordsWithin } from './search-words.ts';

export type Found = { stream: string; id: string; text: string };

/** A document with the words that were asked for: where they stand, and how much they tell. */
export type Weighed = Found & { rank: number; hits: readonly Hit[]; words: readonly Word[] };

type Word = { word: string; at: number; end: number };
/** `index`: of the word; `term`: of those asked for. */
type Hit = { index: number; term: number; whole: boolean };

/** Okapi BM25's own constants: how soon more of the same tells nothing new, and how much length counts. */
const SATURATION = 1.2;
const LENGTH = 0.75;
const USUAL_LENGTH = 12;
/** A longer word that begins so tells less. */
const BEGINNING = 0.6;
/** What a stream is about says more than what was said in it. */
const HEADLINE = 1.5;
/** A summary is long, and is not worse for that. */
const LONGEST_HEADLINE = 2 * USUAL_LENGTH;
/** Of two that say the same the newer one, and no more than that. */
const NEWNESS = 0.05;

/** A term of several words asks for each of them here; that they follow each other has been seen to. */
function asked(terms: readonly Term[]): { word: string; begins: boolean; term: number }[] {
  return terms.flatMap(({ text, begins }, term) =>
    wordsWithin(text).map(({ word }, index, all) => ({
      word,
      term,
      begins: begins && index === all.length - 1,
    })),
  );
}

function weigh(found: Found, wanted: ReturnType<typeof asked>, age: number, headline: boolean): Weighed {
  const words = wordsWithin(found.text);
  const hits: Hit[] = [];
  const told = new Map<number, number>();
  for (const [index, { word }] of words.entries()) {
    const match = wanted.find((one) => one.word === word || (one.begins && word.startsWith(one.word)));
    if (match) {
      const whole = match.word === word;
      hits.push({ index, term: match.term, whole });
      told.set(match.term, (told.get(match.term) ?? 0) + (whole ? 1 : BEGINNING));
    }
  }
  const length = headline ? Math.min(words.length, LONGEST_HEADLINE) : words.length;
  const long = SATURATION * (1 - LENGTH + LENGTH * (length / USUAL_LENGTH));
  const score = [...told.values()].reduce(
    (sum, times) => sum + (times * (SATURATION + 1)) / (times + long),
    0,
  );
  return { ...found, words, hits, rank: -((headline ? HEADLINE : 1) * score + NEWNESS * (1 - age)) };
}

/** The best of them first; both lists are newest first. */
export function best(
  found: readonly Found[],
  terms: readonly Term[],
  limit: number,
  headlines: readonly Found[] = [],
): Weighed[] {
  const wanted = asked(terms);
  const weighed = (all: readonly Found[], headline: boolean) =>
    all.map((one, index) => weigh(one, wanted, index / all.length, headline));
  return [...weighed(headlines, true), ...weighed(found, false)]
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit);
}

/** Words of a snippet. */
const SNIPPET_WORDS = 24;

/** Where the most different words of those asked for stand close together; some words before them belong to it. */
function beginning({ hits, words }: Weighed): number {
  const starts = hits.map(({ index }) => index);
  const richest = Math.max(0, ...starts.map((start) => termsFrom(hits, start)));
  const first = starts.find((start) => termsFrom(hits, start) === richest) ?? 0;
  const before = Math.max(0, first - SNIPPET_WORDS / 4);
  return Math.max(0, Math.min(before, words.length - SNIPPET_WORDS));
}

const termsFrom = (hits: readonly Hit[], start: number) =>
  new Set(hits.filter(({ index }) => index >= start && index < start + SNIPPET_WORDS).map(({ term }) => term))
    .size;

/** The part around the words, which are marked with « and »; an ellipsis where something is left out. */
export function snippetOf(found: Weighed): string {
  const { text, hits, words } = found;
  const start = beginning(found);
  const end = Math.min(words.length, start + SNIPPET_WORDS);
  const marked = new Set(hits.map(({ index }) => index));
  const from = start === 0 ? 0 : (words[start]?.at ?? 0);
  const until = end === words.length ? text.length : (words[end - 1]?.end ?? text.length);
  let at = from;
  let shown = '';
  for (let index = start; index < end; index += 1) {
    const word = words[index];
    if (word && marked.has(index)) {
      shown += `${text.slice(at, word.at)}«${text.slice(word.at, word.end)}»`;
      at = word.end;
    }
  }
  const whole = joinSegments(shown + text.slice(at, until)).trim();
  return `${start === 0 ? '' : '…'}${whole}${end === words.length ? '' : '…'}`;
}
