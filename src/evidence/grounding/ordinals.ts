// Which time, attempt or try it was: the third is not the first.
import type { Lost } from './figures-held.ts';
import type { Source } from './source.ts';

const WORDS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const WHICH = new RegExp(
  `\\b(${WORDS.join('|')}|\\d{1,3}(?:st|nd|rd|th)) (?:time|attempt|try|run|round|occurrence|incident|outage|failure)\\b`,
  'gi',
);

const numberOf = (ordinal: string) => {
  const at = WORDS.indexOf(ordinal.toLowerCase());
  return at < 0 ? Number.parseInt(ordinal, 10) : at + 1;
};
const ordinalsIn = (text: string) => [...text.matchAll(WHICH)].map(([, ordinal = '']) => numberOf(ordinal));

export function ordinalLost(text: string, sources: readonly Source[]): Lost | undefined {
  const told = sources.flatMap(({ raw }) => ordinalsIn(raw));
  const lost = told.length === 0 ? undefined : ordinalsIn(text).find((which) => !told.includes(which));
  return lost === undefined ? undefined : { reason: 'number', missing: WORDS[lost - 1] ?? `${lost}.` };
}
