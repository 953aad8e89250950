// Clock times in words, as instants: `rolled out at 22:48` said at 22:57.
import type { Instant } from '../incident/values.ts';
import { zoned } from './zoned.ts';

const DAY_MINUTES = 1440;
/** A stated time may lie this far after its message: people round. */
const ROUNDED_MINUTES = 5;

/** Minutes after midnight of `14:05`, `2.05` with `pm`; undefined where that is no time of day. */
export function minutesOf(clock: string, half: string | undefined): number | undefined {
  const [hours = Number.NaN, minutes = Number.NaN] = clock.split(/[:.]/).map(Number);
  const after = half?.toLowerCase().startsWith('p') && hours < 12 ? hours + 12 : hours;
  return after < 24 && minutes < 60 ? after * 60 + minutes : undefined;
}

/** The latest instant not after `said` (but for rounding) at which a clock of that zone shows `minutes` after midnight. */
export function latestPast(said: Instant, minutes: number, zone: string): Instant {
  const [hours = 0, mins = 0] = zoned(zone).time(said).split(':').map(Number);
  const back = (hours * 60 + mins - minutes + DAY_MINUTES) % DAY_MINUTES;
  const steps = back > DAY_MINUTES - ROUNDED_MINUTES ? back - DAY_MINUTES : back;
  return Math.floor(said / 60_000) * 60_000 - steps * 60_000;
}

const CLOCK =
  /(?<![\d:.])(?<clock>[012]?\d:[0-5]\d)(?![\d:]|\.\d)\s*(?<half>[ap]\.?m\b\.?)?\s*(?<utc>utc|gmt|z\b)?/gi;

/** Every time of day that the words state, read as past, in `zone` unless it says UTC. */
export function momentsIn(words: string, said: Instant, zone: string): Instant[] {
  const shown = zoned(zone).zone;
  return [...words.matchAll(CLOCK)].flatMap(({ groups }) => {
    const minutes = minutesOf(groups?.clock ?? '', groups?.half);
    return minutes === undefined ? [] : [latestPast(said, minutes, groups?.utc ? 'UTC' : shown)];
  });
}
