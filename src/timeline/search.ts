// Full-text search: words of every script, snippets a person can read, and no query that a person could type fails.
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { and, eq, sql } from './drizzle.ts';
import { facetConditions } from './facets.ts';
import type { FacetQuery, SearchChange, SearchHit } from './port.ts';
import { documents } from './schema.ts';

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

/** Words around a hit in a snippet. */
const SNIPPET_WORDS = 24;

/** Hits that are ranked: a word that is in every message must not stop the thread (measured: 8 ms of 100,000 messages). */
const MOST_RANKED = 2_000;

/**
 * The best of the newest hits first; `rank` is BM25 as SQLite gives it (smaller is better). Snippets are made last, for
 * those that are returned: they cost more than all the rest.
 */
export function searchDocuments(
  db: BetterSQLite3Database,
  query: { text: string; where?: FacetQuery['where']; stream?: string; limit: number },
): SearchHit[] {
  const match = matchExpression(query.text);
  if (match === '') {
    return [];
  }
  const conditions: SQL[] = [
    sql`search match ${match}`,
    ...(query.stream === undefined ? [] : [eq(documents.stream, query.stream)]),
    ...facetConditions(documents.stream, { where: query.where ?? [] }),
  ];
  const hits = db.all<SearchHit>(
    sql`with newest as materialized (
        select search.rowid as seq, bm25(search) as rank
        from search join documents on documents.seq = search.rowid
        where ${and(...conditions)} order by search.rowid desc limit ${MOST_RANKED}
      ), best as materialized (select seq, rank from newest order by rank, seq desc limit ${query.limit})
      select documents.stream as stream, documents.id as id, best.rank as rank,
        snippet(search, 0, '«', '»', '…', ${SNIPPET_WORDS}) as snippet
      from best join search on search.rowid = best.seq join documents on documents.seq = best.seq
      where search match ${match} order by best.rank, best.seq desc`,
  );
  return hits.map((hit) => ({ ...hit, snippet: joinSegments(hit.snippet) }));
}

/** Scripts written without spaces between words, which FTS5's tokenizer takes for one long word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Parts words for the tokenizer and shows nothing to people. */
const ZERO_WIDTH_SPACE = '\u200b';

// One locale for all: ICU cuts Chinese and Japanese by the same dictionary whatever the locale, and a query must be cut as the text was.
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** The text as it is indexed: where it has scripts without spaces, its words stand apart by zero-width spaces. */
export function segment(text: string): string {
  return UNSPACED.test(text)
    ? Array.from(words.segment(text), ({ segment }) => segment).join(ZERO_WIDTH_SPACE)
    : text;
}

function joinSegments(text: string): string {
  return text.replaceAll(ZERO_WIDTH_SPACE, '').replaceAll('»«', '');
}

/** More words than this are more than anybody means. */
const MOST_WORDS = 32;

/**
 * What people type, as an FTS5 expression that cannot be malformed: every word must occur, or a word that begins so;
 * words in "double quotes" must follow each other. Signs mean nothing.
 */
export function matchExpression(text: string): string {
  const parts = text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]|[^\s"“”„«»]+/gu);
  return Array.from(parts, ([word, phrase]) =>
    phrase === undefined ? wordTerms(word) : [quoted(segment(phrase))],
  )
    .flat()
    .filter((term) => /[\p{L}\p{N}]/u.test(term))
    .slice(0, MOST_WORDS)
    .join(' AND ');
}

function wordTerms(word: string): string[] {
  return segment(word)
    .split(ZERO_WIDTH_SPACE)
    .map((part) => `${quoted(part)}*`);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll('\0', ' ')}"`;
}
