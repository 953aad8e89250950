// Dates as people type them: `by friday`, `due 30 Nov`, `2026-11-30`; read in the writer's zone, looking ahead.
import { DateTime } from 'luxon';
import { Refusal } from '../incident/refusal.ts';
import type { Instant } from '../incident/values.ts';

export const WEEKDAY_WORD = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const IS_WEEKDAY = new RegExp(`^${WEEKDAY_WORD}$`, 'i');
const FORMATS = ['d MMM', 'd MMMM', 'MMM d', 'MMMM d'];
const DUE = /^(?<before>.*\s|)(?:by|due)[:\s]\s*(?<when>[\w .,-]+?)[.\s]*$/is;
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
  const tidy = word.replace(/[.,]/g, '').replace(/\bsept\b/i, 'Sep');
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

/**
 * Takes `by friday`, `due 2026-11-30`, `by tomorrow`, `by next week` off the end of a text. `due` is a date as
 * `2026-11-30`; absent where the text ends in no date. A date that has passed is refused.
 */
export function takeDue(
  text: string,
  writing: { zone: string; now: Instant },
): { text: string; due?: string } {
  const whole = text.trim();
  // Where it is cut, nothing is the beginning of a word.
  const from = whole.length > LONGEST_DUE ? whole.length - LONGEST_DUE : 0;
  const match = DUE.exec(from === 0 ? whole : `…${whole.slice(from)}`);
  const due = match && dueDate(match.groups?.when ?? '', writing);
  const before = whole.slice(0, from) + (match?.groups?.before ?? '').slice(from === 0 ? 0 : 1);
  return due ? { text: withoutEnd(before), due } : { text: whole };
}

function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[,;\s]/.test(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** The date that a word means, looking ahead: `fri` is the next Friday, today included. */
export function dueDate(word: string, writing: { zone: string; now: Instant }): string | undefined {
  const today = DateTime.fromMillis(writing.now, { zone: writing.zone }).startOf('day');
  const date = ahead(word.trim().toLowerCase(), today);
  if (date && date < today) {
    throw new Refusal(
      `${date.setLocale('en-GB').toFormat('ccc d LLL yyyy')} has passed. Give a day to come, like \`by friday\` or \`by ${today.plus({ days: 7 }).toISODate()}\`.`,
    );
  }
  return date?.toISODate() ?? undefined;
}

function ahead(word: string, today: DateTime): DateTime | undefined {
  const next = /^next (?<what>.+)$/.exec(word)?.groups?.what;
  const counted = COUNTED.exec(word)?.groups;
  if (counted) {
    const count = SMALL_NUMBERS[counted.count ?? ''] ?? Number(counted.count);
    return today.plus(counted.unit === 'week' ? { weeks: count } : { days: count });
  }
  if (next === 'week') {
    return today.plus({ weeks: 1 });
  }
  const fixed: Record<string, number> = { today: 0, tonight: 0, eod: 0, tomorrow: 1 };
  const days = fixed[word];
  if (days !== undefined) {
    return today.plus({ days });
  }
  const weekday = weekdayOf(next ?? word);
  if (weekday !== undefined) {
    const within = (weekday - today.weekday + 7) % 7;
    // `next friday` is the Friday of the week after this one.
    return today.plus({ days: next === undefined ? within : 7 - today.weekday + weekday });
  }
  return calendarDate(word, today, 'ahead');
}
