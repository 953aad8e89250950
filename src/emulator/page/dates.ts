// Times as the person one acts as would read them: in their zone, on the workspace's clock.
import { DateTime } from 'luxon';

/** A ts, or seconds since 1970, as milliseconds. */
export const msOf = (ts: string | number): number => Number(ts) * 1000;

const LOCALE = 'en-GB';

const at = (ms: number, zone: string) => DateTime.fromMillis(ms, { zone, locale: LOCALE });

/** When the day began in this zone: what most tokens depend on changes no oftener. */
export const dayStart = (ms: number, zone: string): number => at(ms, zone).startOf('day').toMillis();

/** `14:05` */
export const clockTime = (ms: number, zone: string): string => at(ms, zone).toFormat('HH:mm');

/** `Sunday 22 November 2026 at 14:05:09 CET`, for those who point at a time. */
export const fullTime = (ms: number, zone: string): string =>
  at(ms, zone).toFormat("cccc d LLLL yyyy 'at' HH:mm:ss ZZZZ");

/** The day as a key, and as a divider says it. */
export const dayKey = (ms: number, zone: string): string => at(ms, zone).toISODate() ?? '';

export function dayName(ms: number, zone: string, now: number): string {
  return nearDay(ms, zone, now) ?? at(ms, zone).toFormat('cccc d LLLL yyyy');
}

function nearDay(ms: number, zone: string, now: number): string | undefined {
  const days = at(now, zone).startOf('day').diff(at(ms, zone).startOf('day'), 'days').days;
  return { '0': 'Today', '1': 'Yesterday', '-1': 'Tomorrow' }[String(Math.round(days))];
}

/** `3 minutes ago` */
export const ago = (ms: number, now: number): string =>
  DateTime.fromMillis(ms).toRelative({ base: DateTime.fromMillis(now), locale: LOCALE }) ?? '';

const PATTERNS: Record<string, string> = {
  date_num: 'yyyy-MM-dd',
  date_slash: 'dd/MM/yyyy',
  date: 'd LLLL yyyy',
  date_short: 'd LLL yyyy',
  date_long: 'cccc d LLLL yyyy',
  day_divider_pretty: 'cccc d LLLL',
  time: 'HH:mm',
  time_secs: 'HH:mm:ss',
};

/** Slack's docs, "Date formatting": the tokens of `<!date^…>`. One it does not know stays as it is written. */
export function dateToken(format: string, seconds: number, zone: string, now: number): string {
  const ms = msOf(seconds);
  return format.replace(/\{([a-z_]+)\}/g, (whole, token: string) => {
    if (token === 'ago') {
      return ago(ms, now);
    }
    const plain = token.replace(/_pretty$/, '');
    const near = plain === token ? undefined : nearDay(ms, zone, now);
    const pattern = PATTERNS[plain];
    return near?.toLowerCase() ?? (pattern ? at(ms, zone).toFormat(pattern) : whole);
  });
}

/** What a `datetime-local` field holds, and back: seconds since 1970. */
export const fieldFromSeconds = (seconds: number, zone: string): string =>
  at(msOf(seconds), zone).toFormat("yyyy-MM-dd'T'HH:mm");

export const secondsFromField = (value: string, zone: string): number =>
  Math.floor(DateTime.fromISO(value, { zone }).toSeconds());
