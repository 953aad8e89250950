// Other ways to write a name: `CTR` and `click-through rate`, `hostname` and `host name`, whichever of the two the record has.
import type { Source } from './source.ts';

const LEAST = 2;
const MOST = 5;

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
const isShort = (word: string) => /^\p{L}{2,5}$/u.test(word);
/** Two letters say little unless they are capitals. */
const isShortForm = (word: string) => (word.length > LEAST ? isShort(word) : /^\p{Lu}{2}$/u.test(word));

/** Words of one text that spell out a short form of another, in lower case. */
function spelt(words: readonly string[], forms: ReadonlySet<string>): string[] {
  return words.flatMap((_, from) => {
    for (let length = Math.min(MOST, words.length - from); length >= LEAST; length -= 1) {
      const row = words.slice(from, from + length);
      if (forms.has(row.map((word) => word.charAt(0).toLowerCase()).join(''))) {
        return row.map((word) => word.toLowerCase());
      }
    }
    return [];
  });
}

const formsIn = (words: readonly string[]) =>
  new Set(words.filter(isShortForm).map((word) => word.toLowerCase()));

/** Words of a sentence that its sources have in the other form. */
export function spelledOut(text: string, sources: readonly Source[]): ReadonlySet<string> {
  const said = wordsOf(text);
  const told = sources.map(({ raw }) => wordsOf(raw));
  const long = told.flatMap((words) => spelt(said, formsIn(words)));
  const short = [...formsIn(said)].filter((form) =>
    told.some((words) => spelt(words, new Set([form])).length > 0),
  );
  return new Set([...long, ...short, ...joinedIn(said, told)]);
}

const pairsOf = (words: readonly string[]) =>
  words.slice(1).map((word, at) => [words[at]?.toLowerCase() ?? '', word.toLowerCase()] as const);
const SINGULAR = /s$/;

/** Two words that the other text writes as one. */
function joinedIn(said: readonly string[], told: readonly (readonly string[])[]): string[] {
  const single = (word: string) => word.toLowerCase().replace(SINGULAR, '');
  const have = new Set(told.flat().map(single));
  const pairs = new Set(told.flatMap(pairsOf).map(([first, second]) => single(first + second)));
  return [
    ...pairsOf(said).flatMap((pair) => (have.has(single(pair.join(''))) ? pair : [])),
    ...said.filter((word) => word.length > MOST && pairs.has(single(word))).map((word) => word.toLowerCase()),
  ];
}
