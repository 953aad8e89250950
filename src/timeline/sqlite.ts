// The embedded timeline: one SQLite file, written by one connection, readable from any thread.

import { type Log, silentLog } from '../lib/log.ts';
import { appendWriter } from './appends.ts';
import { backupTo } from './backup.ts';
import { cutLog } from './checkpoint.ts';
import { type Client, openDatabase, openDatabaseReadOnly } from './database.ts';
import { explainDiskError } from './disk-errors.ts';
import { drizzle } from './drizzle.ts';
import { effectQueue } from './effects.ts';
import { facetsOfStream } from './facets.ts';
import { groupCommits } from './group-commit.ts';
import { keyCounts } from './keys.ts';
import type { Facets, Timeline, TimelineReader } from './port.ts';
import { type Reads, reads } from './reads.ts';
import { verifyChains } from './verify.ts';
import { wordIndex } from './word-index.ts';

/**
 * Opens the timeline in `file`, making and upgrading its tables as needed. Throws, saying what to do, where the file is
 * damaged, is not ours, or was written by a newer Firescribe. Two processes may write to one file at the same time (the
 * command line beside the app): each waits for the other's commit, and `expectedVersion` guards what they decided on.
 */
export function openTimeline({ file, log = silentLog }: { file: string; log?: Log }): SqliteTimeline {
  return timelineOver(openDatabase(file), log);
}

/** The timeline over a file of its own. */
export type SqliteTimeline = Timeline & {
  /** Resolves when all words that are committed can be found; `search` waits for it by itself. */
  indexWords(): Promise<void>;
};

/**
 * Reads of a file that is there already, over a connection of its own; for worker threads and the command line. It finds words
 * once the writer's index has taken them in, a moment after their commit.
 */
export type SqliteReader = TimelineReader &
  Pick<Timeline, 'verify' | 'backup'> & {
    /** A stream's facets as they are kept; what is derived is compared with them. */
    readFacets(stream: string): Promise<Facets>;
    /** How many keys each stream holds, by the word before their first colon; all keys are read for it. */
    countKeys(): Promise<Map<string, Map<string, number>>>;
  };

export function openReader({ file }: { file: string }): SqliteReader {
  return readerOver(openDatabaseReadOnly(file));
}

/** Rows deleted in one transaction. */
const MOST_PRUNED = 1_000;

/** The timeline over a connection that is open already. */
export function timelineOver(client: Client, log: Log): SqliteTimeline {
  const db = drizzle({ client });
  const writer = appendWriter(db);
  const queue = effectQueue(db);
  const commits = groupCommits(client, writer, log);
  const reader = readerOver(client);
  const words = wordIndex(client, commits.write, log);
  const checkpoint = async () => {
    // Documents that wait take the place of what they said before.
    await words.catchUp();
    await cutLog(client, log);
  };
  return {
    ...reader,
    async append(append) {
      const result = await commits.write((batch) => writer.append(batch, append));
      if (append.search?.length) {
        words.follow();
      }
      if (result.ok && append.erase?.length) {
        // What was appended is on disk by now, whatever becomes of the log.
        await checkpoint().catch((err) =>
          log.error({ err }, 'erased words may still be in the write-ahead log'),
        );
      }
      return result;
    },
    writeState: (row) => commits.write((batch) => writer.writeState(batch, row)),
    leaseEffects: (options) => commits.write(() => queue.leaseEffects(options)),
    finishEffect: (effect, outcome) => commits.write(() => queue.finishEffect(effect, outcome)),
    renewLeases: (leases, options) => commits.write(() => queue.renewLeases(leases, options)),
    changeWaiting: (id, to) => commits.write(() => queue.changeWaiting(id, to)),
    releaseEffects: (query) => commits.write(() => queue.releaseEffects(query)),
    endLeases: () => commits.write(() => queue.endLeases()),
    parkEffects: (query) => commits.write(() => queue.parkEffects(query)),
    nextEffectAt: async () => queue.nextEffectAt(),
    async prune(query) {
      const total = { done: 0, parked: 0, receipts: 0 };
      for (;;) {
        const { done, parked, receipts } = await commits.write(() => queue.prune(query, MOST_PRUNED));
        if (done + parked + receipts === 0) {
          return total;
        }
        total.done += done;
        total.parked += parked;
        total.receipts += receipts;
      }
    },
    indexWords: words.catchUp,
    async search(query) {
      await words.catchUp();
      return reader.search(query);
    },
    checkpoint,
    async close() {
      words.stop();
      commits.close();
      client.close();
    },
  };
}

/** What only reads, over a connection that is open already. */
export function readerOver(client: Client): SqliteReader {
  const db = drizzle({ client });
  return {
    ...explained(asPromised(reads(db)), client.name),
    verify: (options) => verifyChains(db, options),
    backup: (file) => backupTo(client, file),
    readFacets: async (stream) => facetsOfStream(db, stream),
    countKeys: async () => keyCounts(db),
    async close() {
      client.close();
    },
  };
}

type Asking = Omit<TimelineReader, 'close'>;

/** With a sentence that says what to do where the disk fails. */
function explained(reader: Asking, file: string): Asking {
  const asks = Object.entries(reader) as [string, (...asked: readonly unknown[]) => Promise<unknown>][];
  const explaining = asks.map(([name, ask]) => [
    name,
    (...asked: readonly unknown[]) =>
      ask(...asked).catch((error: unknown) => {
        throw explainDiskError(error, file);
      }),
  ]);
  return Object.fromEntries(explaining) as Asking;
}

/** The port is asynchronous, so that a database across a network can stand behind it. */
function asPromised(answers: Reads): Omit<TimelineReader, 'close'> {
  return {
    readStream: async (...asked) => answers.readStream(...asked),
    readEvents: async (...asked) => answers.readEvents(...asked),
    readState: async (...asked) => answers.readState(...asked),
    readKeys: async (...asked) => answers.readKeys(...asked),
    listKeys: async (...asked) => answers.listKeys(...asked),
    findStreams: async (...asked) => answers.findStreams(...asked),
    countStreams: async (...asked) => answers.countStreams(...asked),
    search: async (...asked) => answers.search(...asked),
    listEffects: async (...asked) => answers.listEffects(...asked),
    readReceipt: async (...asked) => answers.readReceipt(...asked),
    heads: async (...asked) => answers.heads(...asked),
  };
}
