// What works without Slack: the record, the files, and the engine over them. The command line needs no more.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { createEngine } from './engine/engine.ts';
import type { Engine } from './engine/engine-port.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { fileTrouble } from './lib/file-errors.ts';
import { idMaker } from './lib/ids.ts';
import type { Log } from './lib/log.ts';
import { openFileStore } from './timeline/files.ts';
import type { FileStore, Timeline } from './timeline/port.ts';
import { openTimeline } from './timeline/sqlite.ts';
import { REACTIONS } from './workflows/catalog.ts';

export type Core = {
  /** Path of the database. */
  database: string;
  timeline: Timeline;
  files: FileStore;
  engine: Engine;
  clock: Clock;
  log: Log;
  /** Stops taking commands, waits for what is being written, and closes the database. */
  close(): Promise<void>;
};

export type CoreOptions = {
  log: Log;
  clock?: Clock;
  /** Another way to open the record than on this thread: what runs for days lets a thread of its own wait for the disk. */
  open?: typeof openTimeline;
};

/** Where each part of the data folder lies. */
export function dataPaths(dataDir: string): { database: string; files: string } {
  return { database: join(dataDir, 'firescribe.db'), files: join(dataDir, 'files') };
}

/** Makes the data folder where there is none. Throws, saying what to do, where it may not be written. */
export function makeWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(`DATA_DIR: ${fileTrouble(error, dataDir, 'written')}`, { cause: error });
  }
}

/** Opens the record in the data folder, making it where there is none. Throws, saying what to do, where it is damaged or newer. */
export function openCore(
  config: Pick<Config, 'dataDir' | 'maxFileBytes' | 'policy'>,
  { log, clock = systemClock, open = openTimeline }: CoreOptions,
): Core {
  makeWritable(config.dataDir);
  const paths = dataPaths(config.dataDir);
  const timeline = open({ file: paths.database, log });
  const files = openFileStore({ dir: paths.files, maxBytes: config.maxFileBytes });
  const engine = createEngine({
    timeline,
    policy: () => config.policy,
    reactions: REACTIONS,
    clock,
    newId: idMaker(clock.now),
    log,
  });
  return {
    database: paths.database,
    timeline,
    files,
    engine,
    clock,
    log,
    async close() {
      await engine.stop();
      await timeline.close();
    },
  };
}
