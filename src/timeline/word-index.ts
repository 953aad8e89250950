// Documents are put in their table and its indexes after their append, many at a time and when nobody else wants to write: what people
// say does not wait for words to be indexed, and many together cost a fraction of what they cost one by one.
import type { Log } from '../lib/log.ts';
import type { Client } from './database.ts';
import { asc, drizzle, lte, sql } from './drizzle.ts';
import { documents, pendingDocuments } from './schema.ts';
import { rowsOf } from './search.ts';

/** Documents are filed when none has come for so long. Wire time. */
const QUIET_MS = 250;
/** However many go on coming, the first of them waits no longer. */
const LATEST_MS = 5_000;
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
  let [first, last] = [0, 0];

  const takeIn = (): number => {
    const rows = next.all();
    const newest = rows.at(-1);
    const says = new Map(rows.map((row) => [row.id, row]));
    const changed = [...says.values()].filter(({ seq: _, ...row }) => upsert.run(row).changes > 0);
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
  const due = () => Math.min(last + QUIET_MS, first + LATEST_MS);
  const look = () => {
    timer = undefined;
    if (performance.now() < due()) {
      wait();
      return;
    }
    // What is not taken in now is taken in with the next words, or by the next question.
    catchUp().catch((err: unknown) => log.warn({ err }, 'words could not be taken into the search index'));
  };
  const wait = () => {
    timer = setTimeout(look, Math.max(0, due() - performance.now())).unref();
  };
  return {
    follow() {
      last = performance.now();
      if (!timer) {
        first = last;
        wait();
      }
    },
    catchUp,
    stop: () => clearTimeout(timer),
  };
}
