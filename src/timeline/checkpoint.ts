// Moving the write-ahead log into the database file and cutting it to nothing, so that no erased word stays in it.
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../lib/log.ts';
import type { Client } from './database.ts';

/** SQLite waits for readers by blocking the thread; we would rather come back. */
const WAIT_FOR_READERS_MS = 10;
const TRIES = 20;
const PAUSE_MS = 100;

/** Cuts the log. Where readers hold on to it for longer than some seconds it is left, with a warning, to the next time. */
export async function cutLog(client: Client, log: Log): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (!client.open || cut(client)) {
      return;
    }
    await pause(PAUSE_MS);
  }
  log.warn(
    { file: client.name },
    'the write-ahead log could not be cut: another program reads from it all the time',
  );
}

function cut(client: Client): boolean {
  const usual = Number(client.pragma('busy_timeout', { simple: true }));
  client.pragma(`busy_timeout = ${WAIT_FOR_READERS_MS}`);
  try {
    const [result] = client.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return result?.busy === 0;
  } finally {
    client.pragma(`busy_timeout = ${usual}`);
  }
}
