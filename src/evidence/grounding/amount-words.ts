// The words around an amount: its unit, what is counted, and how it stands in the sentence.
import { type Read, wordAt } from './numbers.ts';
import type { Piece } from './pieces.ts';
import { stemmed } from './stems.ts';
import { mannerOf, numberWord, unitOf } from './units.ts';

/** The unit that stands at a piece, alone or behind what was glued to the number. */
export function unitAt(pieces: readonly Piece[], read: Read): { name: string; next: number } | undefined {
  if (read.unit !== '') {
    return unitOf(read.unit) === undefined ? undefined : { name: read.unit, next: read.next };
  }
  const dash = /^(?:-|more|further|additional|extra)$/.test(wordAt(pieces, read.next)) ? 1 : 0;
  const word = wordAt(pieces, read.next + dash);
  const rate = /^(?:requests?|req|queries|calls|events|messages)$/.test(word);
  if (
    rate &&
    /^(?:per|a)$/.test(wordAt(pieces, read.next + 1)) &&
    /^s(?:ec|econd)?$/.test(wordAt(pieces, read.next + 2))
  ) {
    return { name: 'rps', next: read.next + 3 };
  }
  if (word === 'per' && /^s(?:ec|econd)?$/.test(wordAt(pieces, read.next + 1))) {
    return { name: 'rps', next: read.next + 2 };
  }
  if (word === 'per' && wordAt(pieces, read.next + 1) === 'cent') {
    return { name: '%', next: read.next + 2 };
  }
  return unitOf(word) === undefined || word === 'c' ? undefined : { name: word, next: read.next + dash + 1 };
}

/** `11 of 14 done`: how far they are, and not what. */
const HOW_FAR = new Set(
  'done finished complete completed ok okay ready left remaining green up down running failed broken online'.split(
    ' ',
  ),
);
/** `41 in the users database`: what they are was said before. */
const WHERE = new Set('in on at from by to for with after before during since until'.split(' '));
const PERSONS = new Set(['people', 'persons', 'person']);

/** What is counted: the first word with a meaning of its own within the next few. */
export function nounAfter(pieces: readonly Piece[], from: number): string | undefined {
  for (let at = from; at < Math.min(from + 4, pieces.length); at += 1) {
    const piece = pieces[at];
    const another = piece?.kind === 'numeral' || numberWord(wordAt(pieces, at)) !== undefined;
    if (another && (wordAt(pieces, at - 1) === 'of' || wordAt(pieces, at - 2) === 'of')) {
      continue;
    }
    if (piece?.kind === 'mark' || another) {
      return undefined;
    }
    if (piece?.kind === 'word' && at === from && (HOW_FAR.has(piece.lower) || WHERE.has(piece.lower))) {
      return undefined;
    }
    if (piece?.kind === 'word' && (!stemmed(piece.lower).glue || PERSONS.has(piece.lower))) {
      return stemmed(piece.lower).stem;
    }
    if (piece?.kind === 'id') {
      return piece.lower;
    }
  }
  return undefined;
}

/** The words of meaning within the next few. */
export function nounsAfter(pieces: readonly Piece[], from: number): string[] {
  const next = pieces.slice(from, from + 5);
  const mark = next.findIndex(({ kind }) => kind === 'mark' || kind === 'numeral');
  return (mark < 0 ? next : next.slice(0, mark)).flatMap((piece) =>
    piece.kind === 'word' && !stemmed(piece.lower).glue ? [stemmed(piece.lower).stem] : [],
  );
}

const BESIDE = new Set(['by', 'to', 'from', 'at']);
/** `is 20, was 50` */
const THEN_AND_NOW: ReadonlyMap<string, string> = new Map([
  ['was', 'from'],
  ['were', 'from'],
  ['is', 'to'],
  ['are', 'to'],
  ['now', 'to'],
]);

export function besideOf(pieces: readonly Piece[], from: number): { beside?: string; mild?: boolean } {
  const before = [1, 2].map((back) => wordAt(pieces, from - back));
  const beside = before.find(
    (word, index) => BESIDE.has(word) && (index === 0 || mannerOf(before[0]) !== 'exact'),
  );
  const when = THEN_AND_NOW.get(before[0] ?? '');
  return beside === undefined ? (when === undefined ? {} : { beside: when, mild: true }) : { beside };
}

/** A sentence with these words may give what is so as a rule. */
const AS_RULE = new Set(
  'normal normally usual usually typical typically ordinary ordinarily regular regularly abnormal abnormally unusual unusually baseline average otherwise expected comparison compared should supposed target instead not rather'.split(
    ' ',
  ),
);
export const isAsRule = (word: string) => AS_RULE.has(word);
const BEFORE = 3;

/** `normally about 40`, `usual 2` */
export const asRuleAt = (pieces: readonly Piece[], from: number) => {
  for (let back = 1; back <= BEFORE; back += 1) {
    const word = wordAt(pieces, from - back);
    if (/^(?:(?:normal|usual|typical|ordinari)(?:ly)?|should|supposed|target)$/.test(word)) {
      return { usual: true };
    }
    if (/^[,;:.()!?]$/.test(word)) {
      return {};
    }
  }
  return {};
};
