// The zone typed after a clock: `14:05 UTC`, `14:05 UTC+5:30`, `14:05+02:00`, `14:05+2`, `14:05 Asia/Tokyo`, `14:05 Tokyo time`; what may be
// several zones is refused.
import { IANAZone } from 'luxon';
import { Refusal } from '../incident/refusal.ts';

const SIGNED = '[+\\u2212-]';
/** Nothing of a word, a number or another clock goes on. */
const NO_MORE = '(?![\\w:.]*\\w)';

/**
 * What may follow a clock. A bare offset is one that is in use somewhere: `-5% orders` and the span `14:05-14:10` are none, nor
 * is `+1000 orders`.
 */
const ZONE = new RegExp(
  `^\\s*\\(?(?<zone>(?:utc|gmt)${SIGNED}\\d{1,2}(?::?\\d{2})?\\b(?!%)|z\\b(?!-)|(?:utc|gmt)\\b|(?:\\+(?:0\\d|1[0-4])|[\\u2212-](?:0\\d|1[0-2])):(?:00|15|30|45)\\b|${SIGNED}0\\d(?:00|15|30|45)\\b)\\)?(?:\\s+time\\b)?${NO_MORE}`,
  'i',
);

const OFFSET = /(?<sign>[+\u2212-])(?<hours>\d{1,2}?)(?::?(?<minutes>\d{2}))?$/;
/** Hours from UTC that are in use somewhere. */
const FARTHEST = { '-': 12, '+': 14 };

/** Where nothing but a reason follows, what stands behind the clock belongs to it. */
const REASON = '(?=\\s*(?:$|because\\b))';
const ENDS = /^\s*(?:$|[,:;.](?:\s|$)|because\b)/i;

/** `15:05+9`; with a space before it `+9` may be of what happened, unless nothing else is said. */
const HOURS = new RegExp(`^\\+\\d{1,2}(?![\\d%])${NO_MORE}`);
const HOURS_OR_SPAN = new RegExp(`^[\\u2212-]\\d{1,2}(?!%)${NO_MORE}`);
const HOURS_APART = new RegExp(`^\\s+(?<hours>${SIGNED}\\d{1,2})${REASON}`, 'i');

/** In small letters some of them are words: `13:30 est`, `13:30 west rack down`. */
const SHORT_NAMES =
  /^[\s,(]*(?<name>(?:ACDT|ACST|AEDT|AEST|AKDT|AKST|AWST|BRT|CAT|CDT|CEST|CET|EDT|EEST|EET|HKT|JST|KST|MDT|MESZ|MEZ|MSK|NZDT|NZST|PDT|PHT|PKT|PST|SAST|SGT|WIB|acdt|acst|aedt|aest|awst|bst|cest|cet|cst|edt|eest|hst|jst|kst|mdt|msk|mst|nzdt|nzst|pdt|pst|sgt)|(?:ART|AST|BST|CST|CT|EAT|EST|ET|HST|IST|MET|MST|MT|PT|WAT|WEST|WET))(?!\w)/;
/** `est` is French and `ist` German for is: they are zones where nothing is said of them, or where people have such a zone. */
const WORDS_TOO = /^[\s,(]*(?<name>ct|est|et|ist|mt|pt|wat)(?!\w)\)?/;
const LIVED_IN: Readonly<Record<string, RegExp>> = { est: /^America\//, ist: /^Asia\// };

const PART = "[\\p{L}][\\p{L}.'’-]*";
const TIME_OF = new RegExp(`^\\s+\\(?(?:in\\s+)?(?<place>${PART}(?:\\s+${PART}){0,2}?)\\s+time\\b\\)?`, 'iu');
const PLACE_ALONE = new RegExp(
  `^\\s+\\(?(?:in\\s+)?(?<place>${PART}(?:\\s+${PART}){0,2}?)\\)?${REASON}`,
  'iu',
);
/** Each of them is several zones, or has two names in a year. */
const MANY_ZONES =
  /^(?:(?:us|central|eastern|western)\s+)?(?:us|eu|eastern|central|mountain|pacific|atlantic|british|european)(?:\s+(?:standard|daylight|summer|european))?$/i;
/** Countries of one zone, as people call their time. */
const COUNTRIES: Readonly<Record<string, string>> = {
  uk: 'Europe/London',
  german: 'Europe/Berlin',
  indian: 'Asia/Kolkata',
  india: 'Asia/Kolkata',
  japan: 'Asia/Tokyo',
};
const OWN = /^(?:my|our|local)$/i;
const LIKE_A_NAME = /^\p{Lu}/u;

export type Zoned = { zone: string; length: number };
type Clock = { hour: number; minute: number };
/** `own`: the writer's zone. `dated`: written with its date as ISO 8601 has it, where `02:00-03:00` is no span. */
type Writing = { clock: Clock; own: string; dated: boolean };

/**
 * The zone with which `text` begins, which follows a clock; undefined where it begins with none, `unsound` where no place is so far
 * from UTC. Refused where it may be one zone or another: nothing is guessed.
 */
export function zoneAfter(text: string, writing: Writing): Zoned | 'unsound' | undefined {
  const offset = ZONE.exec(text);
  if (offset) {
    const typed = offset.groups?.zone ?? '';
    if (!writing.dated) {
      refuseSpan(typed, writing.clock);
    }
    return zoned(zoneTyped(typed), offset[0].length);
  }
  const hours = HOURS.exec(text)?.[0];
  if (hours) {
    return zoned(zoneTyped(hours), hours.length);
  }
  refuseHours(text, writing.clock);
  return pathTyped(text) ?? placeTyped(text, writing) ?? refuseShortName(text, writing);
}

const zoned = (zone: string | undefined, length: number) =>
  zone === undefined ? 'unsound' : { zone, length };

/** The zone as luxon names it; undefined where no place is so far from UTC. */
function zoneTyped(zone: string): string | undefined {
  const { sign, hours, minutes = '00' } = OFFSET.exec(zone)?.groups ?? {};
  if (sign === undefined) {
    return 'UTC';
  }
  const way = sign === '+' ? '+' : '-';
  const sound = Number(hours) <= FARTHEST[way] && Number(minutes) < 60;
  return sound ? `UTC${way}${Number(hours)}:${minutes}` : undefined;
}

/** `Asia/Tokyo`, where a text goes on with it; `TCP/IP` is none. */
function pathTyped(text: string): Zoned | undefined {
  const match = /^\s+\(?(?<zone>[a-z_]{2,20}(?:\/[a-z_-]{2,30}){1,2})(?!\w)\)?(?:\s+time\b)?/i.exec(text);
  const zone = match?.groups?.zone;
  return match && zone && IANAZone.isValidZone(zone) ? { zone, length: match[0].length } : undefined;
}

let cities: ReadonlyMap<string, string> | undefined;

/** The zone that is named after a city: `new york`; or that of a country. */
function zoneOf(city: string): string | undefined {
  cities ??= new Map([
    ...['Asia/Kolkata', 'Europe/Kyiv', ...Intl.supportedValuesOf('timeZone')].map(
      (zone) =>
        [
          zone
            .slice(zone.lastIndexOf('/') + 1)
            .replaceAll('_', ' ')
            .toLowerCase(),
          zone,
        ] as const,
    ),
  ]);
  const name = city.toLowerCase().replace(/\s+/g, ' ');
  return cities.get(name) ?? (Object.hasOwn(COUNTRIES, name) ? COUNTRIES[name] : undefined);
}

/** `Tokyo time`, `my time`; `response time` is none. A city alone, where nothing else is said. */
function placeTyped(text: string, { own, clock }: Writing): Zoned | undefined {
  const match = TIME_OF.exec(text) ?? PLACE_ALONE.exec(text);
  const place = match?.groups?.place;
  if (!match || place === undefined) {
    return undefined;
  }
  const timed = /\btime\)?$/i.test(match[0]);
  const zone = timed && OWN.test(place) ? own : zoneOf(place);
  if (zone !== undefined) {
    return { zone, length: match[0].length };
  }
  const rest = text.slice(match[0].length);
  const named = timed && LIKE_A_NAME.test(place) && ENDS.test(rest);
  if (named || MANY_ZONES.test(place)) {
    throw unclear(timed ? `${place} time` : place, clock, own);
  }
  return undefined;
}

function unclear(name: string, clock: Clock, own: string): Refusal {
  const shown = shownClock(clock);
  return new Refusal(
    `${name} does not say for sure which zone is meant. Write the time in your own zone (${own}), in UTC, like \`${shown} UTC\`, or with its offset, like \`${shown} UTC+2\`.`,
  );
}

/** `02:00-03:00` is a span or a time three hours behind UTC; `14:02-05:00` ends before it begins and is no span. */
function refuseSpan(zone: string, clock: Clock): void {
  const end = /^[\u2212-](?<hour>\d{2}):(?<minute>\d{2})$/.exec(zone)?.groups;
  if (end && Number(end.hour) * 60 + Number(end.minute) > clock.hour * 60 + clock.minute) {
    throw spanOrOffset(clock, `-${end.hour}:${end.minute}`);
  }
}

function spanOrOffset(clock: Clock, end: string): Refusal {
  const begin = shownClock(clock);
  return new Refusal(
    `\`${begin}${end}\` can be a span, or a time behind UTC. Write when it began, like \`${begin}\`, or the offset as \`${begin} UTC${end}\`.`,
  );
}

function refuseHours(text: string, clock: Clock): void {
  const attached = HOURS_OR_SPAN.exec(text)?.[0];
  if (attached) {
    throw spanOrOffset(clock, attached.replace('\u2212', '-'));
  }
  const apart = HOURS_APART.exec(text)?.groups?.hours;
  if (apart) {
    const shown = shownClock(clock);
    throw new Refusal(
      `\`${apart}\` can be an offset, or part of what happened. Write \`${shown} UTC${apart.replace('\u2212', '-')}\`, or only \`${shown}\`.`,
    );
  }
}

/** CST, IST, BST, even PST are several zones each. */
function refuseShortName(text: string, { clock, own }: Writing): undefined {
  const word = WORDS_TOO.exec(text);
  const called = word?.groups?.name ?? '';
  const meant = word !== null && (ENDS.test(text.slice(word[0].length)) || LIVED_IN[called]?.test(own));
  const name = SHORT_NAMES.exec(text)?.groups?.name ?? (meant ? called : undefined);
  if (name) {
    throw unclear(name, clock, own);
  }
  return undefined;
}

export function shownClock({ hour, minute }: Clock): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
