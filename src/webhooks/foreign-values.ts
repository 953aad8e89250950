// Values as monitors write them (times, links, names, labels), turned into ours, cut to what the record and Slack can hold.
import { z } from 'zod';
import type { Instant, Signal } from '../incident/values.ts';
import { sha256 } from '../lib/ids.ts';

export function firstOf(
  names: readonly string[],
  from: Readonly<Record<string, string>>,
): string | undefined {
  return names.map((name) => from[name]).find((value) => value !== undefined && value !== '');
}

/** Slack's buttons take addresses of 3,000 characters; the incident's state holds these, so that they have to be shorter. */
const LONGEST_LINK = 2_000;

/** Only links that a browser follows to a page: what a monitor sends is foreign text. */
export function link(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= LONGEST_LINK && /^https?:\/\/\S+$/i.test(value)
    ? value
    : undefined;
}

/** As long as a service or a team that people type may be. */
const LONGEST_NAME = 100;

/** A name on one line, cut; undefined where nothing is left. */
export function name(value: unknown): string | undefined {
  return (typeof value === 'string' && value.trim().slice(0, LONGEST_NAME).trim()) || undefined;
}

export const nameIn = (names: readonly string[], from: Readonly<Record<string, string>>) =>
  name(firstOf(names, from));

export const LONGEST_TEXT = 10_000;

/** Words of any length, cut to what a reader may want; undefined where there are none. */
export function words(value: unknown): string | undefined {
  return (typeof value === 'string' && value.trim().slice(0, LONGEST_TEXT)) || undefined;
}

/** The first of these that says something: every alert is called somehow. */
export const titled = (...candidates: unknown[]): string =>
  candidates.map(words).find((found) => found !== undefined) ?? 'Unnamed alert';

const MOST_LABELS = 100;
/** Longer than any link that we pass on: what was cut is then no link. */
const LONGEST_LABEL = LONGEST_LINK + 500;

/** Labels as texts. What is neither text, number nor yes/no is left out. */
export function labelsOf(
  told: Readonly<Record<string, unknown>>,
  longest = LONGEST_LABEL,
): Record<string, string> {
  const plain = Object.entries(told).filter(
    ([label, value]) =>
      label !== '' && label.length <= LONGEST_NAME && /^(string|number|boolean|bigint)$/.test(typeof value),
  );
  return Object.fromEntries(
    plain.slice(0, MOST_LABELS).map(([label, value]) => [label, String(value).slice(0, longest)]),
  );
}

/** Tags of the form `key:value` or `key=value`; a tag without a value is `true`. The first one of a key counts. */
export function labelsOfTags(tags: readonly string[]): Record<string, string> {
  const pairs = tags.flatMap((tag) => {
    const mark = tag.search(/[:=]/);
    const label = (mark < 0 ? tag : tag.slice(0, mark)).trim();
    const value = mark < 0 ? '' : tag.slice(mark + 1).trim();
    return label === '' ? [] : [[label, value || 'true'] as const];
  });
  return labelsOf(Object.fromEntries(pairs.reverse()));
}

const LONGEST_KEY = 300;

/** A key that is only compared: one that is too long to be kept is kept as its digest. */
export const key = (text: string): string => (text.length <= LONGEST_KEY ? text : `sha256:${sha256(text)}`);

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Seconds, milliseconds, microseconds or nanoseconds since 1970: which of them, is plain from how large it is. */
function fromNumber(value: number): number {
  const size = Math.abs(value);
  if (size < 1e11) {
    return value * 1_000;
  }
  return size < 1e14 ? value : size < 1e17 ? value / 1e3 : value / 1e6;
}

/** `2019-02-15T23:53:45.093+0000`: an offset without its colon, which Date.parse need not understand. */
const fromText = (text: string) => Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));

/**
 * A time as a monitor tells it: an ISO text with any offset and any number of digits, or a number (or its text) since 1970 of
 * any unit. Undefined for what is none, for Go's zero time, and for times that no monitor was there to tell.
 */
export function instantOf(value: unknown): Instant | undefined {
  const text = typeof value === 'string' ? value.trim() : undefined;
  const at =
    typeof value === 'number'
      ? fromNumber(value)
      : text !== undefined && /^-?\d+(\.\d+)?$/.test(text)
        ? fromNumber(Number(text))
        : fromText(text ?? '');
  return at >= EARLIEST && at < LATEST ? Math.round(at) : undefined;
}

/** An optional text of a foreign object: anything else than a text with something in it counts as absent. */
export const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined));

/** An id that may be told as a number. */
export const id = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1));

/** A list of texts; what is no text in it, or no list at all, is left out. */
export const texts = z
  .unknown()
  .optional()
  .transform((value) =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : [],
  );

/** The signal's severity from a rank of P1 to P5, as pagers use them: the first two wake people. */
export function severityOfPriority(priority: string | undefined): Signal['severity'] {
  const rank = /^p?([1-5])$/i.exec(priority?.trim() ?? '')?.[1];
  return rank === undefined
    ? undefined
    : ['critical', 'critical', 'warning', 'warning', 'info'][Number(rank) - 1];
}
