// Dates as people type them: `by friday`, `due 30 Nov`, `2026-11-30`, `by 24.12.`; read in the writer's zone, looking ahead.
import { DateTime } from 'luxon';
import { Refusal } from '../incident/refusal.ts';
import type { Instant } from '../incident/values.ts';

export const WEEKDAY_WORD = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const IS_WEEKDAY = new RegExp(`^${WEEKDAY_WORD}$`, 'i');
const FORMATS = ['d MMM', 'd MMMM', 'MMM d', 'MMMM d'];
const DUE = /^(?<before>.*\s|)(?<word>by|due|until|till)[:\s]\s*(?<when>[\w .,/-]+)$/is;
/** What is bare is a due date only where no word before it makes it part of the work: `rerun the export of 2026-12-24`. */
const BARE =
  /^(?<before>(?:.*\s|)(?!(?:of|for|from|since|on|at|in|to|than|before|after|between|and|through)\s)\S+\s+)(?<when>\d{4}-\d\d-\d\d)[.\s]*$/is;
/** A date stands at the end of a text: no more of it is looked at, however long it is. */
const LONGEST_DUE = 90;
const COUNTED = /^in (?<count>\d+|an?|one|two|three) (?<unit>day|week)s?$/i;
const SMALL_NUMBERS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3 };

/** 1 for Monday to 7 for Sunday, where the word is a day's name. */
export function weekdayOf(word: string): number | undefined {
  return IS_WEEKDAY.test(word) ? WEEKDAYS.indexOf(word.slice(0, 3).toLowerCase()) + 1 : undefined;
}

/**
 * A date of the calendar: `2026-11-30`, `30 Nov 2026`, `Nov 30`. Without a year, the latest that is past or the first to
 * come, today included, in the zone of `today`.
 */
export function calendarDate(word: string, today: DateTime, look: 'back' | 'ahead'): DateTime | undefined {
  const tidy = word
    .replace(/[.,]/g, '')
    .replace(/(\d)(?:st|nd|rd|th)\b/i, '$1')
    .replace(/ of /i, ' ')
    .replace(/\bsept\b/i, 'Sep');
  const read = (text: string, format: string) =>
    DateTime.fromFormat(text, format, { zone: today.zone, locale: 'en-US' });
  const iso = read(tidy, 'yyyy-MM-dd');
  if (iso.isValid) {
    return iso;
  }
  const withYear = FORMATS.map((format) => read(tidy, `${format} yyyy`));
  const years = look === 'back' ? [today.year, today.year - 1] : [today.year, today.year + 1];
  const guessed = years
    .flatMap((year) => FORMATS.map((format) => read(`${tidy} ${year}`, `${format} yyyy`)))
    .filter((date) => (look === 'back' ? date <= today : date >= today));
  return [...withYear, ...guessed].find((date) => date.isValid);
}

type Writing = { zone: string; now: Instant };

/** `unread`: words at the end that stand where a date does and are none that is known. */
export type Dated = { text: string; due?: string; unread?: string };

/** `by end of quarter`, `by 03/04`; `by hand` and `by 10` are no dates. */
const LIKE_A_DATE =
  /^(?:the )?(?:end|next|this|mid|early|late|eo[a-z]|q[1-4]|sprint|month|week|quarter|year)\b|^\d{1,2}[./]\d|^\d{1,2}(?:st|nd|rd|th)\b|^\d{4}[-/]\d|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b \d|\d \b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const CLOCK_TIME = /^\d{1,2} ?[ap]m\b/i;

/**
 * Takes `by friday`, `due 2026-11-30`, `by end of month`, a last `2026-11-30` off the end of a text; `until friday` is read
 * and stays, because the work may be to wait. `due` is a date as `2026-11-30`; absent where the text ends in no date. A date
 * that has passed is refused.
 */
export function takeDue(text: string, writing: Writing): Dated {
  const whole = text.trim();
  // Where it is cut, nothing is the beginning of a word.
  const from = whole.length > LONGEST_DUE ? whole.length - LONGEST_DUE : 0;
  const end = from === 0 ? whole : `…${whole.slice(from)}`;
  const before = (found: string) => whole.slice(0, from) + found.slice(from === 0 ? 0 : 1);
  const match = DUE.exec(end)?.groups;
  if (!match) {
    const bare = BARE.exec(end)?.groups;
    const due = bare && comingDate(bare.when ?? '', writing);
    return due ? { text: withoutEnd(before(bare.before ?? '')), due } : { text: whole };
  }
  const when = (match.when ?? '').trim();
  const due = dueDate(when, writing);
  if (due) {
    return {
      text: /till?$/i.test(match.word ?? '') ? withoutEnd(whole) : withoutEnd(before(match.before ?? '')),
      due,
    };
  }
  const isDate =
    LIKE_A_DATE.test(when) ||
    (/due/i.test(match.word ?? '') && !/^to\b/i.test(when)) ||
    (/(?:^|\s)(?:<@[^<>]*>|@[^\s,:<>]+)[\s,)]*$/.test(match.before ?? '') && !CLOCK_TIME.test(when));
  return { text: whole, ...(isDate ? { unread: when } : {}) };
}

function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[,;\s]/.test(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** The date that a word means, looking ahead: `fri` is the next Friday, today included. */
export function dueDate(word: string, writing: Writing): string | undefined {
  const today = todayOf(writing);
  const date = ahead(word, today);
  if (date && date < today) {
    throw new Refusal(
      `${date.setLocale('en-GB').toFormat('ccc d LLL yyyy')} has passed. Give a day to come, like \`by friday\` or \`by ${today.plus({ days: 7 }).toISODate()}\`.`,
    );
  }
  return date?.toISODate() ?? undefined;
}

/** A date with no word that makes it a due date is refused for nothing: what has passed is part of the work. */
function comingDate(word: string, writing: Writing): string | undefined {
  const today = todayOf(writing);
  const date = calendarDate(word, today, 'ahead');
  return date && date >= today ? (date.toISODate() ?? undefined) : undefined;
}

/** Whether a day (`2026-11-23`) is over where the clock shows this zone's time. */
export const isOver = (day: string, writing: Writing): boolean => day < (todayOf(writing).toISODate() ?? '');

const todayOf = ({ zone, now }: Writing) => DateTime.fromMillis(now, { zone }).startOf('day');

const DAYS_FROM_NOW: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tonight', 0],
  ['eod', 0],
  ['end of day', 0],
  ['tomorrow', 1],
]);

function ahead(typed: string, today: DateTime): DateTime | undefined {
  const word = typed.trim().toLowerCase();
  const plain = word.replace(/[.\s]+$/, '').replace(/\bthe /g, '');
  const next = /^next (?<what>.+)$/.exec(plain)?.groups?.what;
  const counted = COUNTED.exec(plain)?.groups;
  if (counted) {
    const count = SMALL_NUMBERS[counted.count ?? ''] ?? Number(counted.count);
    return today.plus(counted.unit === 'week' ? { weeks: count } : { days: count });
  }
  if (next === 'week') {
    return today.plus({ weeks: 1 });
  }
  const days = DAYS_FROM_NOW.get(plain);
  if (days !== undefined) {
    return today.plus({ days });
  }
  const weekday = weekdayOf(next ?? plain);
  if (weekday !== undefined) {
    return comingWeekday(weekday, today, next === undefined ? 'first' : 'next');
  }
  return endOf(plain, today) ?? numericDate(word, today) ?? calendarDate(plain, today, 'ahead');
}

/** `next friday` is the Friday of the week after this one. */
function comingWeekday(weekday: number, today: DateTime, which: 'first' | 'next'): DateTime {
  const within = (weekday - today.weekday + 7) % 7;
  return today.plus({ days: which === 'first' ? within : 7 - today.weekday + weekday });
}

const FRIDAY = 5;

/** Work ends its week on a Friday. */
function endOf(word: string, today: DateTime): DateTime | undefined {
  switch (word) {
    case 'eow':
    case 'end of week':
    case 'end of this week':
      return comingWeekday(FRIDAY, today, 'first');
    case 'end of next week':
      return comingWeekday(FRIDAY, today, 'next');
    case 'eom':
    case 'end of month':
    case 'end of this month':
      return today.endOf('month').startOf('day');
    case 'end of next month':
      return today.plus({ months: 1 }).endOf('month').startOf('day');
    case 'eoy':
    case 'end of year':
    case 'end of this year':
      return today.endOf('year').startOf('day');
    default:
      return undefined;
  }
}

const DOTTED = /^(?<day>\d{1,2})\. ?(?<month>\d{1,2})\.(?: ?(?<year>\d{4}))?$/;
const SLASHED = /^(?<one>\d{1,2})\/(?<other>\d{1,2})(?:\/(?<year>\d{4}))?\.?$/;

/** `24.12.`, and `12/24` where only one of the two can be the month. */
function numericDate(word: string, today: DateTime): DateTime | undefined {
  const dotted = DOTTED.exec(word)?.groups;
  if (dotted) {
    return dayAndMonth(dotted.day, dotted.month, dotted.year, today);
  }
  const slashed = SLASHED.exec(word)?.groups;
  if (!slashed) {
    return undefined;
  }
  const { one, other, year } = slashed;
  const readings = [dayAndMonth(one, other, year, today), dayAndMonth(other, one, year, today)];
  const [first, second] = readings.filter((date) => date !== undefined);
  return second && !first?.equals(second) ? undefined : first;
}

function dayAndMonth(
  day: string | undefined,
  month: string | undefined,
  year: string | undefined,
  today: DateTime,
): DateTime | undefined {
  const inYear = (wanted: number) =>
    DateTime.fromObject({ year: wanted, month: Number(month), day: Number(day) }, { zone: today.zone });
  const dates = (year === undefined ? [today.year, today.year + 1] : [Number(year)]).map(inYear);
  return dates.find((date) => date.isValid && (year !== undefined || date >= today));
}
