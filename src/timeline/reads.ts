// Everything that can be asked of the database, over any connection to it.
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { bareRow, type Db } from './bare.ts';
import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, lt, or, sql } from './drizzle.ts';
import { effectOf, withoutError, withStatus } from './effect-rows.ts';
import { facetConditions } from './facets.ts';
import { openEvent } from './integrity.ts';
import type { Effect, FacetQuery, Json, StateRow, TimelineReader } from './port.ts';
import { contents, effects, events, keys, receipts, streams } from './schema.ts';
import { searchDocuments } from './search.ts';

const MOST_EVENTS = 1_000;
const MOST_ROWS = 10_000;

/** The questions of the port, as they are answered: at once, on the calling thread. */
export type Reads = {
  [Question in Exclude<keyof TimelineReader, 'close'>]: (
    ...asked: Parameters<TimelineReader[Question]>
  ) => Awaited<ReturnType<TimelineReader[Question]>>;
};

export function reads(db: Db): Reads {
  const state = db
    .select()
    .from(streams)
    .where(and(eq(streams.stream, sql.placeholder('stream')), isNotNull(streams.state)))
    .prepare();
  const receipt = db
    .select({ receipt: receipts.receipt })
    .from(receipts)
    .where(eq(receipts.key, sql.placeholder('key')))
    .prepare();
  return {
    ...eventReads(db),
    ...facetReads(db),
    ...keyReads(db),
    readState(stream) {
      const row = state.get({ stream });
      return row && stateOf(row);
    },
    readReceipt(key) {
      const row = receipt.get({ key });
      return row && (JSON.parse(row.receipt) as Json);
    },
    search: (query) => searchDocuments(db, query),
    listEffects: (query) => listEffects(db, query),
    heads: ({ after = '', limit = MOST_ROWS } = {}) =>
      db
        .select({ stream: streams.stream, version: streams.version, hash: streams.hash })
        .from(streams)
        .where(and(gt(streams.stream, after), gt(streams.version, 0)))
        .orderBy(asc(streams.stream))
        .limit(limit)
        .all(),
  };
}

const listEffects = (
  db: BetterSQLite3Database,
  {
    ids,
    status,
    stream,
    kind,
    exceptError,
    newestFirst,
    limit,
    offset = 0,
  }: Parameters<TimelineReader['listEffects']>[0],
): Effect[] =>
  db
    .select()
    .from(effects)
    .where(
      and(
        ids && inArray(effects.id, [...ids]),
        status && (or(...status.map((one) => withStatus[one])) ?? sql`false`),
        stream === undefined ? undefined : eq(effects.stream, stream),
        kind === undefined ? undefined : inArray(effects.kind, [kind].flat()),
        exceptError === undefined ? undefined : withoutError(exceptError),
      ),
    )
    .orderBy(
      ...(newestFirst ? [desc(effects.finishedAt), desc(effects.id)] : [asc(effects.dueAt), asc(effects.id)]),
    )
    .limit(limit)
    .offset(offset)
    .all()
    .map(effectOf);

function eventReads(db: BetterSQLite3Database): Pick<Reads, 'readStream' | 'readEvents'> {
  const columns = {
    record: events.record,
    prevHash: events.prevHash,
    hash: events.hash,
    content: contents.content,
  };
  const find = (...conditions: SQL[]) =>
    db
      .select(columns)
      .from(events)
      .leftJoin(contents, eq(contents.seq, events.seq))
      .where(and(...conditions))
      .orderBy(asc(events.stream), asc(events.version))
      .limit(sql.placeholder('limit'))
      .prepare();
  const typed = sql`${events.type} in (select value from json_each(${sql.placeholder('types')}))`;
  const inStream = [
    eq(events.stream, sql.placeholder('stream')),
    gt(events.version, sql.placeholder('after')),
  ] as const;
  const ofStream = find(...inStream);
  const ofStreamTyped = find(...inStream, typed);
  const ofIds = find(sql`${events.id} in (select value from json_each(${sql.placeholder('ids')}))`);
  return {
    readStream(stream, { after = 0, limit = MOST_EVENTS, types } = {}) {
      const rows = types
        ? ofStreamTyped.all({ stream, after, limit, types: JSON.stringify(types) })
        : ofStream.all({ stream, after, limit });
      return rows.map((row) => openEvent(row, row.content));
    },
    readEvents: (ids) =>
      ofIds.all({ ids: JSON.stringify(ids), limit: ids.length }).map((row) => openEvent(row, row.content)),
  };
}

function facetReads(db: BetterSQLite3Database): Pick<Reads, 'findStreams' | 'countStreams'> {
  const having = (query: Pick<FacetQuery, 'where' | 'between'>) =>
    and(isNotNull(streams.state), ...facetConditions(streams.stream, query));
  return {
    findStreams(query) {
      const { facet, descending } = query.orderBy ?? {};
      const value = sql`(select value from facets where facets.stream = ${streams.stream} and name = ${facet ?? ''})`;
      return db
        .select()
        .from(streams)
        .where(having(query))
        .orderBy(descending ? desc(value) : asc(value), asc(streams.stream))
        .limit(query.limit)
        .offset(query.offset ?? 0)
        .all()
        .map(stateOf);
    },
    countStreams: (query) => db.select({ n: count() }).from(streams).where(having(query)).get()?.n ?? 0,
  };
}

type KeyColumns = { key: string; stream: string; value: string };

function keyReads(db: Db): Pick<Reads, 'readKeys' | 'listKeys'> {
  const ofKey = bareRow<KeyColumns>(
    db,
    db
      .select()
      .from(keys)
      .where(eq(keys.key, sql.placeholder('key')))
      .prepare(),
  );
  const parsed = (row: KeyColumns) => ({
    ...row,
    value: JSON.parse(row.value) as Json,
  });
  return {
    // One by one: a list as JSON costs more than the few look-ups there are.
    readKeys: (wanted) => [...new Set(wanted)].flatMap((key) => ofKey.get({ key }) ?? []).map(parsed),
    listKeys: (stream, prefix, { after, limit = MOST_ROWS } = {}) =>
      db
        .select()
        .from(keys)
        .where(
          and(
            eq(keys.stream, stream),
            gte(keys.key, prefix),
            // No character sorts after this one: the first key that no longer begins with the prefix.
            lt(keys.key, `${prefix}\u{10ffff}`),
            after === undefined ? undefined : gt(keys.key, after),
          ),
        )
        .orderBy(asc(keys.key))
        .limit(limit)
        .all()
        .map(parsed),
  };
}

function stateOf(row: typeof streams.$inferSelect): StateRow {
  return {
    stream: row.stream,
    version: row.stateVersion ?? 0,
    data: JSON.parse(row.state ?? 'null') as Json,
    foldVersion: row.foldVersion ?? 0,
  };
}
