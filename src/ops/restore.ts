// `firescribe restore`: a backup becomes the record. What it would have posted is parked until somebody releases it.
import { existsSync, statSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RESTORED } from '../engine/steps.ts';
import { isInUse } from '../timeline/in-use.ts';
import { requireSound } from '../timeline/soundness.ts';
import { openTimeline } from '../timeline/sqlite.ts';
import { copyKeptFiles, HEADS_FILE, type Places, placesIn, removeTraces } from './backup.ts';
import { loadHeads } from './heads.ts';
import { noProgress, type Progress } from './progress.ts';
import { type Verified, verifyRecord } from './verify.ts';

export type Restored = Verified & {
  /** Effects that wait for `firescribe outbox release`. */
  parked: number;
  /** Where the record that was there before lies now. */
  before?: string;
};

export type RestoreOptions = {
  now: number;
  /** A record that is there already is put aside; without this it stops the restore. */
  replace?: boolean;
  progress?: Progress;
};

/** A folder made by `backup`, or a database file alone. */
function placesOf(backup: string): Places {
  if (!existsSync(backup)) {
    throw new Error(`${backup} is not there. Give the folder that firescribe backup made.`);
  }
  if (!statSync(backup).isDirectory()) {
    return { database: backup, files: join(dirname(backup), 'files') };
  }
  const places = placesIn(backup);
  if (!existsSync(places.database)) {
    throw new Error(`${backup} holds no firescribe.db. Give the folder that firescribe backup made.`);
  }
  return places;
}

function requireFree(record: Places, replace: boolean): void {
  if (!existsSync(record.database)) {
    return;
  }
  if (!replace) {
    throw new Error(
      `There is a record at ${record.database} already. Add --replace: it is put aside then, not deleted.`,
    );
  }
  if (isInUse(record.database)) {
    throw new Error(`${record.database} is in use. Stop Firescribe first, then restore.`);
  }
}

/** Brings the copy to this version's tables, parks what waits, and checks it against the heads that came with it. */
async function prepare(copy: Places, backup: Places, { now, progress = noProgress }: RestoreOptions) {
  const remedy = 'Nothing has been changed. Take an older backup.';
  requireSound(copy.database, { called: backup.database, remedy });
  const timeline = openTimeline({ file: copy.database });
  const parked = await timeline.parkEffects({ now, error: RESTORED }).finally(() => timeline.close());
  const list = join(dirname(backup.database), HEADS_FILE);
  const against = existsSync(list) ? { against: await loadHeads(list) } : {};
  const verified = await verifyRecord({ ...copy, ...against, progress });
  await removeTraces(copy.database);
  return { ...verified, parked };
}

/** The record that is there, under another name beside its place. */
async function putAside({ database }: Places, now: number): Promise<string | undefined> {
  if (!existsSync(database)) {
    return undefined;
  }
  const before = `${database}.before-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
  await rename(database, before);
  for (const suffix of ['-wal', '-shm', '.damaged']) {
    if (existsSync(database + suffix)) {
      await rename(database + suffix, before + suffix);
    }
  }
  return before;
}

/**
 * @throws Error where the backup is not there, is damaged or was made by a newer Firescribe, or where the record in place is in use
 * or not to be replaced. Nothing has been changed then.
 */
export async function restore(backup: string, record: Places, options: RestoreOptions): Promise<Restored> {
  const from = placesOf(backup);
  requireFree(record, options.replace === true);
  await mkdir(dirname(record.database), { recursive: true });
  const copy = { database: `${record.database}.restoring`, files: record.files };
  await rm(copy.database, { force: true });
  await removeTraces(copy.database);
  try {
    await copyFile(from.database, copy.database);
    await chmod(copy.database, 0o600);
    await copyKeptFiles(from.files, record.files, options.progress ?? noProgress);
    const prepared = await prepare(copy, from, options);
    const before = await putAside(record, options.now);
    await rename(copy.database, record.database);
    return { ...prepared, ...(before === undefined ? {} : { before }) };
  } catch (error) {
    await rm(copy.database, { force: true });
    await removeTraces(copy.database);
    throw error;
  }
}
