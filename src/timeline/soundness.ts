// Whether a database file is sound: what is looked at before anything waits for it, and the whole of it (decision 31).
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { DiskError } from '../lib/disk-error.ts';
import { explainDiskError, RESTORE } from './disk-errors.ts';

/** A file of up to 16 MB is checked whole before it is used: 0.2 s where nothing of it is in memory (measured). */
const SMALL_BYTES = 16 * 1024 * 1024;
/** The end of each table that grows: what was being written when a machine went down. */
const NEWEST = 200;

const GROWING = ['events', 'contents', 'documents'];
/** What every decision and every effect rests on; these stay small. */
const CENTRAL = ['streams', 'effects'];

/** True where `checkBeforeUse` leaves most of the file unread. */
export const isLarge = (file: string): boolean => statSync(file).size > SMALL_BYTES;

/** Beside the file: what was found when all of it was checked. Whoever opens the file next checks all of it first. */
const noteBeside = (file: string) => `${file}.damaged`;

/** Where there is no room for it, the next check finds the damage anew. */
export function noteDamage(file: string, damage: string): void {
  try {
    writeFileSync(noteBeside(file), `${damage}\n`);
  } catch {
    // What was found is told all the same.
  }
}

/**
 * A large file is only looked at: SQLite itself refuses one that lost its beginning or its end, and checks each page that it reads
 * later. @throws Error saying what to do where damage shows.
 */
export function checkBeforeUse(client: Database.Database, file: string): void {
  const wasDamaged = existsSync(noteBeside(file));
  if (wasDamaged || !isLarge(file)) {
    checkWhole(client, file);
    rmSync(noteBeside(file), { force: true });
    return;
  }
  for (const table of CENTRAL) {
    requireOk(client.pragma(`quick_check('${table}')`, { simple: true }), file);
  }
  for (const table of GROWING) {
    client.prepare(`SELECT * FROM ${table} ORDER BY seq DESC LIMIT ${NEWEST}`).all();
  }
}

/** Reads every page: ten seconds per gigabyte, or longer. @throws DiskError saying what to do where damage shows. */
export function checkWhole(client: Database.Database, file: string): void {
  requireOk(client.pragma('quick_check(1)', { simple: true }), file);
}

/** The same for a file that is not open here. `called`: what it is a copy of; `remedy`: what to do where it is damaged. @throws DiskError */
export function requireSound(file: string, { called = file, remedy = RESTORE } = {}): void {
  let client: Database.Database | undefined;
  let finding: unknown;
  try {
    client = new Database(file, { readonly: true, fileMustExist: true });
    finding = client.pragma('quick_check(1)', { simple: true });
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? '')) {
      throw explainDiskError(error, called);
    }
    finding = (error as Error).message;
  } finally {
    client?.close();
  }
  requireOk(finding, called, remedy);
}

function requireOk(finding: unknown, file: string, remedy = RESTORE): void {
  if (finding !== 'ok') {
    const where = String(finding).replace(/^\*{3} in database main \*{3}\s*/, '');
    throw new DiskError(`${file} is damaged (${where}). ${remedy}`);
  }
}
