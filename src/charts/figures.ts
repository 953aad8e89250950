// Figures on the axis: short, in the unit that people say.

const SECOND_STEPS: readonly [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
];
const BYTE_STEPS: readonly [number, string][] = [
  [2 ** 40, 'TiB'],
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
  [1, 'B'],
];
const COUNT_STEPS: readonly [number, string][] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
  [1, ''],
];

/** Words of monitors for the same unit. */
const MEANT: Readonly<Record<string, 'seconds' | 'milliseconds' | 'bytes' | 'ratio' | 'percent'>> = {
  s: 'seconds',
  sec: 'seconds',
  second: 'seconds',
  seconds: 'seconds',
  ms: 'milliseconds',
  millisecond: 'milliseconds',
  milliseconds: 'milliseconds',
  b: 'bytes',
  byte: 'bytes',
  bytes: 'bytes',
  ratio: 'ratio',
  percentunit: 'ratio',
  percent: 'percent',
  '%': 'percent',
};

const shortTo = (digits: number) => (value: number) => String(Number(value.toPrecision(digits)));
type Short = (value: number) => string;

function stepped(value: number, steps: readonly [number, string][], short: Short): string {
  const size = Math.abs(value);
  const [divisor, name] = steps.find(([least]) => size >= least) ?? steps.at(-1) ?? [1, ''];
  return `${short(value / divisor)}${name.length > 1 || steps !== COUNT_STEPS ? ' ' : ''}${name}`;
}

/**
 * Writes values of a unit: `1.2 s`, `340 ms`, `12 %`, `3.4k`, each with at most so many significant digits. A unit it does not
 * know stands beside the title.
 */
export function figureWriter(unit: string | undefined, digits = 3): (value: number) => string {
  const short = shortTo(digits);
  switch (MEANT[unit?.trim().toLowerCase() ?? '']) {
    case 'seconds':
      return (value) => (value === 0 ? '0 s' : stepped(value, SECOND_STEPS, short));
    case 'milliseconds':
      return (value) => (value === 0 ? '0 ms' : stepped(value / 1_000, SECOND_STEPS, short));
    case 'bytes':
      return (value) => stepped(value, BYTE_STEPS, short);
    case 'ratio':
      return (value) => `${short(value * 100)} %`;
    case 'percent':
      return (value) => `${short(value)} %`;
    default:
      return (value) => (Math.abs(value) < 1 ? short(value) : stepped(value, COUNT_STEPS, short));
  }
}

/** The unit as the subtitle says it; undefined where each figure carries it already. */
export function unitInWords(unit: string | undefined): string | undefined {
  return unit === undefined || unit.trim().toLowerCase() in MEANT ? undefined : unit.trim();
}
