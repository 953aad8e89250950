// Words as the full-text index knows them: of every script, and what people type as an expression that cannot be malformed.

/** Scripts written without spaces between words, which FTS5's tokenizer takes for one long word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Parts words for the tokenizer and shows nothing to people. */
const ZERO_WIDTH_SPACE = '\u200b';

// One locale for all: ICU cuts Chinese and Japanese by the same dictionary whatever the locale, and a query must be cut as the text was.
let words: Intl.Segmenter | undefined;

function wordsIn(text: string): Intl.Segments {
  // Loading its dictionary takes longer than anything else here, and many a channel is English.
  words ??= new Intl.Segmenter('en', { granularity: 'word' });
  return words.segment(text);
}

/** The text as it is indexed: where it has scripts without spaces, its words stand apart by zero-width spaces. */
export function segment(text: string): string {
  return UNSPACED.test(text)
    ? Array.from(wordsIn(text), ({ segment }) => segment).join(ZERO_WIDTH_SPACE)
    : text;
}

/** The text as people read it; marks of neighbouring words become one. */
export function joinSegments(text: string): string {
  return text.replaceAll(ZERO_WIDTH_SPACE, '').replaceAll('»«', '');
}

/** More words than this are more than anybody means. */
const MOST_WORDS = 32;

/** A word, or words that follow each other. `begins`: a longer word that begins so will do, too. */
export type Term = { text: string; begins: boolean };

/**
 * What people type: every word must occur, or a word that begins so; words in "double quotes" must follow each other. Signs
 * mean nothing. Of a single letter nothing begins: it would be half of all words.
 */
export function termsIn(text: string): Term[] {
  const parts = text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]|[^\s"“”„«»]+/gu);
  return Array.from(parts, ([word, phrase]) =>
    phrase === undefined
      ? segment(word)
          .split(ZERO_WIDTH_SPACE)
          .map((part) => ({ text: part, begins: [...part].length > 1 || UNSPACED.test(part) }))
      : [{ text: segment(phrase), begins: false }],
  )
    .flat()
    .filter((term) => /[\p{L}\p{N}]/u.test(term.text))
    .slice(0, MOST_WORDS);
}

/** Terms as an FTS5 expression. `whole`: no word may go on. */
export function matchExpression(terms: readonly Term[], { whole = false } = {}): string {
  return terms.map(({ text, begins }) => `${quoted(text)}${begins && !whole ? '*' : ''}`).join(' AND ');
}

/**
 * The same with the words spelled out that begin so, as `known` tells them; where it does not, the index has to gather them
 * itself.
 */
export function spelledOut(
  terms: readonly Term[],
  known: (beginning: string) => readonly string[] | undefined,
): string {
  return terms
    .map((term) => {
      const parts = wordsWithin(term.text).map(({ word }) => word);
      const last = parts.pop() ?? '';
      const goings = term.begins ? known(last) : undefined;
      return goings?.length
        ? `(${goings.map((going) => quoted([...parts, going].join(' '))).join(' OR ')})`
        : matchExpression([term]);
    })
    .join(' AND ');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll('\0', ' ')}"`;
}

/** As the tokenizer compares words: without regard to case and accents. (Hangul is composed again: its parts are no accents.) */
const folded = (word: string): string =>
  // Of ASCII, which most words are, nothing has to be taken apart.
  !/\P{ASCII}/u.test(word)
    ? word.toLowerCase()
    : word.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();

/** Words of a text, in order, and where they stand in it. */
export function wordsWithin(text: string): { word: string; at: number; end: number }[] {
  // Looked up by turns: the matches themselves would cost three times as much to make.
  let end = 0;
  return (text.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []).map((found) => {
    const at = text.indexOf(found, end);
    end = at + found.length;
    return { word: folded(found), at, end };
  });
}
