// Units and words of number: what `47 min`, `a dozen`, `2.5k` and `1 h 12 min` amount to.

export type Dimension =
  | 'count'
  | 'time'
  | 'month'
  | 'bytes'
  | 'percent'
  | 'money'
  | 'per-second'
  | 'bits-per-second'
  | 'times'
  | 'degrees';

/** An amount in its dimension's own unit: seconds, bytes, percent, things. `grain`: the smallest unit it was written in. */
export type Amount = { value: number; dimension: Dimension; grain: number };

type Unit = readonly [Dimension, number];

const UNITS = new Map<string, Unit>();

function unit(dimension: Dimension, factor: number, names: string): void {
  for (const name of names.split(' ')) {
    UNITS.set(name, [dimension, factor]);
  }
}

unit('time', 0.000001, 'us µs microsecond microseconds');
unit('time', 0.001, 'ms msec msecs millisecond milliseconds');
unit('time', 1, 's sec secs second seconds');
unit('time', 60, 'm min mins minute minutes');
unit('time', 3600, 'h hr hrs hour hours');
unit('time', 86_400, 'd day days');
unit('time', 604_800, 'w week weeks');
unit('month', 1, 'month months');
unit('month', 12, 'year years');
unit('bytes', 1, 'byte bytes');
unit('bytes', 1e3, 'kb');
unit('bytes', 1e6, 'mb megabyte megabytes');
unit('bytes', 1e9, 'g gb gigabyte gigabytes gig gigs');
unit('bytes', 1e12, 'tb terabyte terabytes');
unit('bytes', 1024, 'kib ki');
unit('bytes', 1024 ** 2, 'mib mi');
unit('bytes', 1024 ** 3, 'gib gi');
unit('bytes', 1024 ** 4, 'tib ti');
unit('percent', 1, '% percent pct percentage');
unit('money', 1, '$ € £ ¥ euro euros eur dollar dollars usd pound pounds gbp yen jpy');
unit('per-second', 1, 'rps qps req/s requests/s ops/s tps');
unit('bits-per-second', 1e6, 'mbps mbit/s');
unit('bits-per-second', 1e9, 'gbps gbit/s');
unit('times', 1, 'x × times');
unit('degrees', 1, '°c °f degrees');

export const unitOf = (word: string): Unit | undefined => UNITS.get(word);

const SCALES = new Map<string, number>([
  ['k', 1e3],
  ['thousand', 1e3],
  ['hundred', 100],
  ['million', 1e6],
  ['mio', 1e6],
  ['billion', 1e9],
  ['dozen', 12],
]);
export const scaleOf = (word: string): number | undefined => SCALES.get(word);

const WORDS = new Map<string, number>(
  [
    ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
      ' ',
    ),
  ].map((word, value) => [word, value] as const),
);
for (const [index, word] of 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').entries()) {
  WORDS.set(word, (index + 2) * 10);
}
WORDS.set('dozen', 12);
WORDS.set('nil', 0);

/** `three`, `forty`, `twenty-five`; undefined where the word is no number. */
export function numberWord(word: string): number | undefined {
  const known = WORDS.get(word);
  if (known !== undefined) {
    return known;
  }
  const [tens = '', ones = ''] = word.split('-');
  const high = WORDS.get(tens);
  const low = WORDS.get(ones);
  return high !== undefined && low !== undefined && high >= 20 && low < 10 ? high + low : undefined;
}

/** `1,200`, `1 200`, `12.5`, `12,5`: a comma before three digits groups them. */
export function numeral(text: string): number {
  const grouped = text.replace(/[,\s](?=\d{3}(?!\d))/g, '');
  return Number(grouped.replace(',', '.'));
}

/** Fractions in words, as shares. */
export const SHARES = new Map<string, number>([
  ['half', 1 / 2],
  ['third', 1 / 3],
  ['thirds', 1 / 3],
  ['quarter', 1 / 4],
  ['quarters', 1 / 4],
]);

/** How an amount was said: exactly, roughly, or as a bound. */
export type Manner = 'exact' | 'about' | 'over' | 'under';

const MANNERS: Readonly<Record<Exclude<Manner, 'exact'>, ReadonlySet<string>>> = {
  about: new Set(['about', 'around', 'roughly', 'approximately', 'some', '~', 'circa', 'c', 'approx', '≈']),
  over: new Set(['over', 'above', 'exceeding', '>', 'than', 'least']),
  under: new Set(['nearly', 'almost', 'under', 'below', 'close', '<', 'just-under', 'most', 'within']),
};

export function mannerOf(before: string | undefined): Manner {
  const word = before ?? '';
  return MANNERS.about.has(word)
    ? 'about'
    : MANNERS.over.has(word)
      ? 'over'
      : MANNERS.under.has(word)
        ? 'under'
        : 'exact';
}

const BOUND = 0.25;
/** A rough figure has this many digits that say something, at most. */
const ROUGH_DIGITS = 2;

/** `about 1,200` for 1,187: the source's figure, rounded to as many digits as the sentence has. */
function isRounded(source: number, said: number): boolean {
  const digits = said
    .toPrecision(12)
    .replace(/e.*$/, '')
    .replace('.', '')
    .replace(/^0+/, '')
    .replace(/0+$/, '').length;
  return digits > 0 && digits <= ROUGH_DIGITS && Number(source.toPrecision(digits)) === said;
}

/** Whether a source's amount carries what a sentence says of it, in that manner. */
export function carriesAmount(source: Amount, said: Amount, manner: Manner): boolean {
  if (source.dimension !== said.dimension) {
    return false;
  }
  const gap = Math.abs(source.value - said.value);
  if (gap <= Math.abs(source.value) * 1e-9) {
    return true;
  }
  switch (manner) {
    case 'about':
      return isRounded(source.value / said.grain, said.value / said.grain);
    case 'over':
      return source.value > said.value && gap <= Math.abs(said.value) * BOUND;
    case 'under':
      return source.value < said.value && gap <= Math.abs(said.value) * BOUND;
    case 'exact':
      return sameAsWritten(source, said);
  }
}

/** `47 min` for 47 min 31 s: cut or rounded to the unit in which it is written, where that unit is small beside it. */
function sameAsWritten(source: Amount, said: Amount): boolean {
  const gap = Math.abs(source.value - said.value);
  return (
    said.dimension === 'time' &&
    source.grain < said.grain &&
    gap < said.grain &&
    (said.grain <= 60 ? source.value >= 60 : gap <= source.value * 0.02)
  );
}
