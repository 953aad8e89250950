// Words reduced to what they mean: endings off, words of one meaning alike, and on which side of a scale they stand.
import { GLUE, HEDGES, IRREGULARS, PLANS, POLES, type Pole, SYNONYMS } from './vocabulary.ts';

/** Longest first: each is taken off once, where enough of the word is left. */
const ENDINGS: readonly (readonly [string, string, number])[] = [
  ['ifications', 'ify', 2],
  ['ification', 'ify', 2],
  ['abilities', 'abl', 3],
  ['ability', 'abl', 3],
  ['ibility', 'ibl', 3],
  ['ations', 'at', 3],
  ['ation', 'at', 3],
  ['itions', 'it', 3],
  ['ition', 'it', 3],
  ['ments', '', 4],
  ['ment', '', 4],
  ['tions', 't', 3],
  ['tion', 't', 3],
  ['sions', 's', 3],
  ['sion', 's', 3],
  ['ering', '', 4],
  ['eries', '', 4],
  ['ered', '', 4],
  ['ery', '', 4],
  ['ances', '', 4],
  ['ance', '', 4],
  ['ences', '', 4],
  ['ence', '', 4],
  ['ingly', '', 4],
  ['edly', '', 4],
  ['ness', '', 4],
  ['ful', '', 4],
  ['ings', '', 3],
  ['ing', '', 3],
  ['ied', 'y', 2],
  ['ies', 'y', 2],
  ['ed', '', 3],
  ['ers', '', 4],
  ['er', '', 4],
  ['ors', '', 5],
  ['ly', '', 4],
  ['als', '', 5],
  ['al', '', 5],
  ['es', '', 3],
  ['s', '', 3],
];

function withoutEnding(word: string): string {
  if (word.endsWith('ees')) {
    return word.slice(0, -1);
  }
  for (const [ending, rest, least] of ENDINGS) {
    if (word.endsWith(ending) && word.length - ending.length >= least && !/(?:ss|us|is|eed)$/.test(word)) {
      return word.slice(0, -ending.length) + rest;
    }
  }
  return word;
}

/** `stopp` as `stop`, `restor` as `restore`, `migrat` as `migrate`, `retri` as `retry`. */
function evened(stem: string): string {
  const single = stem.length > 4 || !stem.endsWith('ll') ? stem.replace(/([bcdfgklmnprtvz])\1$/, '$1') : stem;
  return single.replace(/(?:at|it)?e$|(?<=[a-z]{3})at$/, '').replace(/i$/, 'y');
}

/** British and American spelling alike: `fibre`, `colour`, `authorise`. */
function oneSpelling(word: string): string {
  return word
    .replace(/([bt])re(?=s?$)/, '$1er')
    .replace(/^licence/, 'license')
    .replace(/(?<=[a-z]{3})our(?=s$|ed$|ing$|$)/, 'or')
    .replace(/(?<=[a-z]{3})ogue(?=s?$)/, 'og')
    .replace(/(?<=[a-z]{3}[lrtndm])is(?=e$|es$|ed$|ing$|ation$|ations$)/, 'iz');
}

/** The bare stem, before words of one meaning are made alike. */
function bareStem(spelt: string): string {
  const word = oneSpelling(spelt);
  const known = IRREGULARS.get(word);
  if (known !== undefined) {
    return evened(known);
  }
  const shorter = withoutEnding(word);
  return evened(IRREGULARS.get(shorter) ?? shorter);
}

const groups = new Map<string, string>(
  SYNONYMS.toReversed().flatMap(([head = '', ...others]) =>
    [head, ...others].map((word) => [bareStem(word), bareStem(head)] as const),
  ),
);

/** A word may stand on several scales: what drops goes down, or is gone. */
const poles = new Map<string, readonly Pole[]>();
for (const [words, pole] of POLES) {
  for (const stem of new Set(words.map(bareStem))) {
    poles.set(stem, [...(poles.get(stem) ?? []), pole]);
  }
}
const NO_POLES: readonly Pole[] = [];

/** A word as grounding compares it. `bare` is the word's own stem, `stem` that of its group. */
export type Stemmed = { stem: string; bare: string; glue: boolean; poles: readonly Pole[] };

const known = new Map<string, Stemmed>();
const MOST_KNOWN = 50_000;

/** Stems a word in lower case. Words are remembered: the same few thousand come again and again. */
export function stemmed(word: string): Stemmed {
  const before = known.get(word);
  if (before !== undefined) {
    return before;
  }
  const bare = bareStem(word.replace(/['’]s?$/, ''));
  const one = {
    bare,
    stem: groups.get(bare) ?? bare,
    glue: GLUE.has(word) || HEDGES.has(word) || PLANS.has(word),
    // What a word of quality measures goes no way: `availability`.
    poles: word.endsWith('bility') ? NO_POLES : (poles.get(bare) ?? NO_POLES),
  };
  if (known.size >= MOST_KNOWN) {
    known.clear();
  }
  known.set(word, one);
  return one;
}
