// Opening the database file: settings, migrations, and the refusal of files that must not be opened.
import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { explainDiskError } from './disk-errors.ts';
import { readMigrationFiles } from './migration-files.ts';
import { checkBeforeUse } from './soundness.ts';

export type Client = Database.Database;

/** 'FSCR': tells our files from other programs' SQLite files. */
const APPLICATION_ID = 0x46534352;
/** How long a write waits for another process (the command line beside the app) before it is refused. */
const BUSY_TIMEOUT_MS = 5_000;
const BUSY_PAUSE_MS = 20;
/** The log is put into the file when it has so many pages, 16 MB: most of them are written many times before, and once then. */
const LOG_PAGES = 4_000;

const READ_ONLY = { readonly: true, fileMustExist: true } as const;

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Opens the file (making it if it is not there), brings its tables up to date and checks that it is sound, as far as that is quick.
 * Throws, saying what to do, where the file is damaged, is not ours, or was written by a newer Firescribe.
 */
export function openDatabase(file: string): Client {
  keepPrivate(file);
  return opened(file, {}, (client) => {
    patiently(() => client.pragma('journal_mode = WAL'));
    client.pragma('synchronous = FULL');
    client.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    client.pragma('secure_delete = ON');
    client.pragma('recursive_triggers = ON');
    // Off while tables are rebuilt: within a transaction it can no longer be turned off.
    client.pragma('foreign_keys = OFF');
    migrate(client, file);
    client.pragma('foreign_keys = ON');
    checkBeforeUse(client, file);
  });
}

/** Opens the file for reading only; it must be there, and be of this version. */
export function openDatabaseReadOnly(file: string): Client {
  return opened(file, READ_ONLY, (client) => {
    if (isOfBefore(client, file)) {
      throw new Error(
        `${file} was written by an older Firescribe. Start the app once, which brings it up to date; \`firescribe backup\` copies it as it is.`,
      );
    }
  });
}

/** The same for a file that may be of an older version: to copy it, not to ask it anything. */
export function openDatabaseToCopy(file: string): { client: Client; older: boolean } {
  const client = opened(file, READ_ONLY, () => undefined);
  return { client, older: isOfBefore(client, file) };
}

const isOfBefore = (client: Client, file: string) =>
  versionOf(client, file) < readMigrationFiles({ migrationsFolder }).length;

/** SQLite refuses at once, whatever the busy timeout, to change the kind of log while another process opens or closes the file. */
function patiently(change: () => unknown): void {
  const until = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      change();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || performance.now() > until) {
        throw error;
      }
      // The database is opened before anything else runs on this thread.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_PAUSE_MS);
    }
  }
}

/** A new file is readable by its owner only, and the files SQLite puts beside it follow. One that is there stays as it is. */
function keepPrivate(file: string): void {
  if (existsSync(dirname(file)) && !existsSync(file)) {
    closeSync(openSync(file, 'a', 0o600));
  }
}

function opened(file: string, options: Database.Options, prepare: (client: Client) => void): Client {
  if (!existsSync(dirname(file))) {
    throw new Error(`The folder of ${file} is not there. Make it, or name another place for the database.`);
  }
  let client: Client | undefined;
  try {
    client = new Database(file, { ...options, timeout: BUSY_TIMEOUT_MS });
    versionOf(client, file);
    prepare(client);
    return client;
  } catch (error) {
    client?.close();
    throw explainDiskError(error, file);
  }
}

/** How many migrations the file has had. Throws where it is another program's file or newer than this program. */
function versionOf(client: Client, file: string): number {
  // In one transaction: another process may be making the tables at this moment.
  const look = client.transaction(() => ({
    version: Number(client.pragma('user_version', { simple: true })),
    application: Number(client.pragma('application_id', { simple: true })),
    tables: client.prepare('SELECT count(*) FROM sqlite_schema').pluck().get(),
  }));
  const { version, application, tables } = look();
  if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || tables !== 0)) {
    throw new Error(`${file} is not a Firescribe database. Name another file, or move this one away.`);
  }
  const known = readMigrationFiles({ migrationsFolder }).length;
  if (version > known) {
    throw new Error(
      `${file} was written by a newer Firescribe (version ${version} of its tables; this program knows ${known}). ` +
        'Upgrade Firescribe, or restore a backup from before the upgrade.',
    );
  }
  return version;
}

/**
 * drizzle's own migrator reads what is due before it takes the lock, so that two processes that start at once would both
 * make the tables. Here the check, the migrations and the new version are one transaction.
 */
function migrate(client: Client, file: string): void {
  const migrations = readMigrationFiles({ migrationsFolder });
  if (versionOf(client, file) === migrations.length) {
    return;
  }
  client
    .transaction(() => {
      for (const migration of migrations.slice(versionOf(client, file))) {
        for (const statement of migration.sql) {
          client.exec(statement);
        }
      }
      client.pragma(`application_id = ${APPLICATION_ID}`);
      client.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
}
