// How like two incidents are: by the service that was hurt, and by the words of their titles.
import type { Incident } from './state.ts';

/** Words that stand in the title of any incident. */
const COMMON = new Set(
  'a an and are at be by down error errors fail failed failing fails failure for from has high in incident is issue issues it its no not of on or our problem problems slow some the their there to too up very was were with'.split(
    ' ',
  ),
);

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** `timeouts` and `timeout` are one word. */
const stem = (word: string) => (word.length > 3 ? word.replace(/(?:es|s|ed|ing)$/, '') : word);

/** What a title is about: its words without those that say nothing, and without numbers. */
export function tellingWords(title: string): Set<string> {
  const all = [...words.segment(title.normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike, segment }) => isWordLike && !COMMON.has(segment) && !/^\p{N}+$/u.test(segment))
    .map(({ segment }) => stem(segment));
  return new Set(all);
}

/** Of another service only what says nearly the same is like it. */
const FEWEST_ELSEWHERE = 2;
const SHARE_ELSEWHERE = 0.5;

type Compared = Pick<Incident, 'title' | 'service'>;

/** 0 where they have nothing in common that matters; the higher the more. */
export function likeness(one: Compared, other: Compared): number {
  const [a, b] = [tellingWords(one.title.text), tellingWords(other.title.text)];
  // That a title names the service says no more than that it is the same service.
  const service = tellingWords(one.service ?? '');
  const shared = [...a].filter((word) => b.has(word) && !service.has(word)).length;
  const share = shared / Math.max(1, new Set([...a, ...b]).size);
  if (one.service !== undefined && one.service === other.service) {
    return shared === 0 ? 0 : 1 + share;
  }
  return shared >= FEWEST_ELSEWHERE && share >= SHARE_ELSEWHERE ? share : 0;
}
