// When people are left in peace: nags that would come at night wait for the morning.
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { StepSettings } from '../policy/section-workflows.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Minutes since midnight on the wall of the zone. */
function wall(at: Instant, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return minutesOf(parts);
}

/** The first moment at or after `at` that is not in the night; `at` itself for what may wake people. */
export function afterQuiet(
  at: Instant,
  incident: Pick<Incident, 'zone' | 'severity'>,
  { quiet, quietExceptRank }: Pick<StepSettings, 'quiet' | 'quietExceptRank'>,
): Instant {
  const [from, to, now] = [minutesOf(quiet.from), minutesOf(quiet.to), wall(at, incident.zone)];
  const night = from <= to ? now >= from && now < to : now >= from || now < to;
  if (!night || incident.severity.rank <= quietExceptRank) {
    return at;
  }
  const wait = (to - now + DAY_MINUTES) % DAY_MINUTES;
  // To the minute: seconds of the current one are dropped.
  return Math.floor(at / MINUTE) * MINUTE + wait * MINUTE;
}
