// Recomputing every hash of every chain, and comparing with heads that were kept elsewhere.

import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { and, asc, eq, gt, sql } from './drizzle.ts';
import { chainHash, contentHash, type EventRecord, type EventRow } from './integrity.ts';
import type { Head, Problem, Timeline } from './port.ts';
import { contents, events } from './schema.ts';

/** Events read at a time; other work of the thread goes on between. */
const EVENTS_AT_A_TIME = 100;

type CheckedRow = EventRow & { salt: Uint8Array | null; content: string | null };
type Tip = { version: number; hash: string };
type Tell = (what: string, version?: number) => void;
/** Erasures that the chains speak of, and those that were found. */
type Erasures = { recorded: Set<string>; found: { id: string; stream: string; version: number }[] };

export async function verifyChains(
  db: BetterSQLite3Database,
  { against = [], onProgress }: NonNullable<Parameters<Timeline['verify']>[0]> = {},
): Promise<{ events: number; streams: number; problems: Problem[] }> {
  const find = prepareQuestions(db);
  const listed = headsByStream(against);
  const erasures: Erasures = { recorded: new Set(), found: [] };
  const problems: Problem[] = [];
  let [checked, count] = [0, 0];
  for (let stream = find.streamAfter(''); stream !== undefined; stream = find.streamAfter(stream)) {
    const name = stream;
    const tell: Tell = (what, version) => void problems.push({ stream: name, version, what });
    const heads = listed.get(stream) ?? new Map<number, string>();
    let tip: Tip = { version: 0, hash: '' };
    for (let rows = find.events(stream, 0); rows.length > 0; rows = find.events(stream, tip.version)) {
      for (const row of rows) {
        checkEvent(row, tip, tell, erasures);
        compareWithHead(row, heads, tell);
        tip = row;
      }
      checked += rows.length;
      onProgress?.(checked);
      await new Promise((resolve) => setImmediate(resolve));
    }
    checkEnd(find.end(stream), heads, tell);
    listed.delete(stream);
    count += 1;
  }
  problems.push(...unrecorded(erasures), ...gone(listed));
  return { events: checked, streams: count, problems };
}

function prepareQuestions(db: BetterSQLite3Database) {
  const after = db
    .select({
      stream: sql<string | null>`min(stream)`,
    })
    .from(
      sql`(select min(stream) as stream from events where stream > ${sql.placeholder('after')}
        union all select min(stream) from streams where stream > ${sql.placeholder('after')})`,
    )
    .prepare();
  const page = db
    .select({
      ...{ id: events.id, stream: events.stream, version: events.version, type: events.type },
      ...{ prevHash: events.prevHash, hash: events.hash, record: events.record },
      ...{ salt: contents.salt, content: contents.content },
    })
    .from(events)
    .leftJoin(contents, eq(contents.seq, events.seq))
    .where(and(eq(events.stream, sql.placeholder('stream')), gt(events.version, sql.placeholder('after'))))
    .orderBy(asc(events.version))
    .limit(EVENTS_AT_A_TIME)
    .prepare();
  return {
    streamAfter: (stream: string) => after.get({ after: stream })?.stream ?? undefined,
    events: (stream: string, version: number): CheckedRow[] => page.all({ stream, after: version }),
    /** The head as kept and as it is, read in one statement: other connections go on writing. */
    end: (stream: string) =>
      db.get<{ keptVersion: number | null; keptHash: string | null; version: number; hash: string }>(sql`
        select kept.version as keptVersion, kept.hash as keptHash,
          coalesce(last.version, 0) as version, coalesce(last.hash, '') as hash
        from (select 1)
          left join (select version, hash from streams where stream = ${stream}) kept
          left join (select version, hash from events where stream = ${stream} order by version desc limit 1) last`),
  };
}

function checkEvent(row: CheckedRow, tip: Tip, tell: Tell, erasures: Erasures): void {
  if (row.version !== tip.version + 1) {
    tell(`follows version ${tip.version}: what was between is missing`, row.version);
  } else if (row.prevHash !== tip.hash) {
    tell('does not name the hash of the event before it: one of them was changed or swapped', row.version);
  }
  if (chainHash(row.prevHash, row.record) !== row.hash) {
    tell('does not have the hash that was kept for it: it was changed', row.version);
    return;
  }
  const record = JSON.parse(row.record) as EventRecord;
  if (
    record.id !== row.id ||
    record.stream !== row.stream ||
    record.version !== row.version ||
    record.type !== row.type
  ) {
    tell('is filed under another id, stream, version or type than its own', row.version);
  }
  checkContent(row, record, tell, erasures);
}

function checkContent(
  { salt, content, ...row }: CheckedRow,
  record: EventRecord,
  tell: Tell,
  erasures: Erasures,
): void {
  for (const id of record.erases ?? []) {
    erasures.recorded.add(id);
  }
  if (salt !== null && content !== null) {
    if (contentHash({ salt, content }) !== record.content) {
      tell('has other content than was recorded', row.version);
    }
  } else if (record.content !== undefined) {
    erasures.found.push(row);
  }
}

/** `heads`: hash by version, of one stream; those that were compared are taken out. */
function compareWithHead(row: CheckedRow, heads: Map<number, string>, tell: Tell): void {
  const hash = heads.get(row.version);
  if (hash !== undefined && hash !== row.hash) {
    tell('has another hash than the list of heads: history before it was rewritten', row.version);
  }
  heads.delete(row.version);
}

function checkEnd(
  end: { keptVersion: number | null; keptHash: string | null; version: number; hash: string },
  heads: Map<number, string>,
  tell: Tell,
): void {
  if (end.keptVersion !== end.version || end.keptHash !== end.hash) {
    tell(`ends at version ${end.version}, but its head was kept as version ${end.keptVersion ?? 'none'}`);
  }
  for (const version of heads.keys()) {
    tell(
      `ends at version ${end.version}; the list of heads has it up to version ${version}: its end was cut off`,
    );
  }
}

function unrecorded({ found, recorded }: Erasures): Problem[] {
  return found
    .filter(({ id }) => !recorded.has(id))
    .map(({ stream, version }) => ({
      stream,
      version,
      what: 'lost its content, and no event records the erasure',
    }));
}

function gone(listed: ReadonlyMap<string, ReadonlyMap<number, string>>): Problem[] {
  return [...listed].map(([stream, heads]) => ({
    stream,
    what: `is gone; the list of heads has it up to version ${Math.max(...heads.keys())}`,
  }));
}

function headsByStream(heads: readonly Head[]): Map<string, Map<number, string>> {
  const byStream = new Map<string, Map<number, string>>();
  for (const { stream, version, hash } of heads) {
    byStream.set(stream, (byStream.get(stream) ?? new Map<number, string>()).set(version, hash));
  }
  return byStream;
}
