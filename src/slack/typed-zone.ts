// The zone typed after a clock: `14:05 UTC`, `14:05 UTC+5:30`, `14:05+02:00`, `14:05 +0200`, `14:05 Asia/Tokyo`; short names of zones are refused.
import { IANAZone } from 'luxon';
import { Refusal } from '../incident/refusal.ts';

const SIGNED = '[+\\u2212-]';

/**
 * What may follow a clock. A bare offset is one that is in use somewhere: `-5% orders` and the span `14:05-14:10` are none, nor
 * is `+1000 orders`.
 */
export const ZONE = `\\(?(?<zone>(?:utc|gmt)${SIGNED}\\d{1,2}(?::?\\d{2})?\\b(?!%)|(?:z|utc|gmt)\\b|(?:\\+(?:0\\d|1[0-4])|[\\u2212-](?:0\\d|1[0-2])):(?:00|15|30|45)\\b|${SIGNED}0\\d(?:00|15|30|45)\\b)\\)?`;

const OFFSET = /(?<sign>[+\u2212-])(?<hours>\d{1,2}?)(?::?(?<minutes>\d{2}))?$/;
/** Hours from UTC that are in use somewhere. */
const FARTHEST = { '-': 12, '+': 14 };

/** In small letters some of them are words: `13:30 est`, `13:30 west rack down`. */
const SHORT_NAMES =
  /^[\s,(]*(?<name>(?:ACDT|ACST|AEDT|AEST|AKDT|AKST|AWST|BRT|CAT|CDT|CEST|CET|EDT|EEST|EET|HKT|JST|KST|MDT|MESZ|MEZ|MSK|NZDT|NZST|PDT|PHT|PKT|PST|SAST|SGT|WIB|acdt|acst|aedt|aest|awst|cest|cet|edt|eest|jst|kst|msk|nzdt|nzst|pdt|pst|sgt)|(?:ART|AST|BST|CST|CT|EAT|EST|ET|HST|IST|MET|MST|MT|PT|WAT|WEST|WET))(?!\w)/;

/** The zone as luxon names it; undefined where no place is so far from UTC. */
export function zoneTyped(zone: string): string | undefined {
  const { sign, hours, minutes = '00' } = OFFSET.exec(zone)?.groups ?? {};
  if (sign === undefined) {
    return 'UTC';
  }
  const way = sign === '+' ? '+' : '-';
  const sound = Number(hours) <= FARTHEST[way] && Number(minutes) < 60;
  return sound ? `UTC${way}${Number(hours)}:${minutes}` : undefined;
}

/** `Asia/Tokyo`, where a text goes on with it; `TCP/IP` is none. */
export function placeTyped(text: string): { zone: string; length: number } | undefined {
  const match = /^\s+(?<zone>[a-z_]{2,20}(?:\/[a-z_-]{2,30}){1,2})(?!\w)/i.exec(text);
  const zone = match?.groups?.zone;
  return match && zone && IANAZone.isValidZone(zone) ? { zone, length: match[0].length } : undefined;
}

/** `02:00-03:00` is a span or a time three hours behind UTC; `14:02-05:00` ends before it begins and is no span. */
export function refuseSpan(zone: string | undefined, clock: { hour: number; minute: number }): void {
  const end = zone && /^[\u2212-](?<hour>\d{2}):(?<minute>\d{2})$/.exec(zone)?.groups;
  if (end && Number(end.hour) * 60 + Number(end.minute) > clock.hour * 60 + clock.minute) {
    const begin = shownClock(clock);
    throw new Refusal(
      `\`${begin}-${end.hour}:${end.minute}\` can be a span, or a time behind UTC. Write when it began, like \`${begin}\`, or the offset as \`${begin} UTC-${end.hour}:${end.minute}\`.`,
    );
  }
}

/** CST, IST, BST, even PST are several zones each: nothing is guessed. `text` is what follows the clock. */
export function refuseShortName(text: string, clock: { hour: number; minute: number }, own: string): void {
  const name = SHORT_NAMES.exec(text)?.groups?.name;
  if (name) {
    const shown = shownClock(clock);
    throw new Refusal(
      `${name} does not say for sure which zone is meant. Write the time in your own zone (${own}), in UTC, like \`${shown} UTC\`, or with its offset, like \`${shown} UTC+2\`.`,
    );
  }
}

export function shownClock({ hour, minute }: { hour: number; minute: number }): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
