// One commit for everything that waits: an fsync costs more than all the rows it makes safe.
import { faultPoint } from '../lib/fault-point.ts';
import type { Log } from '../lib/log.ts';
import type { Client } from './database.ts';
import { explainDiskError, isDiskError } from './disk-errors.ts';

/** After so long the rest waits for the next turn; the commit itself (full-text index, fsync) takes as long again. */
const LONGEST_TURN_MS = 10;

export type Commits<Batch> = {
  /**
   * Runs `job` inside the next transaction and resolves with its result once that is on disk. `job` may run twice (when
   * another job of its transaction breaks), so it must leave nothing behind outside the database and its batch.
   */
  write<Result>(job: (batch: Batch) => Result): Promise<Result>;
  /** Commits what waits and refuses everything after it. */
  close(): void;
};

/** `begin` makes what the jobs of one transaction share; `end` writes what they put off. */
export type BatchWork<Batch> = { begin(): Batch; end(batch: Batch): void };

type Job<Batch> = {
  run(batch: Batch): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
};

/** Collects the writes of a turn into one transaction. */
export function groupCommits<Batch>(client: Client, work: BatchWork<Batch>, log: Log): Commits<Batch> {
  let waiting: Job<Batch>[] = [];
  let scheduled = false;
  let closed = false;
  const transaction = transactions(client);

  /** Runs jobs until all are done or the turn is over; returns the results of those that ran. */
  const runAll = (jobs: readonly Job<Batch>[]) =>
    transaction(() => {
      const start = performance.now();
      const batch = work.begin();
      const results: unknown[] = [];
      for (const job of jobs) {
        results.push(job.run(batch));
        if (performance.now() - start > LONGEST_TURN_MS) {
          break;
        }
      }
      work.end(batch);
      return results;
    });

  /** One that breaks takes the transaction with it: then each is written alone, and only the broken one is refused. */
  const commit = (jobs: readonly Job<Batch>[]): number => {
    try {
      const results = runAll(jobs);

      results.forEach((result, index) => void jobs[index]?.resolve(result));
      return results.length;
    } catch (error) {
      if (jobs.length === 1 || isDiskError(error)) {
        const explained = explainDiskError(error, client.name);
        log.error({ err: explained, writes: jobs.length }, 'nothing of this commit was written');
        for (const job of jobs) {
          job.reject(explained);
        }
      } else {
        for (const job of jobs) {
          commit([job]);
        }
      }
      return jobs.length;
    }
  };

  const flush = () => {
    scheduled = false;
    const jobs = waiting;
    waiting = [];
    waiting = [...jobs.slice(jobs.length > 0 ? commit(jobs) : 0), ...waiting];
    if (waiting.length > 0) {
      schedule();
    }
  };
  const schedule = () => {
    if (!scheduled) {
      scheduled = true;
      setImmediate(flush);
    }
  };
  return {
    write: (job) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error(`${client.name} is closed; nothing can be written to it any more.`));
          return;
        }
        waiting.push({ run: job, resolve: resolve as (result: unknown) => void, reject });
        schedule();
      }),
    close() {
      closed = true;
      while (waiting.length > 0) {
        flush();
      }
    },
  };
}

/** Runs `task` in a transaction that takes the write lock at once, with the places where a test may kill us. */
function transactions(client: Client): <Result>(task: () => Result) => Result {
  const begin = client.prepare('BEGIN IMMEDIATE');
  const commit = client.prepare('COMMIT');
  const rollback = client.prepare('ROLLBACK');
  return (task) => {
    begin.run();
    try {
      const result = task();
      faultPoint('before-commit');
      commit.run();
      faultPoint('after-commit');
      return result;
    } catch (error) {
      // SQLite has ended the transaction itself after some errors (disk full).
      if (client.inTransaction) {
        rollback.run();
      }
      throw error;
    }
  };
}
