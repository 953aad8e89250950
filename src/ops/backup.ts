// `firescribe backup`: a folder with the database, the kept files and the list of heads, taken while the app runs, and verified.
import { existsSync } from 'node:fs';
import { chmod, constants, copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../lib/ids.ts';
import { copyDatabase } from '../timeline/backup.ts';
import { openTimeline } from '../timeline/sqlite.ts';
import { writeHeads } from './heads.ts';
import { noProgress, type Progress } from './progress.ts';
import { type Verified, verifyRecord } from './verify.ts';

/** Where the parts of a record lie: of the one in use, and of a backup. */
export type Places = { database: string; files: string };

export const HEADS_FILE = 'heads.json';

export function placesIn(folder: string): Places {
  return { database: join(folder, 'firescribe.db'), files: join(folder, 'files') };
}

const KEPT_FILE = /^[0-9a-f]{64}$/;

/** Whether the file there is what its name says. */
const isWhole = async (path: string, name: string) => sha256(await readFile(path)) === name;

/** A damaged file gives way to a whole one; what is whole is never touched. */
async function replaceDamaged(from: string, to: string, name: string): Promise<void> {
  const place = join(to, name);
  if ((await isWhole(place, name)) || !(await isWhole(join(from, name), name))) {
    return;
  }
  const unfinished = `${place}.unfinished`;
  await copyFile(join(from, name), unfinished, constants.COPYFILE_FICLONE);
  await rename(unfinished, place);
}

/** Copies what `to` lacks or holds damaged. A file that is erased meanwhile is left out: nothing names it any more. */
export async function copyKeptFiles(from: string, to: string, progress: Progress): Promise<void> {
  await mkdir(to, { recursive: true });
  const names = existsSync(from) ? (await readdir(from)).filter((name) => KEPT_FILE.test(name)) : [];
  for (const [index, name] of names.entries()) {
    try {
      await copyFile(join(from, name), join(to, name), constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') {
        await replaceDamaged(from, to, name);
      } else if (code !== 'ENOENT') {
        throw error;
      }
    }
    progress.tell(`${index + 1} of ${names.length} files copied`);
  }
}

/** What SQLite puts beside a database that was only read. */
export async function removeTraces(database: string): Promise<void> {
  await rm(`${database}-wal`, { force: true });
  await rm(`${database}-shm`, { force: true });
}

/** What an older Firescribe wrote is looked at as this one would have it, in a copy that goes again: the backup is for going back, too. */
async function asUpgraded<T>(database: string, look: (upgraded: string) => Promise<T>): Promise<T> {
  const upgraded = `${database}.upgraded`;
  try {
    await copyFile(database, upgraded, constants.COPYFILE_FICLONE);
    await openTimeline({ file: upgraded }).close();
    return await look(upgraded);
  } finally {
    await rm(upgraded, { force: true });
    await removeTraces(upgraded);
  }
}

/**
 * Makes the folder `place`, which appears only when it is whole. What is wrong with the copy stands in `problems`: the copy is there
 * all the same, since it is then the best there is.
 * @throws Error where the folder is there already, the disk is full, or the database is damaged: a copy of it is no backup.
 */
export async function backUp(
  record: Places,
  place: string,
  options: { now: number; progress?: Progress },
): Promise<Verified> {
  if (existsSync(place)) {
    throw new Error(`${place} is there already. Name a new folder for the backup.`);
  }
  const { progress = noProgress, now } = options;
  const unfinished = `${place}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    const copy = placesIn(unfinished);
    const { older } = await copyDatabase(record.database, copy.database);
    await chmod(copy.database, 0o600);
    await copyKeptFiles(record.files, copy.files, progress);
    const verify = (database: string) =>
      verifyRecord({ ...copy, database, copyOf: record.database, progress });
    const verified = await (older ? asUpgraded(copy.database, verify) : verify(copy.database));
    await removeTraces(copy.database);
    await writeHeads(join(unfinished, HEADS_FILE), verified.heads, now);
    await rename(unfinished, place);
    return verified;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}
