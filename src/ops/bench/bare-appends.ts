// The measure of appends: the same rows into the same tables by better-sqlite3 itself, without a chain, checks or a port.
import { openDatabase } from '../../timeline/database.ts';
import type { Append } from '../../timeline/port.ts';

const HASH = 'a'.repeat(64);
const SALT = Buffer.alloc(16, 1);

/** Appends of one call are one transaction; each has one event, one key and one search row. */
export function openBare(file: string): { write(appends: readonly Append[]): Promise<void>; close(): void } {
  const client = openDatabase(file);
  const event = client.prepare(
    'INSERT INTO events (id, stream, version, type, prev_hash, hash, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const content = client.prepare('INSERT INTO contents (seq, salt, content) VALUES (?, ?, ?)');
  const key = client.prepare('INSERT INTO keys (key, stream, value) VALUES (?, ?, ?)');
  const document = client.prepare('INSERT INTO pending_documents (id, stream, text) VALUES (?, ?, ?)');
  const state = client.prepare(
    `INSERT INTO streams (stream, version, hash, state_version, fold_version, state) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (stream) DO UPDATE SET version = excluded.version, hash = excluded.hash,
       state_version = excluded.state_version, fold_version = excluded.fold_version, state = excluded.state`,
  );
  const writeAll = client.transaction((appends: readonly Append[]) => {
    for (const { stream, expectedVersion, events, keys, search, state: row } of appends) {
      const version = expectedVersion + 1;
      const [made] = events;
      const { content: words, ...record } = made!;
      const { lastInsertRowid } = event.run(
        ...[made!.id, stream, version, made!.type, HASH, HASH, JSON.stringify({ ...record, content: HASH })],
      );
      content.run(lastInsertRowid, SALT, JSON.stringify(words));
      for (const change of keys ?? []) {
        key.run(change.key, stream, change.op === 'release' ? '' : JSON.stringify(change.value));
      }
      for (const change of search ?? []) {
        document.run(change.id, stream, change.op === 'remove' ? '' : change.text);
      }
      state.run(stream, version, HASH, version, row?.foldVersion, JSON.stringify(row?.data));
    }
  });
  return {
    write: async (appends) => void writeAll.immediate(appends),
    close: () => void client.close(),
  };
}
