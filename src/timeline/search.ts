// Full-text search: words of every script, snippets a person can read, and no query that a person could type fails.
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { and, eq, sql } from './drizzle.ts';
import type { FacetQuery, SearchChange, SearchHit } from './port.ts';
import { documents, facets } from './schema.ts';
import { best, type Found, snippetOf } from './search-rank.ts';
import { matchExpression, segment, termsIn } from './search-words.ts';

export type DocumentWriter = {
  write(stream: string, changes: readonly SearchChange[]): void;
  remove(id: string): void;
};

/** What a document no longer says leaves the full-text index by triggers; what it says now is taken in by `word-index.ts`. */
export function documentWriter(db: BetterSQLite3Database): DocumentWriter {
  const [id, stream, text] = [sql.placeholder('id'), sql.placeholder('stream'), sql.placeholder('text')];
  const upsert = db
    .insert(documents)
    .values({ id, stream, text })
    .onConflictDoUpdate({
      target: documents.id,
      set: { stream: sql`excluded.stream`, text: sql`excluded.text` },
      setWhere: sql`documents.text <> excluded.text or documents.stream <> excluded.stream`,
    })
    .prepare();
  const remove = db.delete(documents).where(eq(documents.id, id)).prepare();
  return {
    write(stream, changes) {
      for (const change of changes) {
        if (change.op === 'remove') {
          remove.run({ id: change.id });
        } else {
          upsert.run({ id: change.id, stream, text: segment(change.text) });
        }
      }
    },
    remove: (id) => void remove.run({ id }),
  };
}

type Query = { text: string; where?: FacetQuery['where']; stream?: string; limit: number };

/** The newest hits are ranked: a word that is in every message must not stop the thread. */
const MOST_RANKED = 400;

/**
 * The best of the newest hits first; `rank`: smaller is better, and comparable between questions of the same words. Whole
 * words are looked for first, because their hits come one by one, newest first; those that only begin so have to be gathered
 * from all words that do, and are asked for where whole words are too few. (SQLite's own ranking counts every hit there is:
 * a quarter of a second for a common word in a million messages.)
 */
export function searchDocuments(db: BetterSQLite3Database, query: Query): SearchHit[] {
  const terms = termsIn(query.text);
  if (terms.length === 0) {
    return [];
  }
  const whole = newest(db, matchExpression(terms, { whole: true }), query);
  const found =
    whole.length < query.limit && terms.some(({ begins }) => begins)
      ? newest(db, matchExpression(terms), query)
      : whole;
  return best(found, terms, query.limit).map((hit) => ({
    stream: hit.stream,
    id: hit.id,
    rank: hit.rank,
    snippet: snippetOf(hit),
  }));
}

/** The index is walked backwards and left as soon as there is enough; a stream's documents lie between its first and its last. */
function newest(db: BetterSQLite3Database, match: string, { where = [], stream }: Query): Found[] {
  const within =
    stream === undefined
      ? []
      : [
          sql`search.rowid >= (select min(seq) from documents where stream = ${stream})`,
          sql`search.rowid <= (select max(seq) from documents where stream = ${stream})`,
          eq(documents.stream, stream),
        ];
  const conditions = [sql`search match ${match}`, ...within, ...where.map(holds)];
  return db.all<Found>(
    sql`select documents.stream as stream, documents.id as id, documents.text as text
      from search cross join documents on documents.seq = search.rowid
      where ${and(...conditions)} order by search.rowid desc limit ${MOST_RANKED}`,
  );
}

/** Looked up for each hit, of which there are few; a list of all streams would be made for every question. */
function holds({ facet, is }: FacetQuery['where'][number]): SQL {
  const of = (condition: SQL) =>
    sql`exists (select 1 from ${facets} where ${facets.stream} = ${documents.stream} and ${facets.name} = ${facet} and ${condition})`;
  const values = JSON.stringify(is.filter((value) => value !== null));
  const listed = of(sql`${facets.value} in (select value from json_each(${values}))`);
  return is.includes(null) ? sql`(${listed} or not ${of(sql`${facets.value} is not null`)})` : listed;
}
