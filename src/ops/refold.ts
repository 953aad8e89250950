// Everything that is derived from an incident's events, derived again and compared with what is kept.
import { isDeepStrictEqual } from 'node:util';
import { eventsOf } from '../engine/stored-incident.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { fold } from '../incident/evolve.ts';
import { facetsOf } from '../incident/facets.ts';
import { FOLD_VERSION } from '../incident/state.ts';
import type { Facets, Json, KeyRow, StateRow } from '../timeline/port.ts';
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

function compareKeys(events: readonly IncidentEvent[], kept: ReadonlyMap<string, Json>): string[] {
  const derived = deriveKeys(events);
  const wrong = [...derived].flatMap(([key, row]) => {
    if (!kept.has(key)) {
      return [`lacks the key ${key}`];
    }
    const fields = differing(stored(comparable(row)), comparable(kept.get(key)));
    return fields.length > 0
      ? [`has another value under the key ${key} than its events give: ${fields.join(', ')}`]
      : [];
  });
  const extra = [...kept.keys()].filter((key) => TOLD_BY_EVENTS.test(key) && !derived.has(key));
  return [...wrong, ...extra.map((key) => `has the key ${key}, of which no event tells`)];
}

async function keysOf(reader: SqliteReader, stream: string): Promise<Map<string, Json>> {
  const rows: KeyRow[] = [];
  for (;;) {
    const after = rows.at(-1)?.key;
    const page = await reader.listKeys(stream, '', {
      limit: KEYS_AT_A_TIME,
      ...(after === undefined ? {} : { after }),
    });
    rows.push(...page);
    if (page.length < KEYS_AT_A_TIME) {
      return new Map(rows.map(({ key, value }) => [key, value]));
    }
  }
}

async function versionOf(reader: SqliteReader, stream: string): Promise<number> {
  return (await reader.readState(stream))?.version ?? 0;
}

export type Refolded = { events: IncidentEvent[]; problems: string[] };

/** What of one incident is not as its events say. The app may go on writing meanwhile. */
export async function refoldIncident(reader: SqliteReader, stream: string): Promise<Refolded> {
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
      ...compareKeys(events, await keysOf(reader, stream)),
    ];
    const moved = (await versionOf(reader, stream)) !== before;
    if (problems.length === 0 || !moved || tries === TRIES) {
      return { events, problems };
    }
  }
}
