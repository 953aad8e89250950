// Slack's timestamps: a message's `ts` is its time in seconds with six digits that tell messages of one second apart.
import type { Instant } from './values.ts';

/** Milliseconds of `1732276800.000100`; undefined where it is not a timestamp. */
export function instantOf(ts: string): Instant | undefined {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(ts);
  return match === null
    ? undefined
    : Number(match[1]) * 1000 + Math.floor(Number((match[2] ?? '').padEnd(6, '0')) / 1000);
}

/** Order of two timestamps. Numbers first: their digits before the point may differ in count. */
export function compareTs(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : Number(a > b));
}
