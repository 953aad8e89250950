// The axis of time: ticks at round times of the team's zone, with the date where the day changes.
import { DateTime } from 'luxon';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[10_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY],
];
const MOST_TICKS = 7;

export type Tick = { at: number; label: string };

/** At most seven ticks (six months and more: as many as there are months). */
export function timeTicks(from: number, to: number, zone: string): Tick[] {
  const step =
    STEPS.find((one) => (to - from) / one <= MOST_TICKS) ?? Math.ceil((to - from) / MOST_TICKS / DAY) * DAY;
  const ticks: Tick[] = [];
  let day = '';
  for (
    let next = DateTime.fromMillis(from, { zone, locale: 'en-GB' }).startOf('day');
    next.toMillis() <= to;
  ) {
    if (next.toMillis() >= from) {
      const its = next.toISODate() ?? '';
      const dated = day !== '' ? day !== its : next.toMillis() === next.startOf('day').toMillis();
      ticks.push({ at: next.toMillis(), label: labelOf(next, { step, dated }) });
      day = its;
    }
    // Steps of a day follow the calendar: a day may have 23 hours.
    next = step >= DAY ? next.plus({ days: step / DAY }) : next.plus(step);
  }
  return ticks;
}

function labelOf(at: DateTime, { step, dated }: { step: number; dated: boolean }): string {
  if (step >= DAY || dated) {
    return at.toFormat('d LLL');
  }
  return at.toFormat(step < MINUTE ? 'HH:mm:ss' : 'HH:mm');
}

/** `27 Nov 2026`, or `26 Nov – 27 Nov 2026`. */
export function datesOf({ from, to, zone }: { from: number; to: number; zone: string }): string {
  const [first, last] = [from, to].map((at) => DateTime.fromMillis(at, { zone, locale: 'en-GB' }));
  const until = last?.toFormat('d LLL yyyy') ?? '';
  const since = first?.toFormat(first.year === last?.year ? 'd LLL' : 'd LLL yyyy') ?? '';
  return first?.hasSame(last ?? first, 'day') ? until : `${since} – ${until}`;
}
