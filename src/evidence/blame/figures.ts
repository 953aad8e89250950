// Figures by meaning, as far as a rule needs it: 47 min is 0:47 is 2,820 s, and a thousand may have a comma.
import { hits, type Rule } from './rule.ts';

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
};
const DURATION =
  /(?<![\d.,])(\d+(?:[.,]\d+)*)\s?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\b/gi;
const NUMBER = /(?<![\w.-])\d+(?:[.,:]\d+)*/g;
/** Versions, tickets and hosts: letters and digits in one word. */
const NAMED = /(?<![\w./-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])[A-Za-z][\w-]*(?:\.[\w-]+)*\d[\w.-]*\b/g;
const FIGURE = new RegExp(`${NAMED.source}|${NUMBER.source}`, 'g');

/** `2,820` is 2820; `0:47` stays what it is. */
function plainValue(word: string): string {
  const plain = word.replace(/,(?=\d{3}\b)/g, '').replace(',', '.');
  return /^\d+(?:\.\d+)?$/.test(plain) ? String(Number(plain)) : word.toLowerCase();
}

const unitOf = (unit: string) => UNIT_SECONDS[unit.toLowerCase().replace(/s$/, '') || 's'] ?? 1;

function meaningsIn(text: string): Set<string> {
  const durations = [...text.matchAll(DURATION)].map(
    ([, number = '', unit = '']) => `${Number(plainValue(number)) * unitOf(unit)} seconds`,
  );
  const clocks = [...text.matchAll(/(?<![\d:])(\d{1,2}):(\d\d)(?![\d:])/g)].map(
    ([, hours, minutes]) => `${Number(hours) * 3600 + Number(minutes) * 60} seconds`,
  );
  return new Set([...(text.match(FIGURE) ?? []).map(plainValue), ...durations, ...clocks]);
}

const LONE_YEAR = /^(?:19|20)\d\d$/;

export const figureRules: readonly Rule[] = [
  {
    id: 'B17',
    name: 'a figure that is not in its source',
    why: 'A number that nobody recorded is invented, however small the difference.',
    strict: true,
    quotations: true,
    check: (text, { sources }) => {
      if (sources === undefined || sources.length === 0) {
        return [];
      }
      const known = meaningsIn(sources.join('\n'));
      const durations = [...text.matchAll(DURATION)];
      const held = (from: number, word: string) => {
        const duration = durations.find(({ index }) => index === from);
        const seconds =
          duration && `${Number(plainValue(duration[1] ?? '')) * unitOf(duration[2] ?? '')} seconds`;
        return (
          known.has(plainValue(word)) || (seconds !== undefined && known.has(seconds)) || LONE_YEAR.test(word)
        );
      };
      return hits(text, FIGURE, 'Take it out, cite where it stands, or mark it as an estimate.').filter(
        ({ from, to }) => !held(from, text.slice(from, to)),
      );
    },
  },
];
