// Which time, attempt or try it was: the third is not the first.
import type { Lost } from './figures-held.ts';
import type { Source } from './source.ts';
import { stemmed } from './stems.ts';

const WORDS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const WHICH = new RegExp(`\\b(${WORDS.join('|')}|\\d{1,3}(?:st|nd|rd|th)) (\\p{L}+)`, 'giu');

const numberOf = (ordinal: string) => {
  const at = WORDS.indexOf(ordinal.toLowerCase());
  return at < 0 ? Number.parseInt(ordinal, 10) : at + 1;
};
const ordinalsIn = (text: string) =>
  [...text.matchAll(WHICH)].map(([, ordinal = '', thing = '']) => ({
    which: numberOf(ordinal),
    thing: stemmed(thing.toLowerCase()).stem,
  }));

export function ordinalLost(text: string, sources: readonly Source[]): Lost | undefined {
  const told = sources.flatMap(({ raw }) => ordinalsIn(raw));
  const lost = ordinalsIn(text).find(({ which, thing }) => {
    const same = told.filter((other) => other.thing === thing);
    return same.length > 0 && !same.some((other) => other.which === which);
  });
  return lost === undefined
    ? undefined
    : { reason: 'number', missing: WORDS[lost.which - 1] ?? `${lost.which}.` };
}
