// Full-text search: words of every script, snippets a person can read, and no query that a person could type fails.
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { and, eq, sql } from './drizzle.ts';
import type { FacetQuery, SearchChange, SearchHit } from './port.ts';
import { documents, facets } from './schema.ts';
import { best, type Found, snippetOf } from './search-rank.ts';
import { matchExpression, segment, spelledOut, termsIn } from './search-words.ts';

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

/** More words than this begin so: the index gathers their hits by itself then, all of them at once. */
const MOST_SPELLED_OUT = 64;
/** A beginning of two letters is that of too many: the first of them are looked for. */
const SHORTEST_GATHERED = 3;

/**
 * The best of the newest hits first; `rank`: smaller is better, and comparable between questions of the same words. Whole
 * words are looked for first, and words that begin so where those are too few: spelled out, because the hits of single words
 * come one by one, newest first, while the index gathers all hits of a beginning before it gives one. (SQLite's own ranking
 * counts every hit there is: a quarter of a second for a common word in a million messages.)
 */
export function searchDocuments(db: BetterSQLite3Database, query: Query): SearchHit[] {
  const terms = termsIn(query.text);
  if (terms.length === 0) {
    return [];
  }
  const whole = newest(db, matchExpression(terms, { whole: true }), query);
  const found =
    whole.length < query.limit && terms.some(({ begins }) => begins)
      ? newest(db, spelledOut(terms, wordsOf(db)), query)
      : whole;
  return best(found, terms, query.limit).map((hit) => ({
    stream: hit.stream,
    id: hit.id,
    rank: hit.rank,
    snippet: snippetOf(hit),
  }));
}

/** Words of the index that begin so, one look-up for each; undefined where they are too many to be spelled out. */
function wordsOf(db: BetterSQLite3Database) {
  return (beginning: string): string[] | undefined => {
    const words: string[] = [];
    for (let from = beginning; words.length < MOST_SPELLED_OUT; from = `${words.at(-1)}\u0001`) {
      const row = db.get<{ term: string } | undefined>(
        sql`select term from search_words where term >= ${from} limit 1`,
      );
      if (!row?.term.startsWith(beginning)) {
        return words;
      }
      words.push(row.term);
    }
    return [...beginning].length < SHORTEST_GATHERED ? words : undefined;
  };
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
