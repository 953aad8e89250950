// A consistent copy of the database while it is in use.

import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Client, openDatabaseToCopy } from './database.ts';
import { explainDiskError } from './disk-errors.ts';
import { syncToDisk } from './sync.ts';

/** Writes the copy beside `file` first, so that a file of that name is always a whole one. Refuses to overwrite. */
export async function backupTo(client: Client, file: string): Promise<void> {
  if (existsSync(file)) {
    throw new Error(`${file} is there already. Name a new file for the backup.`);
  }
  const unfinished = `${file}.unfinished`;
  try {
    await rm(unfinished, { force: true });
    await client.backup(unfinished);
    await syncToDisk(unfinished);
    await rename(unfinished, file);
    await syncToDisk(dirname(file));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw explainDiskError(error, file);
  }
}

/** The same of a file that this program does not work with: resolves with whether an older Firescribe wrote it. */
export async function copyDatabase(from: string, to: string): Promise<{ older: boolean }> {
  const { client, older } = openDatabaseToCopy(from);
  await backupTo(client, to).finally(() => client.close());
  return { older };
}
