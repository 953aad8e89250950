// Times as people type them in a line: read in the writer's zone, the latest past one, and echoed with date and zone.
import { DateTime } from 'luxon';
import { Refusal } from '../incident/refusal.ts';
import type { Instant } from '../incident/values.ts';
import { DAYS_AGO, daysBack, readAgo } from './typed-ago.ts';
import { calendarDate, WEEKDAY_WORD, weekdayOf } from './typed-date.ts';
import { shownClock, zoneAfter } from './typed-zone.ts';

/** Where and when a line was written. `zone` is an IANA name, `now` in ms. */
export type Writing = { zone: string; now: Instant };

export type ReadTime = { at: Instant; rest: string };

/** A watch that runs ahead by less than this means now. */
const AHEAD_MS = 60_000;

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const NAMED_DAY = `(?:last )?${WEEKDAY_WORD}`;
const ORDINAL = '(?:st|nd|rd|th)';
/** Days by what they are called, before a clock or after it. */
const CALLED = `today|yesterday|yday|(?:the )?day before yesterday|${DAYS_AGO}|\\d{4}-\\d{2}-\\d{2}`;
const DAY = `this (?:morning|afternoon|evening)|yesterday (?:morning|afternoon|evening|night)|last night|${CALLED}|${NAMED_DAY}|\\d{1,2}(?:${ORDINAL}|\\.)? (?:of )?[a-z]{3,9}(?: \\d{4})?|[a-z]{3,9} \\d{1,2}${ORDINAL}?(?:,? \\d{4})?`;
const CLOCK =
  "(?:(?<word>noon|midday|midnight)\\b|(?<hour>\\d{1,2})(?:(?<mark>[:.h])(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?)?(?:\\s*(?<half>[ap]m\\b|[ap]\\.m\\b\\.?))?)(?:\\s*(?:h|hrs|uhr|o['’]clock)\\b)?";
const DAY_AND_CLOCK = new RegExp(`^(?:(?<day>${DAY}),?\\s+(?:at\\s+)?)?${CLOCK}`, 'i');
/** `14:05 yesterday`, `14:05 on monday`; without `on` a day's name may be of what happened, unless nothing else is said. */
const WRITTEN_DAY = `${NAMED_DAY}|\\d{1,2}(?:${ORDINAL}|\\.)? (?:of )?${MONTH}(?: \\d{4})?|${MONTH} \\d{1,2}${ORDINAL}?(?:,? \\d{4})?`;
const DAY_AFTER = new RegExp(
  `^\\s+(?:(?:on )?(?:\\(?(?<day>${CALLED})\\b(?!['’])\\)?)|on (?<on>${WRITTEN_DAY})\\b(?!['’])|(?<alone>${WRITTEN_DAY})(?=\\s*(?:$|because\\b)))`,
  'i',
);
const ISO_DATE = /^\d{4}-\d{2}-\d{2}t(?=\d)/i;
/** What is said before a time, and is no part of it. */
const BEFORE =
  /^(?:(?:at|on)\s+)?(?:(?:about|around|approx\.?|approximately|roughly|circa|ca\.?|some|maybe|like|almost|nearly|just)\s+|~\s*)?(?:at\s+)?(?:\[(?=\d))?/i;
/** `at 25:00`, `at 1405`, `at half past two`, `2 days ago`, `yesterday evening`. */
const LIKE_A_TIME =
  /^(?:at\s+(?:\d{1,2}[:.h]\d{2}|\d{1,4}[/.-]\d{1,2}\b|\d{4}\b|\d{1,2}\s*(?:[ap]\.?m|h|uhr|o['’]clock)\b|(?:half|quarter)\b)|\d{1,2}:\d{2}\s+ago\b|(?:yesterday|today)\s+(?:at|around|about|morning|afternoon|evening|night|\d)|(?:half|quarter)\s+(?:past|to)\b|(?:about |some )?(?:\S+\s+){0,3}\S*(?:second|sec|minute|min|hour|hr|day|week|moment|\d[dhmsw])s?\s+ago\b)/i;

/**
 * The time that a text begins with, and what follows it: `14:05`, `at 2:05pm`, `yesterday 23:50`, `2 days ago at 23:50`, `23:50 yesterday`, `mon 9:15`,
 * `14:05 on monday`, `2026-11-22 14:05`, `2026-11-22T14:05:30Z`, `14:05 UTC`, `14:05 Tokyo time`, `noon`, `about 10 min ago`, `now`.
 * Without a date it is the latest past one. Undefined where the text begins with no time; refused where the time never was, is still
 * to come or may be of several zones.
 */
export function readTime(text: string, writing: Writing): ReadTime | undefined {
  const whole = text.trim();
  const trimmed = whole.slice(BEFORE.exec(plainWidth(whole))?.[0].length ?? 0);
  const plain = plainWidth(trimmed);
  const read = readNow(plain, writing) ?? readAgo(plain, writing.now) ?? readClock(plain, writing);
  return read && { at: read.at, rest: after(trimmed, read.used) };
}

/** A text that begins like a time, whether it can be read or not. */
export function looksLikeTime(text: string): boolean {
  return LIKE_A_TIME.test(plainWidth(text.trim()));
}

/** Digits and letters of full width (`１５：０５`) as plain ones, each in its place, so that the rest can be kept as written. */
export function plainWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (letter) => letter.normalize('NFKC'));
}

const DATE = 'ccc d LLL yyyy';

/** `Sun 22 Nov 2026, 14:05 (Europe/Berlin)`; seconds where there are any; the offset where the clock shows a time twice. */
export function echoTime(at: Instant, zone: string): string {
  const local = localTime(at, zone);
  return `${local.toFormat(`${DATE}, ${clockFormat(local)}`)} (${zone})`;
}

const localTime = (at: Instant, zone: string) => DateTime.fromMillis(at, { zone, locale: 'en-GB' });

function clockFormat(local: DateTime): string {
  const seconds = local.second === 0 ? '' : ':ss';
  const offset = local.getPossibleOffsets().length > 1 ? " 'UTC'Z" : '';
  return `HH:mm${seconds}${offset}`;
}

/**
 * Times of one list, whose heading says the zone. Where all are of one day the heading says that, too, and each is a clock's;
 * else each has its date.
 */
export function timesTogether(
  all: readonly Instant[],
  zone: string,
): { heading: string; words(at: Instant): string } {
  const [day, ...others] = new Set(all.map((at) => localTime(at, zone).toFormat(DATE)));
  const oneDay = day !== undefined && others.length === 0;
  return {
    heading: `${oneDay ? `${day}, ` : ''}times in ${zone}`,
    words(at) {
      const local = localTime(at, zone);
      return local.toFormat(oneDay ? clockFormat(local) : `${DATE}, ${clockFormat(local)}`);
    },
  };
}

/** The zone if this machine knows it, else the other one. */
export function knownZone(zone: string | undefined, otherwise: string): string {
  return zone && DateTime.local({ zone }).isValid ? zone : otherwise;
}

/** `used`: how much of the text is the time. */
type Begun = { at: Instant; used: number };

function after(text: string, used: number): string {
  const rest = text.slice(used);
  const mark = /^\]?\s*(?:[,:–—]|-(?=\s))?\s*/.exec(plainWidth(rest))?.[0] ?? '';
  return rest.slice(mark.length).trim();
}

function readNow(text: string, writing: Writing): Begun | undefined {
  const now = /^(?:right |just )?now\b(?!-)/i.exec(text);
  return now ? { at: writing.now, used: now[0].length } : undefined;
}

type Clock = { hour: number; minute: number; second: number; millisecond: number };

function readClock(typed: string, writing: Writing): Begun | undefined {
  const dated = ISO_DATE.test(typed);
  const text = dated ? `${typed.slice(0, 10)} ${typed.slice(11)}` : typed;
  const match = DAY_AND_CLOCK.exec(text);
  const clock = clockOf(match?.groups ?? {});
  const first = match?.groups?.day;
  if (!match || !clock || daysOf(first, clock, writing).length === 0) {
    return undefined;
  }
  const found = behindClock(text.slice(match[0].length), { clock, own: writing.zone, dated, day: first });
  if (found === undefined || goesOn(text.slice(match[0].length + found.used), match.groups?.mark)) {
    return undefined;
  }
  const within = { now: writing.now, zone: found.zone ?? writing.zone };
  const days = daysOf(found.day, clock, within);
  return days.length === 0
    ? undefined
    : { at: latest(days, clock, within), used: match[0].length + found.used };
}

/** `14:05ish`, `1:15 ago` and the date `22.11. 14:05` are no clock. */
const goesOn = (rest: string, mark: string | undefined) =>
  /^[\w:.]*\w|^\s*ago\b/i.test(rest) || (mark === '.' && /^\.\s*\d/.test(rest));

type Behind = { used: number; zone?: string; day?: string };

/** Zone and day, in either order, each once; undefined where the zone is none that there is. */
function behindClock(
  text: string,
  { day: first, ...where }: Parameters<typeof zoneAfter>[1] & { day: string | undefined },
): Behind | undefined {
  const found: Behind = { used: 0, ...(first === undefined ? {} : { day: first }) };
  for (;;) {
    const follows = text.slice(found.used);
    const zone = found.zone === undefined ? zoneAfter(follows, where) : undefined;
    if (zone === 'unsound') {
      return undefined;
    }
    const day = found.day === undefined && zone === undefined ? DAY_AFTER.exec(follows) : undefined;
    const { day: plain, on, alone } = day?.groups ?? {};
    const word = plain ?? on ?? alone;
    if (zone !== undefined) {
      found.zone = zone.zone;
    } else if (word !== undefined) {
      found.day = word;
    } else {
      return found;
    }
    found.used += zone?.length ?? day?.[0].length ?? 0;
  }
}

/** A lone number is no time; `2pm`, `14:05` and `noon` are. */
function clockOf(groups: Record<string, string | undefined>): Clock | undefined {
  const { word, minute, second, fraction = '', half } = groups;
  if (word !== undefined) {
    return { hour: word.toLowerCase() === 'midnight' ? 0 : 12, minute: 0, second: 0, millisecond: 0 };
  }
  const hour = Number(groups.hour);
  if (minute === undefined && half === undefined) {
    return undefined;
  }
  const noon = /^p/i.test(half ?? '') ? 12 : 0;
  const clock = {
    hour: half ? (hour % 12) + noon : hour,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
  };
  const sound = clock.hour < 24 && clock.minute < 60 && clock.second < 60;
  return sound && (!half || (hour >= 1 && hour <= 12)) ? clock : undefined;
}

/** The days that a word can mean, the latest first; without a word, today or yesterday. A night goes on after midnight. */
function daysOf(word: string | undefined, { hour }: Clock, writing: Writing): DateTime[] {
  const today = DateTime.fromMillis(writing.now, { zone: writing.zone }).startOf('day');
  const yesterday = today.minus({ days: 1 });
  const plain = word?.toLowerCase();
  if (plain === undefined) {
    return [today, yesterday];
  }
  if (/^(?:today|this)\b/.test(plain)) {
    return [today];
  }
  if (/night$/.test(plain)) {
    return [hour < 12 ? today : yesterday];
  }
  if (/^(?:yesterday|yday)/.test(plain)) {
    return [yesterday];
  }
  const back = /before yesterday$/.test(plain) ? 2 : daysBack(plain);
  if (back !== undefined) {
    return [today.minus({ days: back })];
  }
  const weekday = weekdayOf(plain.replace(/^last /, ''));
  if (weekday !== undefined) {
    const last = today.minus({ days: (today.weekday - weekday + 7) % 7 });
    const before = last.minus({ days: 7 });
    return plain.startsWith('last ') && last.equals(today) ? [before] : [last, before];
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
  const date = day.setLocale('en-GB').toFormat('ccc d LLL yyyy');
  const meant = day.set(clock);
  return new Refusal(
    `There was no ${shownClock(clock)} on ${date} in ${day.zoneName}: the clocks went forward over it. Did you mean ${meant.toFormat('HH:mm')}? In UTC that is \`${meant.toUTC().toFormat("yyyy-MM-dd HH:mm 'UTC'")}\`, which always works.`,
  );
}
