// Times as people type them in a line: read in the writer's zone, the latest past one, and echoed with date and zone.
import { DateTime } from 'luxon';
import { Refusal } from '../incident/refusal.ts';
import type { Instant } from '../incident/values.ts';
import { calendarDate, WEEKDAY_WORD, weekdayOf } from './typed-date.ts';

/** Where and when a line was written. `zone` is an IANA name, `now` in ms. */
export type Writing = { zone: string; now: Instant };

export type ReadTime = { at: Instant; rest: string };

/** A watch that runs ahead by less than this means now. */
const AHEAD_MS = 60_000;
const MINUTE_MS = 60_000;

const DAY = `today|yesterday|${WEEKDAY_WORD}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.? [a-z]{3,9}(?: \\d{4})?|[a-z]{3,9} \\d{1,2}(?:,? \\d{4})?`;
const CLOCK =
  '(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2})(?::(?<second>\\d{2}))?)?\\s*(?<half>am\\b|pm\\b)?\\s*(?<utc>(?:z|utc|gmt)\\b)?';
const DAY_AND_CLOCK = new RegExp(`^(?:(?<day>${DAY}),?\\s+(?:at\\s+)?)?${CLOCK}(?![\\w:.]*\\w)`, 'i');
const ISO = /^\d{4}-\d{2}-\d{2}T\S+/i;
const AGO =
  /^(?:(?<hours>\d+|an?|half an)\s*h(?:(?:ou)?rs?)?\b\s*)?(?:(?:and\s+)?(?<minutes>\d+|a)\s*m(?:in(?:ute)?s?)?\b\s*)?ago\b/i;

/**
 * The time that a text begins with, and what follows it: `14:05`, `at 2:05pm`, `yesterday 23:50`, `mon 9:15`,
 * `2026-11-22 14:05`, `14:05 UTC`, `10 min ago`, `now`. Without a date it is the latest past one. Undefined where the text
 * begins with no time; refused where the time never was or is still to come.
 */
export function readTime(text: string, writing: Writing): ReadTime | undefined {
  const trimmed = text.trim().replace(/^at\s+/i, '');
  const now = /^(?:right |just )?now\b/i.exec(trimmed);
  if (now) {
    return { at: writing.now, rest: after(trimmed, now[0]) };
  }
  return readAgo(trimmed, writing) ?? readIso(trimmed, writing) ?? readClock(trimmed, writing);
}

/** `Sun 22 Nov 2026, 14:05 (Europe/Berlin)`; seconds where there are any. */
export function echoTime(at: Instant, zone: string): string {
  const local = DateTime.fromMillis(at, { zone, locale: 'en-GB' });
  return `${local.toFormat(`ccc d LLL yyyy, HH:mm${local.second === 0 ? '' : ':ss'}`)} (${zone})`;
}

/** The zone if this machine knows it, else the other one. */
export function knownZone(zone: string | undefined, otherwise: string): string {
  return zone && DateTime.local({ zone }).isValid ? zone : otherwise;
}

function after(text: string, used: string): string {
  return text
    .slice(used.length)
    .replace(/^\s*(?:[,:–—]|-(?=\s))\s*/, '')
    .trim();
}

function readAgo(text: string, writing: Writing): ReadTime | undefined {
  const match = AGO.exec(text);
  const { hours, minutes } = match?.groups ?? {};
  if (!match || (hours === undefined && minutes === undefined)) {
    return undefined;
  }
  const back = hoursOf(hours) * 60 + (minutes === undefined ? 0 : Number(minutes) || 1);
  return { at: writing.now - back * MINUTE_MS, rest: after(text, match[0]) };
}

function hoursOf(word: string | undefined): number {
  if (word === undefined) {
    return 0;
  }
  return /^half/i.test(word) ? 0.5 : Number(word) || 1;
}

function readIso(text: string, writing: Writing): ReadTime | undefined {
  const word = ISO.exec(text)?.[0];
  const read = word === undefined ? undefined : DateTime.fromISO(word.toUpperCase(), { zone: writing.zone });
  if (!word || !read?.isValid) {
    return undefined;
  }
  return { at: notToCome([read.toMillis()], writing), rest: after(text, word) };
}

type Clock = { hour: number; minute: number; second: number };

function readClock(text: string, writing: Writing): ReadTime | undefined {
  const match = DAY_AND_CLOCK.exec(text);
  const { day, utc } = match?.groups ?? {};
  const clock = clockOf(match?.groups ?? {});
  const within = { now: writing.now, zone: utc ? 'UTC' : writing.zone };
  const days = daysOf(day, within);
  if (!match || !clock || days.length === 0) {
    return undefined;
  }
  return { at: latest(days, clock, within), rest: after(text, match[0]) };
}

/** A lone number is no time; `2pm` and `14:05` are. */
function clockOf(groups: Record<string, string | undefined>): Clock | undefined {
  const { minute, second, half } = groups;
  const hour = Number(groups.hour);
  if (minute === undefined && half === undefined) {
    return undefined;
  }
  const noon = half?.toLowerCase() === 'pm' ? 12 : 0;
  const clock = {
    hour: half ? (hour % 12) + noon : hour,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
  };
  const sound = clock.hour < 24 && clock.minute < 60 && clock.second < 60;
  return sound && (!half || (hour >= 1 && hour <= 12)) ? clock : undefined;
}

/** The days that a word can mean, the latest first; without a word, today or yesterday. */
function daysOf(word: string | undefined, writing: Writing): DateTime[] {
  const today = DateTime.fromMillis(writing.now, { zone: writing.zone }).startOf('day');
  const plain = word?.toLowerCase();
  if (plain === undefined) {
    return [today, today.minus({ days: 1 })];
  }
  if (plain === 'today' || plain === 'yesterday') {
    return [plain === 'today' ? today : today.minus({ days: 1 })];
  }
  const weekday = weekdayOf(plain);
  if (weekday !== undefined) {
    const last = today.minus({ days: (today.weekday - weekday + 7) % 7 });
    return [last, last.minus({ days: 7 })];
  }
  const date = calendarDate(plain, today, 'back');
  return date ? [date] : [];
}

/** The instants at which a clock on the wall showed this on that day: none, one, or two where clocks went back. */
function instants(day: DateTime, clock: Clock): Instant[] {
  const local = day.set(clock);
  const shows = local.hour === clock.hour && local.minute === clock.minute;
  return shows ? local.getPossibleOffsets().map((each) => each.toMillis()) : [];
}

/** The latest past instant at which the clock showed this on one of the days. */
function latest(days: readonly DateTime[], clock: Clock, writing: Writing): Instant {
  const begun = days.find((day) => {
    const possible = instants(day, clock);
    const first = possible.length > 0 ? Math.min(...possible) : day.set(clock).toMillis();
    return first <= writing.now + AHEAD_MS;
  });
  const day = begun ?? days[0]!;
  const possible = instants(day, clock);
  if (possible.length === 0) {
    throw neverWas(day, clock);
  }
  return notToCome(possible, writing);
}

function notToCome(possible: readonly Instant[], writing: Writing): Instant {
  const past = possible.filter((at) => at <= writing.now + AHEAD_MS);
  if (past.length === 0) {
    throw new Refusal(
      `${echoTime(Math.min(...possible), writing.zone)} is still to come. Give a time that has passed, like \`14:05\` or \`10 min ago\`.`,
    );
  }
  return Math.min(Math.max(...past), writing.now);
}

function neverWas(day: DateTime, clock: Clock): Refusal {
  const shown = `${String(clock.hour).padStart(2, '0')}:${String(clock.minute).padStart(2, '0')}`;
  const date = day.setLocale('en-GB').toFormat('ccc d LLL yyyy');
  return new Refusal(
    `There was no ${shown} on ${date} in ${day.zoneName}: the clocks went forward over it. Did you mean ${day.set(clock).toFormat('HH:mm')}? A time in UTC, like \`${shown} UTC\`, always works.`,
  );
}
