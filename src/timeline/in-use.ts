// Whether another program has the database open.
import Database from 'better-sqlite3';

/**
 * Leaving the write-ahead log needs the file for oneself, so SQLite refuses it while anybody else is there. Where it succeeds the
 * log is folded into the file: it can be moved as one. A file that is no database is in nobody's use.
 */
export function isInUse(file: string): boolean {
  let client: Database.Database | undefined;
  try {
    client = new Database(file, { fileMustExist: true, timeout: 0 });
    return client.pragma('journal_mode = DELETE', { simple: true }) !== 'delete';
  } catch (error) {
    return /^SQLITE_(?:BUSY|LOCKED)/.test((error as { code?: string }).code ?? '');
  } finally {
    client?.close();
  }
}
