// Alerts that come and go: recognised by how often one begins within a while, said once, then only counted.
import type { Instant, Signal } from '../incident/values.ts';
import type { Routing } from '../policy/routing.ts';

/** What is kept of one alert over its occurrences. */
export type FlapRow = {
  /** When its latest occurrences began, in order. */
  starts: readonly Instant[];
  /** When it was said that it flaps. */
  said?: Instant;
  /** Stream of the incident that an occurrence was last part of. */
  incident?: string;
};

/**
 * What makes two occurrences the same alert: what the vendor says, else its labels, else its title. (Alertmanager's own
 * fingerprint is made of the labels alone.)
 */
export function identityOf({ vendor, identity, labels, title }: Signal): string {
  const named = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([vendor, identity ?? (named.length > 0 ? named : title)]);
}

/** Beginnings within the while that ends with the latest; the one at hand counts once, in whatever order they were told. */
function startsWith(row: FlapRow | undefined, at: Instant, { within }: Routing['flapping']): Instant[] {
  const all = [...new Set([...(row?.starts ?? []), at])].sort((a, b) => a - b);
  const latest = all.at(-1) ?? at;
  return all.filter((start) => latest - start < within);
}

/** How often it began lately, where that is too often. */
export function flaps(
  row: FlapRow | undefined,
  signal: Signal,
  limits: Routing['flapping'],
): number | undefined {
  const starts = startsWith(row, signal.startsAt, limits);
  return starts.length >= limits.times ? starts.length : undefined;
}

/** Whether this fit of flapping was said already; a new fit is said anew. */
export function isSaid(row: FlapRow | undefined, signal: Signal, { within }: Routing['flapping']): boolean {
  const last = row?.starts.at(-1);
  return row?.said !== undefined && last !== undefined && signal.startsAt - last < within;
}

/** The row after one more occurrence. `said`: it was told to people now. */
export function flapAfter(
  row: FlapRow | undefined,
  signal: Signal,
  {
    limits,
    incident,
    said,
    now,
  }: { limits: Routing['flapping']; incident?: string; said: boolean; now: Instant },
): FlapRow {
  const starts = startsWith(row, signal.startsAt, limits).slice(-limits.times);
  const before = isSaid(row, signal, limits) ? row?.said : undefined;
  const saidAt = said ? now : before;
  const part = incident ?? row?.incident;
  return {
    starts,
    ...(saidAt === undefined ? {} : { said: saidAt }),
    ...(part === undefined ? {} : { incident: part }),
  };
}
