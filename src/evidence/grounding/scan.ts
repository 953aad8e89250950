// Reading a text into what grounding can compare: quotations, links, ids, dates, times, amounts and words, in their order.

import { amountsIn, type SaidAmount } from './amounts.ts';
import { type ClockTime, clockMinutes, monthOf, weekdayOf, zoneOffset } from './clock-words.ts';
import type { Id, Piece, SaidOffset } from './pieces.ts';
import { phrased } from './same-phrases.ts';

/** A calendar day, as far as the words say it. */
export type SaidDate = { year?: number; month?: number; day?: number; weekday?: number; text: string };
export type SaidTime = ClockTime & { text: string; about: boolean };
export type Scan = {
  quotes: readonly string[];
  links: readonly string[];
  dates: readonly SaidDate[];
  times: readonly SaidTime[];
  offsets: readonly SaidOffset[];
  amounts: readonly SaidAmount[];
  /** Words, ids and marks that are left, in order. */
  pieces: readonly Piece[];
};

const QUOTED = /[“"]([^“”"]{2,})[”"]|`([^`]+)`/g;
const LINK = /https?:\/\/[^\s)\]>|”"]+/g;
const ISO_DATE = /\b(\d{4})-(\d\d)-(\d\d)(?:[T ](?=\d\d:\d\d))?\b|\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/g;
const NAMED_DATE =
  /\b(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)|(jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*) (\d{1,2})(?:st|nd|rd|th)?(?!\d|:))\b(?:,? (\d{4})\b)?/gi;
const WEEKDAY = /\b(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b/gi;
const ZONE =
  '(?:\\s?(utc[+-]\\d{1,2}|gmt[+-]\\d{1,2}|utc|gmt|cest|cet|bst|[ecmp][sd]t|jst|ist|ae[sd]t|\\+\\d\\d:?\\d\\d|-\\d\\d\\d\\d|z)\\b)?';
const CLOCK = new RegExp(
  `(?<![\\d:.])(?:(\\d{1,2})(?::|h(?=\\d\\d\\b))([0-5]\\d)(?::[0-5]\\d(?:\\.\\d+)?)?(?!\\d|:\\d|\\.\\d)|(?<clock>\\d{1,2})\\.([0-5]\\d)(?=\\s?[ap]\\.?m)|(\\d{1,2})(?=\\s?[ap]\\.?m\\b))\\s?([ap]\\.?m\\b\\.?)?${ZONE}`,
  'gi',
);
const LENGTH_AFTER = /^\s?(?:h|hours?|hrs?|min|minutes|long)\b/i;
const WORDED =
  /(?<!(?:past|to|after) )\b(noon|midday|midnight)\b|\b(half|quarter|twenty-five|twenty|ten|five) (past|to|after) (one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon|midday|\d{1,2})\b/gi;
const HOURS = 'twelve one two three four five six seven eight nine ten eleven'.split(' ');
const STEPS: Readonly<Record<string, number>> = {
  half: 30,
  quarter: 15,
  'twenty-five': 25,
  twenty: 20,
  ten: 10,
  five: 5,
};
const TICKET = /(?<![\w-])(?:[A-Z][A-Z0-9]+-\d+|[A-Za-z]*#\d+)\b/g;
const VERSION = /(?<![\w./-])v\d+(?:\.\d+)*(?:-[\w.]+)?\b(?!\/\w)|(?<![\w.-])\d+\.\d+\.\d+(?:[.-]\w+)*\b/gi;
/**
 * Names that machines have: letters with digits, numbers in hex, classes of answers (`5xx`), and parts joined by points, slashes
 * or underlines. Each expression can be read in one way only, and code looks for the digit: together they took exponential time.
 */
const WITH_DIGITS = /(?<![\w@])@?(?:[A-Za-z]\w*(?:[-./:@]\w+)*|\d[0-9a-f]+|\dxx)\b/g;
const hasDigits = (word: string) => (/^@?[A-Za-z]/.test(word) ? /\w\d/ : /xx$|[a-f][0-9a-f]{4}/).test(word);
const JOINED = /(?<![\w@])@?[A-Za-z](?:[A-Za-z0-9]*_\w+|\w*[./:@]\w+)(?:[-./:@]\w+)*\b/g;
const LEFT =
  /(?<numeral>[$€£¥~<>]?\d+(?:[,. ]\d{3}(?!\d))*(?:[.,]\d+)?)(?<unit>%|[a-zµ°×]+(?:\/s)?(?![\p{L}\d]))?|(?<word>\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}]+)*)|(?<mark>[.;:!?,()\n–—%~<>-])/giu;

/** A text whose parts are taken out one kind after another; what was taken leaves blanks, so that places stay. */
type Slate = { rest: string };

function take(
  slate: Slate,
  pattern: RegExp,
  use: (match: RegExpMatchArray, after: string) => boolean | undefined,
): void {
  const taken: [number, number][] = [];
  for (const match of slate.rest.matchAll(pattern)) {
    const at = match.index ?? 0;
    if (use(match, slate.rest.slice(at + match[0].length)) !== false) {
      taken.push([at, match[0].length]);
    }
  }
  for (const [at, length] of taken.reverse()) {
    slate.rest = `${slate.rest.slice(0, at)}${' '.repeat(length)}${slate.rest.slice(at + length)}`;
  }
}

function takeDates(slate: Slate): SaidDate[] {
  const dates: SaidDate[] = [];
  if (/\d{4}-\d|\d\.\d{1,2}\.\d{4}/.test(slate.rest)) {
    take(slate, ISO_DATE, (match) => {
      const [text, year, month, day, day2, month2, year2] = match;
      dates.push({
        year: Number(year ?? year2),
        month: Number(month ?? month2),
        day: Number(day ?? day2),
        text: text.trim(),
      });
      return true;
    });
  }
  take(slate, NAMED_DATE, (match) => {
    const month = monthOf(match[2] ?? match[3] ?? '');
    if (month === undefined) {
      return false;
    }
    const year = match[5] === undefined ? {} : { year: Number(match[5]) };
    dates.push({ ...year, month, day: Number(match[1] ?? match[4]), text: match[0] });
    return true;
  });
  take(slate, WEEKDAY, ([text]) => {
    const weekday = weekdayOf(text);
    if (weekday !== undefined) {
      dates.push({ weekday, text });
    }
    return weekday !== undefined;
  });
  return dates;
}

const ABOUT =
  /(?:\b(?:about|around|roughly|approximately|some|shortly (?:after|before)|just (?:after|before)|circa)|[~≈])\s*$/i;

/** `0:47` and `1:12 h` may be lengths: those are left to the amounts. */
function isLength(hours: string | undefined, after: string, half: string | undefined): boolean {
  return half === undefined && hours !== undefined && LENGTH_AFTER.test(after);
}

function takeTimes(slate: Slate, text: string): SaidTime[] {
  const times: SaidTime[] = [];
  const about = (index: number | undefined) => ABOUT.test(text.slice(Math.max(0, (index ?? 0) - 24), index));
  if (/\d/.test(slate.rest)) {
    take(slate, CLOCK, (match, after) => {
      const [words, hours, mins, dotted, dottedMins, bare, half, zone] = match;
      const minutes = clockMinutes(Number(hours ?? dotted ?? bare), Number(mins ?? dottedMins ?? 0), half);
      if (minutes === undefined || isLength(hours, after, half)) {
        return false;
      }
      const offset = zone === undefined ? undefined : zoneOffset(zone);
      times.push({
        minutes,
        text: words.trim(),
        about: about(match.index),
        ...(offset === undefined ? {} : { zone: offset }),
      });
      return true;
    });
  }
  take(slate, WORDED, (match) => {
    const [words, named, step, way, hour] = match;
    const at = { text: words, about: about(match.index) };
    if (named !== undefined) {
      times.push({ ...at, minutes: /^mid(?=night)/i.test(named) ? 0 : 720 });
      return true;
    }
    const named12 = /^(?:midnight|noon|midday)$/i.test(hour ?? '');
    const base =
      (named12 ? 0 : HOURS.includes(hour ?? '') ? HOURS.indexOf(hour ?? '') : Number(hour) % 24) * 60;
    const minutes = base + (way === 'to' ? -1 : 1) * (STEPS[(step ?? '').toLowerCase()] ?? 0);
    // In words nobody says which half of the day it is: both are meant.
    times.push({ ...at, minutes: (minutes + 1440) % 1440 }, { ...at, minutes: (minutes + 720) % 1440 });
    return true;
  });
  return times;
}

function takeIds(slate: Slate): Id[] {
  const ids: Id[] = [];
  const keep = (match: RegExpMatchArray) => {
    const text = match[0].replace(/^@/, '').replace(/[.:/-]+$/, '');
    if (/^\d+[a-z]+$/i.test(text) && !/xx$|[0-9a-f]{7}/i.test(text)) {
      return false;
    }
    ids.push({ kind: 'id', text, lower: text.toLowerCase(), start: match.index ?? 0 });
    return true;
  };
  take(slate, TICKET, keep);
  take(slate, VERSION, keep);
  take(slate, WITH_DIGITS, (match) => hasDigits(match[0]) && keep(match));
  take(slate, JOINED, keep);
  return ids;
}

function isAnswerCode(numeral: string, unit: string | undefined, after: string): boolean {
  return (
    /^[45]\d\d$/.test(numeral) &&
    (unit === 's' || /^\d{3} (?:errors?|responses?|answers?|status|codes?|on|for|from)\b/.test(after))
  );
}

/** `1.16M` are millions, `5m` minutes. */
function glued(unit: string): string {
  return unit === 'M' ? 'million' : unit === 'B' ? 'billion' : unit.toLowerCase();
}

function piecesOf(slate: Slate, ids: readonly Id[]): Piece[] {
  const pieces: Piece[] = [...ids];
  for (const match of slate.rest.matchAll(LEFT)) {
    const { numeral, unit, word, mark } = match.groups ?? {};
    const start = match.index;
    if (numeral !== undefined && isAnswerCode(numeral, unit, slate.rest.slice(start))) {
      // Answers of a web server are names: `503s` are no seconds, and 502 errors are not so many.
      pieces.push({ kind: 'id', text: numeral, lower: numeral, start });
    } else if (numeral !== undefined) {
      pieces.push({ kind: 'numeral', text: numeral, unit: glued(unit ?? ''), start });
    } else if (word !== undefined) {
      const lower = word.toLowerCase().replaceAll('’', "'");
      pieces.push({ kind: 'word', text: word, lower, capital: /^\p{Lu}/u.test(word), start });
    } else if (mark !== undefined) {
      pieces.push({ kind: 'mark', text: mark, start });
    }
  }
  return ids.length === 0 ? pieces : pieces.sort((a, b) => a.start - b.start);
}

/** Reads a text. `quoted`: quotations are taken out by themselves (a sentence about the record); else they are read like the rest. */
export function scan(text: string, options: { quoted: boolean }): Scan {
  const slate: Slate = { rest: text.replace(/\bsev[ -]?(?=\d)/gi, 'SEV-') };
  const quotes: string[] = [];
  const links: string[] = [];
  if (options.quoted) {
    take(slate, QUOTED, (match) => void quotes.push(match[1] ?? match[2] ?? ''));
  }
  if (text.includes('://')) {
    take(slate, LINK, (match) => void links.push(match[0].replace(/[.,;:!?]+$/, '')));
  }
  slate.rest = phrased(slate.rest);
  const dates = takeDates(slate);
  const times = takeTimes(slate, slate.rest);
  const ids = takeIds(slate);
  const pieces = piecesOf(slate, ids);
  return { quotes, links, dates, times, ...amountsIn(pieces) };
}
