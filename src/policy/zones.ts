// Clocks of time zones.

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known) {
    return known;
  }
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  FORMATS.set(zone, made);
  return made;
}

/** What the zone's clocks show at this instant, as if it were UTC. */
function wallAt(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How far the zone's clocks are before UTC at this instant. Milliseconds. */
export function offsetAt(at: number, zone: string): number {
  return wallAt(at, zone) - Math.floor(at / 1_000) * 1_000;
}

/** Day of the week (0 is Sunday), minutes since midnight, and midnight itself as the wall's clock shows it. */
export function partsIn(at: number, zone: string): { weekday: number; minutes: number; midnight: number } {
  const wall = wallAt(at, zone);
  const date = new Date(wall);
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return { weekday: date.getUTCDay(), minutes: Math.floor((wall - midnight) / 60_000), midnight };
}
