// When somebody may be written to about what can wait: the next moment of their working hours.
import type { Instant } from '../incident/values.ts';
import type { Weekday, WorkingHours } from '../policy/section-working-hours.ts';

const MINUTE = 60_000;
/** Working hours last an hour at least: whoever looks once an hour sees them. */
const HOUR = 60 * MINUTE;

function worksIn(zone: string, { days, from, to }: WorkingHours): (at: Instant) => boolean {
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(wall.formatToParts(at).map(({ type, value }) => [type, value]));
    const clock = `${parts.get('hour')}:${parts.get('minute')}`;
    return days.includes(parts.get('weekday')?.toLowerCase() as Weekday) && clock >= from && clock < to;
  };
}

/** The first moment at or after `at` within the working hours on the wall of the zone: `at` itself, or the minute they begin. */
export function nextWorkingHour(at: Instant, zone: string, hours: WorkingHours): Instant {
  const works = worksIn(zone, hours);
  if (works(at)) {
    return at;
  }
  let next = Math.floor(at / MINUTE) * MINUTE;
  while (!works(next)) {
    next += HOUR;
  }
  while (next - MINUTE > at && works(next - MINUTE)) {
    next -= MINUTE;
  }
  return next;
}
