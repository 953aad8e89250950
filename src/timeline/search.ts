// Full-text search: words of every script, snippets a person can read, and no query that a person could type fails.
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { bareWrite, type Db } from './bare.ts';
import { and, eq, sql } from './drizzle.ts';
import { placeholders } from './placeholders.ts';
import type { FacetQuery, SearchChange, SearchHit } from './port.ts';
import { documents, facets, headlines, pendingDocuments } from './schema.ts';
import { best, type Found, snippetOf } from './search-rank.ts';
import { matchExpression, segment, spelledOut, type Term, termsIn } from './search-words.ts';

export type DocumentWriter = {
  write(stream: string, changes: readonly SearchChange[]): void;
  remove(id: string): void;
};

/** The words of a document in one of the two tables. */
export function rowsOf(db: BetterSQLite3Database, table: typeof documents | typeof headlines) {
  const [id, stream, text] = [sql.placeholder('id'), sql.placeholder('stream'), sql.placeholder('text')];
  return {
    upsert: db
      .insert(table)
      .values({ id, stream, text })
      .onConflictDoUpdate({
        target: table.id,
        set: { stream: sql`excluded.stream`, text: sql`excluded.text` },
        setWhere: sql`${table.text} <> excluded.text or ${table.stream} <> excluded.stream`,
      })
      .prepare(),
    remove: db.delete(table).where(eq(table.id, id)).prepare(),
  };
}

/** What a document says now waits for `word-index.ts` to take it in; what is removed goes at once, from wherever it is. */
export function documentWriter(db: Db): DocumentWriter {
  const [all, heads] = [rowsOf(db, documents), rowsOf(db, headlines)];
  const wait = bareWrite(
    db,
    db.insert(pendingDocuments).values(placeholders(pendingDocuments, 'seq')).prepare(),
  );
  // Few wait, and little is removed: there is no index to keep for it.
  const waitNoMore = db
    .delete(pendingDocuments)
    .where(eq(pendingDocuments.id, sql.placeholder('id')))
    .prepare();
  const remove = (id: string) => {
    waitNoMore.run({ id });
    all.remove.run({ id });
    heads.remove.run({ id });
  };
  return {
    write(stream, changes) {
      for (const change of changes) {
        if (change.op === 'remove') {
          remove(change.id);
          continue;
        }
        const row = { id: change.id, stream, text: segment(change.text) };
        wait.run(row);
        if (change.headline) {
          heads.upsert.run(row);
        }
      }
    },
    remove,
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
 * The best first; `rank`: smaller is better, and comparable between questions of the same words. Headlines are few: all that
 * are hit are ranked. Of the others the newest hits are. Whole words are looked for first, and words that begin so where those
 * are too few: spelled out, because the hits of single words come one by one, newest first, while the index gathers all hits
 * of a beginning before it gives one. (SQLite's own ranking counts every hit there is: a quarter of a second for a common word
 * in a million messages.)
 */
export function searchDocuments(db: BetterSQLite3Database, query: Query): SearchHit[] {
  const terms = termsIn(query.text);
  if (terms.length === 0) {
    return [];
  }
  const heads = headlinesOf(db, terms, query);
  const known = new Set(heads.map(({ id }) => id));
  const others = found(db, terms, query).filter(({ id }) => !known.has(id));
  return best(others, terms, query.limit, heads).map((hit) => ({
    stream: hit.stream,
    id: hit.id,
    rank: hit.rank,
    snippet: snippetOf(hit),
  }));
}

function found(db: BetterSQLite3Database, terms: readonly Term[], query: Query): Found[] {
  const whole = newest(db, matchExpression(terms, { whole: true }), query);
  return whole.length < query.limit && terms.some(({ begins }) => begins)
    ? newest(db, spelledOut(terms, wordsOf(db)), query)
    : whole;
}

/** The best of all headlines, newest first; more of them than are asked for, since not all of them may be shown. */
function headlinesOf(
  db: BetterSQLite3Database,
  terms: readonly Term[],
  { where = [], stream, limit }: Query,
): Found[] {
  const shown = [
    ...(stream === undefined ? [] : [eq(headlines.stream, stream)]),
    ...where.map((condition) => holds(condition, headlines.stream)),
  ];
  const hits = db.all<Found & { seq: number }>(
    sql`select headlines.seq as seq, headlines.stream as stream, headlines.id as id, headlines.text as text
      from (select rowid, rank from search_headlines where search_headlines match ${matchExpression(terms)}
        order by rank limit ${MOST_RANKED}) as hits
      join headlines on headlines.seq = hits.rowid
      where ${and(sql`1`, ...shown)} order by hits.rank limit ${limit}`,
  );
  return hits.sort((a, b) => b.seq - a.seq);
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
  const conditions = [
    sql`search match ${match}`,
    ...within,
    ...where.map((condition) => holds(condition, documents.stream)),
  ];
  return db.all<Found>(
    sql`select documents.stream as stream, documents.id as id, documents.text as text
      from search cross join documents on documents.seq = search.rowid
      where ${and(...conditions)} order by search.rowid desc limit ${MOST_RANKED}`,
  );
}

/** Looked up for each hit, of which there are few; a list of all streams would be made for every question. */
function holds(
  { facet, is }: FacetQuery['where'][number],
  stream: typeof documents.stream | typeof headlines.stream,
): SQL {
  const of = (condition: SQL) =>
    sql`exists (select 1 from ${facets} where ${facets.stream} = ${stream} and ${facets.name} = ${facet} and ${condition})`;
  const values = JSON.stringify(is.filter((value) => value !== null));
  const listed = of(sql`${facets.value} in (select value from json_each(${values}))`);
  return is.includes(null) ? sql`(${listed} or not ${of(sql`${facets.value} is not null`)})` : listed;
}
