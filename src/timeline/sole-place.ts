// One app works on a record: a second one would take what the first has under way for left behind, and do it once more.
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Log } from '../lib/log.ts';
import { explainDiskError } from './disk-errors.ts';

/** One that is being stopped has ten seconds for what it is doing; whoever follows it may be started before that. */
const WAIT_MS = 15_000;
const PAUSE_MS = 200;

const held = (error: unknown) => (error as { code?: string }).code === 'SQLITE_BUSY';

/**
 * Takes the place of the app that works on this record. It ends with the process, however that ends, and for every process that sees the
 * file, from other containers too: it is a lock on an empty file of its own. Waits where somebody has it; resolves with how to leave.
 * @throws Error saying what to do where nobody leaves in time.
 */
export async function takePlace(file: string, log: Log, waitMs = WAIT_MS): Promise<() => void> {
  const client = openLock(`${file}.lock`);
  const until = performance.now() + waitMs;
  for (let tries = 1; ; tries += 1) {
    try {
      // Nothing is ever written: no journal is wanted beside it.
      client.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
      return () => void client.close();
    } catch (error) {
      if (!held(error) || performance.now() > until) {
        client.close();
        throw held(error) ? new Error(taken(file)) : explainDiskError(error, `${file}.lock`);
      }
    }
    if (tries === 1) {
      log.warn({ file }, 'Another Firescribe works on this record; waiting for it to stop.');
    }
    await pause(PAUSE_MS);
  }
}

const taken = (file: string) =>
  `Another Firescribe works on ${file}, and two would post everything twice. Stop that one first, or give this one a DATA_DIR of its own.`;

function openLock(path: string): Database.Database {
  try {
    return new Database(path, { timeout: 0 });
  } catch (error) {
    throw explainDiskError(error, path);
  }
}
