// Facets: indexed words about a stream, replaced as a whole, and the conditions asked of them.
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { and, eq, sql } from './drizzle.ts';
import type { FacetQuery, Facets } from './port.ts';
import { facets } from './schema.ts';

export type FacetWriter = {
  /** The stream's facets become these; rows that stay as they are are not touched. */
  replace(stream: string, given: Facets): void;
};

export function facetWriter(db: BetterSQLite3Database): FacetWriter {
  const [stream, name, value] = [
    sql.placeholder('stream'),
    sql.placeholder('name'),
    sql.placeholder('value'),
  ];
  const present = db
    .select({ name: facets.name, value: facets.value })
    .from(facets)
    .where(eq(facets.stream, stream))
    .prepare();
  const put = db
    .insert(facets)
    .values({ stream, name, value })
    .onConflictDoUpdate({ target: [facets.stream, facets.name], set: { value: sql`excluded.value` } })
    .prepare();
  const remove = db
    .delete(facets)
    .where(and(eq(facets.stream, stream), eq(facets.name, name)))
    .prepare();
  return {
    replace(stream, given) {
      const before = new Map(present.all({ stream }).map((row) => [row.name, row.value]));
      for (const [name, value] of Object.entries(given)) {
        if (!before.has(name) || before.get(name) !== value) {
          put.run({ stream, name, value });
        }
      }
      for (const name of before.keys()) {
        if (!Object.hasOwn(given, name)) {
          remove.run({ stream, name });
        }
      }
    },
  };
}

/** The facets of one stream as they are kept. */
export function facetsOfStream(db: BetterSQLite3Database, stream: string): Facets {
  const rows = db
    .select({ name: facets.name, value: facets.value })
    .from(facets)
    .where(eq(facets.stream, stream))
    .all();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** The conditions on the stream named by `stream`, a column of the query they are put into. A facet that is not there is null. */
export function facetConditions(stream: SQLiteColumn, query: Pick<FacetQuery, 'where' | 'between'>): SQL[] {
  const conditions = query.where.map(({ facet, is }) => oneOf(stream, facet, is));
  if (query.between) {
    const { facet, from = -Infinity, to = Infinity } = query.between;
    // Text sorts after every number in SQLite, so that the upper bound keeps it out.
    conditions.push(
      sql`${stream} in (select stream from facets where name = ${facet} and value between ${from} and ${to})`,
    );
  }
  return conditions;
}

function oneOf(stream: SQLiteColumn, facet: string, is: readonly (string | number | null)[]): SQL {
  const values = JSON.stringify(is.filter((value) => value !== null));
  const listed = sql`${stream} in (select stream from facets where name = ${facet} and value in (select value from json_each(${values})))`;
  const absent = sql`${stream} not in (select stream from facets where name = ${facet} and value is not null)`;
  return is.includes(null) ? sql`(${listed} or ${absent})` : listed;
}
