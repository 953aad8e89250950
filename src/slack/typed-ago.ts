// Counts as people say them, and how long ago something was: `10 min ago`, `an hour and a half ago`, `2 days ago`.

const WORDS = new Map(
  'one two three four five six seven eight nine ten eleven twelve'.split(' ').map((word, i) => [word, i + 1]),
);
for (const [word, count] of [
  ['fifteen', 15],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['forty-five', 45],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
] as const) {
  WORDS.set(word, count);
}
const WORD = [...WORDS.keys()].sort((a, b) => b.length - a.length).join('|');
const WHOLE = `\\d{1,4}|an?|(?:a )?couple(?: of)?|${WORD}`;
const COUNT = `(?:a )?half(?: an?)?|(?:a )?quarter of an|\\d{1,4}(?:\\.\\d{1,3}|,\\d{1,2})|(?:${WHOLE})(?: and a half)?`;
const part = (name: string, unit: string) => `(?:(?:and\\s+)?(?<${name}>${COUNT})\\s*${unit}(?![a-z])\\s*`;

const AGO = new RegExp(
  `^${part('days', 'd(?:ays?)?')}(?:,\\s*)?)?${part('hours', 'h(?:(?:ou)?rs?)?')}(?<more>and a half\\s+)?)?${part('minutes', 'm(?:in(?:ute)?s?)?')})?${part('seconds', 's(?:ec(?:ond)?s?)?')})?(?:or so )?ago\\b`,
  'i',
);

/** A day that is so many days or weeks back; the clock stands beside it. */
export const DAYS_AGO = `(?:${WHOLE})\\s(?:day|week)s? ago`;
const DAYS_BACK = new RegExp(`^(?<count>${WHOLE})\\s(?<unit>day|week)s? ago$`, 'i');

const MINUTE_MS = 60_000;

function counted(word: string | undefined): number {
  if (word === undefined) {
    return 0;
  }
  const plain = word.toLowerCase();
  if (/quarter/.test(plain)) {
    return 0.25;
  }
  const [whole = '', half] = plain.split(/\s?and a half$/);
  return (half === undefined ? 0 : 0.5) + number(whole);
}

function number(word: string): number {
  if (/half/.test(word)) {
    return 0.5;
  }
  if (/couple/.test(word)) {
    return 2;
  }
  return WORDS.get(word) ?? (/^a/.test(word) ? 1 : Number(word.replace(',', '.')));
}

/** `used`: how much of the text it is. Days alone are none: nobody means this very minute. */
export function readAgo(text: string, now: number): { at: number; used: number } | undefined {
  const match = AGO.exec(text);
  const { days, hours, more, minutes, seconds } = match?.groups ?? {};
  if (!match || (hours ?? minutes ?? seconds) === undefined) {
    return undefined;
  }
  const inHours = counted(days) * 24 + counted(hours) + (more ? 0.5 : 0);
  const inMinutes = inHours * 60 + counted(minutes) + counted(seconds) / 60;
  return { at: now - Math.round(inMinutes * MINUTE_MS), used: match[0].length };
}

/** How many days back `2 days ago` or `a week ago` is; undefined for other words. */
export function daysBack(word: string): number | undefined {
  const { count, unit } = DAYS_BACK.exec(word)?.groups ?? {};
  return count === undefined ? undefined : counted(count) * (unit?.toLowerCase() === 'week' ? 7 : 1);
}
