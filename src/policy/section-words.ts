// Small shapes that the sections of firescribe.yml share: ids, people, durations, zones, channels.
import { z } from 'zod';
import { orList } from './lists.ts';

const SECOND = 1000;
const UNITS = { s: SECOND, m: 60 * SECOND, h: 3600 * SECOND, d: 86_400 * SECOND, w: 604_800 * SECOND };
const DURATION = /^(\d+(?:\.\d+)?)\s*([smhdw])$/;

/** Milliseconds of `90s`, `10m`, `24h`, `5d` or `2w`; undefined where it is no such thing. */
export function durationOf(words: string): number | undefined {
  const [, count, unit] = DURATION.exec(words.trim()) ?? [];
  return count === undefined || unit === undefined
    ? undefined
    : Math.round(Number(count) * UNITS[unit as keyof typeof UNITS]);
}

/** A duration as people write it, read as milliseconds. */
export const duration = z
  .string('write a duration such as 90s, 10m, 24h or 5d')
  .regex(DURATION, 'write a duration such as 90s, 10m, 24h or 5d')
  .transform((words) => durationOf(words) ?? 0)
  .describe('A duration: 90s, 10m, 24h, 5d, 2w.');

/** Whether it is a time zone that this machine knows. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

export const zone = z
  .string()
  .refine(isZone, 'use an IANA zone such as Europe/Berlin')
  .describe('An IANA time zone, such as Europe/Berlin.');

/** A Slack id of a person or of a user group. */
export const personOrGroup = z
  .string()
  .regex(/^[UWS][A-Z0-9]{5,}$/, 'use Slack ids: U… for people, S… for user groups');

export const people = z
  .array(personOrGroup)
  .describe('Slack ids: U… for people, S… for user groups. A profile’s menu has “Copy member ID”.');

/** What services, teams, severities and roles are called by in the file, and typed as in Slack. */
export const id = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9._-]{0,79}$/,
    'a name begins with a letter and goes on with letters, digits, dots, dashes and underscores',
  );

export const channel = z
  .string()
  .regex(/^#?[^\s#,]{1,80}$/, 'use a channel’s name or id: incidents, C0123ABCD')
  .transform((name) => name.replace(/^#/, ''))
  .describe('A channel’s name or id.');

export const url = z.url({ protocol: /^https?$/, error: 'use a whole address, beginning with https://' });

export const onCall = z
  .string()
  .min(1)
  .describe('A rotation of this file, pagerduty:<schedule or policy id>, or opsgenie:<schedule name>.');

/** What is wrong where a word is none of those that are known. Whoever shows it adds the nearest one. */
export function unknownWord(word: string, known: readonly string[], is: string) {
  return {
    code: 'custom' as const,
    message: `${word} ${is}; use ${known.length > 0 ? orList(known) : 'none, since none is configured'}`,
    params: { word, known },
  };
}

/** The opposite of `durationOf`, in the largest unit that says it without a rest; a day is 24h. */
export function durationWords(ms: number): string {
  const whole = (['d', 'h', 'm'] as const).filter((unit) => ms > 0 && ms % UNITS[unit] === 0);
  const unit = whole.find((one) => one !== 'd' || ms > UNITS.d) ?? 's';
  return `${ms / UNITS[unit]}${unit}`;
}

/** What is written in a section, for laying it over the defaults. */
export function withoutGaps<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}
