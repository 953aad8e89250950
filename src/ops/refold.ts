// Everything that is derived from an incident's events, derived again and compared with what is kept.
import { isDeepStrictEqual } from 'node:util';
import { eventsOf } from '../engine/stored-incident.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { fold } from '../incident/evolve.ts';
import { facetsOf } from '../incident/facets.ts';
import { FOLD_VERSION } from '../incident/state.ts';
import type { Facets, Json, StateRow } from '../timeline/port.ts';
import type { SqliteReader } from '../timeline/sqlite.ts';
import { comparable, deriveKeys, TOLD_BY_EVENTS } from './derived-keys.ts';

const KEYS_AT_A_TIME = 5_000;
/** While the app writes, a stream may move between two reads. */
const TRIES = 5;

/** As JSON would keep it: without what is undefined. */
const stored = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

/** The fields in which two objects differ. */
function differing(a: unknown, b: unknown): string[] {
  const fields = (value: unknown) =>
    new Map(Object.entries(typeof value === 'object' && value !== null ? value : { value }));
  const [left, right] = [fields(a), fields(b)];
  return [...new Set([...left.keys(), ...right.keys()])].filter(
    (name) => !isDeepStrictEqual(left.get(name), right.get(name)),
  );
}

/** It is folded, and filed, anew when it is next read: there is nothing to compare with. */
const isFoldedByOlderRules = (row: StateRow | undefined) =>
  row !== undefined && row.foldVersion !== FOLD_VERSION;

function compareState(events: readonly IncidentEvent[], row: StateRow | undefined): string[] {
  const last = events.at(-1)?.version ?? 0;
  if (!row) {
    return ['has no state'];
  }
  if (row.version !== last) {
    return [`has a state of version ${row.version}, and its events end at ${last}`];
  }
  if (isFoldedByOlderRules(row)) {
    return [];
  }
  const fields = differing(stored(fold(events)), row.data);
  return fields.length > 0 ? [`has a state that its events do not give: ${fields.join(', ')}`] : [];
}

function compareFacets(events: readonly IncidentEvent[], kept: Facets): string[] {
  const state = fold(events);
  const fields = differing(stored(state ? facetsOf(state) : {}), kept);
  return fields.length > 0
    ? [`is filed under facets that its state does not give: ${fields.join(', ')}`]
    : [];
}

/** Looked up one by one: what a stream holds besides is counted, and listed only where the count is not right. */
async function compareKeys(
  { reader, stream, counts }: Compared,
  events: readonly IncidentEvent[],
): Promise<string[]> {
  const derived = deriveKeys(events);
  const problems: string[] = [];
  let held = 0;
  const rowsOfEvents = [...derived];
  for (let from = 0; from < rowsOfEvents.length; from += KEYS_AT_A_TIME) {
    const part = rowsOfEvents.slice(from, from + KEYS_AT_A_TIME);
    const rows = await reader.readKeys(part.map(([key]) => key));
    const kept = new Map(rows.filter((row) => row.stream === stream).map((row) => [row.key, row.value]));
    held += kept.size;
    problems.push(...part.flatMap(([key, row]) => compareKey(key, row, kept)));
  }
  const told = TOLD_BY_EVENTS.reduce((sum, kind) => sum + (counts.get(stream)?.get(kind) ?? 0), 0);
  return told === held ? problems : [...problems, ...(await keysOfNoEvent(reader, stream, derived))];
}

function compareKey(key: string, row: unknown, kept: ReadonlyMap<string, Json>): string[] {
  if (!kept.has(key)) {
    return [`lacks the key ${key}`];
  }
  const fields = differing(stored(comparable(key, row)), stored(comparable(key, kept.get(key))));
  return fields.length > 0
    ? [`has another value under the key ${key} than its events give: ${fields.join(', ')}`]
    : [];
}

async function keysOfNoEvent(
  reader: SqliteReader,
  stream: string,
  derived: ReadonlyMap<string, unknown>,
): Promise<string[]> {
  const extra: string[] = [];
  for (const kind of TOLD_BY_EVENTS) {
    for (let after: string | undefined; ; ) {
      const page = await reader.listKeys(stream, `${kind}:`, {
        limit: KEYS_AT_A_TIME,
        ...(after === undefined ? {} : { after }),
      });
      extra.push(...page.map(({ key }) => key).filter((key) => !derived.has(key)));
      after = page.at(-1)?.key;
      if (page.length < KEYS_AT_A_TIME) {
        break;
      }
    }
  }
  return extra.map((key) => `has the key ${key}, of which no event tells`);
}

async function versionOf(reader: SqliteReader, stream: string): Promise<number> {
  return (await reader.readState(stream))?.version ?? 0;
}

/** `counts`: keys by stream and kind, as `countKeys` gives them. */
export type Compared = {
  reader: SqliteReader;
  stream: string;
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

export type Refolded = { events: IncidentEvent[]; problems: string[] };

/** What of one incident is not as its events say. The app may go on writing meanwhile. */
export async function refoldIncident(compared: Compared): Promise<Refolded> {
  const { reader, stream } = compared;
  for (let tries = 1; ; tries += 1) {
    const before = await versionOf(reader, stream);
    const events: IncidentEvent[] = [];
    for await (const page of eventsOf(reader, stream)) {
      events.push(...page);
    }
    const row = await reader.readState(stream);
    const problems = [
      ...compareState(events, row),
      ...(isFoldedByOlderRules(row) ? [] : compareFacets(events, await reader.readFacets(stream))),
      ...(await compareKeys(compared, events)),
    ];
    const moved = (await versionOf(reader, stream)) !== before;
    if (problems.length === 0 || !moved || tries === TRIES) {
      return { events, problems };
    }
  }
}
