// Documents are put in their table and its indexes a moment after their append, many at a time: no commit of what people say
// waits for them, and many together cost a fraction of what they cost one by one.
import type { Log } from '../lib/log.ts';
import type { Client } from './database.ts';
import { asc, drizzle, lte, sql } from './drizzle.ts';
import { documents, pendingDocuments } from './schema.ts';
import { rowsOf } from './search.ts';

/** Words wait so long for others. Wire time. */
const WAIT_MS = 250;
/** Documents of one commit: some 2 ms. */
const AT_ONCE = 200;

export type WordIndex = {
  /** Documents were written: they are taken in soon. */
  follow(): void;
  /** Takes in everything that is committed; resolves when it can be found. */
  catchUp(): Promise<void>;
  stop(): void;
};

/** `write` runs a job in the next transaction. */
export function wordIndex(
  client: Client,
  write: (job: () => number) => Promise<number>,
  log: Log,
): WordIndex {
  const db = drizzle({ client });
  const next = db.select().from(pendingDocuments).orderBy(asc(pendingDocuments.seq)).limit(AT_ONCE).prepare();
  const { upsert } = rowsOf(db, documents);
  // One statement for all: before each that a trigger makes, the index would write down what it has gathered. (Drizzle has no
  // virtual tables and prepares no bare SQL.)
  const index = client.prepare(
    'insert into search(rowid, text) select seq, text from documents where id in (select value from json_each(?))',
  );
  const done = db
    .delete(pendingDocuments)
    .where(lte(pendingDocuments.seq, sql.placeholder('last')))
    .prepare();
  let timer: NodeJS.Timeout | undefined;

  const takeIn = (): number => {
    const rows = next.all();
    const newest = rows.at(-1);
    const last = new Map(rows.map((row) => [row.id, row]));
    const changed = [...last.values()].filter(({ seq: _, ...row }) => upsert.run(row).changes > 0);
    if (newest) {
      index.run(JSON.stringify(changed.map(({ id }) => id)));
      done.run({ last: newest.seq });
    }
    return rows.length;
  };
  const catchUp = async () => {
    while (next.get() !== undefined && (await write(takeIn)) === AT_ONCE) {
      // The next lot is a commit of its own: what people say is not kept waiting.
    }
  };
  const soon = () => {
    timer = undefined;
    // What is not taken in now is taken in with the next words, or by the next question.
    catchUp().catch((err: unknown) => log.warn({ err }, 'words could not be taken into the search index'));
  };
  return {
    follow() {
      timer ??= setTimeout(soon, WAIT_MS).unref();
    },
    catchUp,
    stop: () => clearTimeout(timer),
  };
}
