// What the senders of deployments have in common: short texts, links, times and versions, read from whatever they hold.
import { z } from 'zod';
import type { Deployment, Instant } from '../incident/values.ts';
import { sha256 } from '../lib/ids.ts';

/** As long as a service that people type may be. */
const LONGEST_NAME = 100;
const LONGEST_TITLE = 300;
const LONGEST_LINK = 2_000;
const LONGEST_KEY = 200;
const MOST_LABELS = 20;

function text(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return undefined;
  }
  const line = String(value).replace(/\s+/gu, ' ').trim();
  return [...line.slice(0, 2 * max)].slice(0, max).join('') || undefined;
}

/** Absent, empty and of another type are one: templates leave gaps. */
const soft = <T>(read: (value: unknown) => T | undefined) => z.unknown().transform(read).optional();

export const name = soft((value) => text(value, LONGEST_NAME));
export const title = soft((value) => text(value, LONGEST_TITLE));

/** Only addresses that a browser follows to a page. */
export const link = soft((value) =>
  typeof value === 'string' && value.length <= LONGEST_LINK && /^https?:\/\/[^\s<>|]+$/i.test(value)
    ? value
    : undefined,
);

const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2100, 0);
/** Unix seconds are ten digits long in our days, milliseconds thirteen. */
const SECONDS_END = 1e11;
/** With its zone: without one nobody knows when it was. */
const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

function instantOf(value: unknown): Instant | undefined {
  const number = typeof value === 'string' && /^\d{9,13}$/.test(value) ? Number(value) : value;
  const at =
    typeof number === 'number'
      ? Math.round(number < SECONDS_END ? number * 1000 : number)
      : typeof number === 'string' && WITH_ZONE.test(number)
        ? Date.parse(number)
        : undefined;
  return at !== undefined && at > EARLIEST && at < LATEST ? at : undefined;
}

/** ISO 8601 with a zone, or Unix seconds or milliseconds. */
export const instant = soft(instantOf);

export const labels = soft((value) => {
  const given = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const read = Object.entries(given)
    .slice(0, MOST_LABELS)
    .flatMap(([key, one]) => {
      const [what, words] = [text(key, LONGEST_NAME), text(one, LONGEST_NAME)];
      return what !== undefined && words !== undefined ? [[what, words] as const] : [];
    });
  return read.length > 0 ? (Object.fromEntries(read) as Record<string, string>) : undefined;
});

/** What names a deployment at its vendor, from parts that do together. */
export function keyOf(...parts: readonly (string | number | undefined)[]): string {
  const key = parts.map((part) => part ?? '').join('/');
  return key.length <= LONGEST_KEY ? key : sha256(key);
}

const TAG = /^(?:refs\/tags\/)?(v?\d+(?:\.\d+)+[^/\s]*)$/i;

/** `1.4.2` of `refs/tags/1.4.2`; undefined for a branch, which is no version. */
export function tagIn(ref: string | undefined): string | undefined {
  return TAG.exec(ref ?? '')?.[1];
}

/** Without what is not known. */
export function deploymentOf(
  known: { [K in keyof Deployment]: Deployment[K] | undefined } & Pick<
    Deployment,
    'vendor' | 'key' | 'finishedAt' | 'status'
  >,
): Deployment {
  const given = Object.entries({ ...known, title: text(known.title, LONGEST_TITLE) ?? '' }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given) as unknown as Deployment;
}
