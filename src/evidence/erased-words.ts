// Whether a text says again what was erased: a run of its words, or something in it that tells by itself.

/** Of words that were erased. */
export type ErasedWords = {
  /** Runs of folded words, of one length each. */
  runs: ReadonlySet<string>;
  /** Addresses, keys, numbers: each says it alone. Folded. */
  telling: readonly string[];
};

/** So many words in a row are a quotation, whatever they are; fewer are where they were all that was said. */
const RUN = 5;
/** What is said in fewer letters than this is said by everybody. By number of words. */
const SHORTEST: Readonly<Record<number, number>> = { 1: 6, 2: 9, 3: 12, 4: 14 };
/** A letter of these scripts says what two or three of others do. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const words = new Intl.Segmenter('en', { granularity: 'word' });

const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

const wordsOf = (text: string): string[] =>
  Array.from(words.segment(folded(text))).flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));

const TELLING = [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
  /https?:\/\/[^\s<>|"”)\]]+/gu,
  /`([^`\n]{4,})`/gu,
  /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{6,}/giu,
  /(?<!\d)\d(?:[\d ./-]{4,}\d)(?!\d)/gu,
  /(?:pass(?:word|wort|phrase|code)?|secret|token|key|pin|credentials?)\b[^.\n]{0,40}?(?:\bis\b|\bist\b|:|=)\s*["'“„`]?([^\s"'”“`,;]{4,})/giu,
];

const tellingIn = (text: string): string[] =>
  TELLING.flatMap((pattern) => Array.from(text.matchAll(pattern), ([all, part]) => part ?? all))
    .map((part) => folded(part).replace(/[.,;:!?)]+$/, ''))
    .filter((part) => part.length >= 4);

/** A line begins with who or what it is about, up to a colon; the rest of it is said by itself, too. */
const passagesOf = (text: string): string[] => {
  const [, rest] = /^[^:]{1,60}: (.+)$/su.exec(text) ?? [];
  return rest === undefined ? [text] : [text, rest];
};

function runsOf(passage: string): string[] {
  const all = wordsOf(passage);
  if (all.length >= RUN) {
    return all.slice(RUN - 1).map((_word, index) => all.slice(index, index + RUN).join(' '));
  }
  const letters = all.join('');
  const shortest = (SHORTEST[all.length] ?? 0) / (DENSE.test(letters) ? 3 : 1);
  return all.length > 0 && letters.length >= shortest ? [all.join(' ')] : [];
}

/** `left`: what is still said elsewhere, which gives nothing away. */
export function erasedWords(erased: readonly string[], left: string): ErasedWords {
  const still = folded(left);
  const telling = new Set(erased.flatMap(tellingIn).filter((part) => !still.includes(part)));
  return { runs: new Set(erased.flatMap(passagesOf).flatMap(runsOf)), telling: [...telling] };
}

export const NO_WORDS: ErasedWords = { runs: new Set(), telling: [] };

export function saysErased(text: string, { runs, telling }: ErasedWords): boolean {
  if (runs.size === 0 && telling.length === 0) {
    return false;
  }
  const said = folded(text);
  if (telling.some((part) => said.includes(part))) {
    return true;
  }
  const all = wordsOf(text);
  return all.some((_word, from) => {
    for (let length = 1; length <= RUN && from + length <= all.length; length += 1) {
      if (runs.has(all.slice(from, from + length).join(' '))) {
        return true;
      }
    }
    return false;
  });
}

/** Lines of a log that are not in it any more. Who said them and when is left aside. */
export function linesGone(before: string, now: string): string[] {
  const said = (line: string) => line.replace(/^\d\d:\d\d:\d\d {2}.*?: /u, '').trim();
  const still = new Set(now.split('\n').map(said));
  return before
    .split('\n')
    .filter((line) => !/^(?:== .* ==|Channel log, .*)?$/u.test(line))
    .map((line) => said(line).replace(/^\[before the edit: (.*)\]$/u, '$1'))
    .filter((line) => line !== '' && !still.has(line) && !still.has(`[before the edit: ${line}]`));
}
