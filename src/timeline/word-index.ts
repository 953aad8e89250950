// The full-text index follows the documents a moment later, many at a time, so that no commit of what people say waits for it.
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Log } from '../lib/log.ts';
import { asc, inArray, sql } from './drizzle.ts';
import { documents, unindexed } from './schema.ts';

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
  db: BetterSQLite3Database,
  write: (job: () => number) => Promise<number>,
  log: Log,
): WordIndex {
  const next = db.select().from(unindexed).orderBy(asc(unindexed.seq)).limit(AT_ONCE).prepare();
  let timer: NodeJS.Timeout | undefined;

  const takeIn = (): number => {
    const seqs = next.all().map(({ seq }) => seq);
    if (seqs.length > 0) {
      const chosen = inArray(documents.seq, seqs);
      db.run(sql`insert into search(rowid, text) select seq, text from ${documents} where ${chosen}`);
      db.delete(unindexed).where(inArray(unindexed.seq, seqs)).run();
    }
    return seqs.length;
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
