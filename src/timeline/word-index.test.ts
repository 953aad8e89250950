// Documents that wait for their table: whatever happens to them meanwhile, the index holds what they say now and nothing else.
import { join } from 'node:path';
import { jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { silentLog } from '../lib/log.ts';
import { append } from './contract-harness.ts';
import { type Client, openDatabase } from './database.ts';
import { readMigrationFiles } from './migration-files.ts';
import type { SearchChange } from './port.ts';
import { openTimeline } from './sqlite.ts';
import { type WordIndex, wordIndex } from './word-index.ts';

let folder: string;
const file = () => join(folder, 'firescribe.db');

beforeEach(() => {
  folder = temporaryFolder('words');
});

const says = (id: string, text: string): SearchChange => ({ op: 'upsert', id, text });

/** FTS5 compares its index with the texts that it stands for, and throws where they differ. */
function checkIndex(): void {
  const client = openDatabase(file());
  client.exec("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)");
  client.close();
}

async function found(timeline: ReturnType<typeof openTimeline>, text: string): Promise<string[]> {
  return (await timeline.search({ text, limit: 9 })).map(({ id }) => id).sort();
}

test('of a document that is written twice before it is taken in, the last text counts', async () => {
  const timeline = openTimeline({ file: file() });
  await timeline.append(append('s', 0, { search: [says('a', 'first draft'), says('b', 'other')] }));
  await timeline.append(append('s', 0, { search: [says('a', 'second draft')] }));
  expect(await found(timeline, 'second')).toEqual(['a']);
  expect(await found(timeline, 'first')).toEqual([]);
  await timeline.append(append('s', 0, { search: [says('a', 'second draft'), says('b', 'third')] }));
  expect(await found(timeline, 'draft')).toEqual(['a']);
  expect(await found(timeline, 'other')).toEqual([]);
  await timeline.close();
  checkIndex();
});

test('a document that is removed while it waits never comes', async () => {
  const timeline = openTimeline({ file: file() });
  await timeline.append(append('s', 0, { search: [says('a', 'the password is hunter2')] }));
  await timeline.append(append('s', 0, { search: [{ op: 'remove', id: 'a' }, says('b', 'no password')] }));
  expect(await found(timeline, 'password')).toEqual(['b']);
  await timeline.close();
  checkIndex();
});

test('what waited when the process ended is found after the next start', async () => {
  const first = openTimeline({ file: file() });
  await first.append(append('s', 0, { search: [says('a', 'checkout is down')] }));
  await first.close();
  const second = openTimeline({ file: file() });
  expect(await found(second, 'checkout')).toEqual(['a']);
  await second.close();
  checkIndex();
});

test('a database whose index was still behind is brought up to date with its keys', async () => {
  const old = new Database(file());
  const migrations = readMigrationFiles({ migrationsFolder: 'migrations' }).slice(0, 8);
  for (const statement of migrations.flatMap(({ sql }) => sql)) {
    old.exec(statement);
  }
  old.exec(`
    INSERT INTO documents(id, stream, text) VALUES ('a', 's', 'taken in'), ('b', 's', 'still to be taken');
    INSERT INTO search(rowid, text) SELECT seq, text FROM documents WHERE id = 'a';
    DELETE FROM unindexed WHERE seq = (SELECT seq FROM documents WHERE id = 'a');
    INSERT INTO keys(key, stream, value) VALUES ('k2', 's', '2'), ('k1', 's', '1');
  `);
  old.pragma(`application_id = ${0x46534352}`);
  old.pragma(`user_version = ${migrations.length}`);
  old.close();

  const timeline = openTimeline({ file: file() });
  expect(await found(timeline, 'taken')).toEqual(['a', 'b']);
  expect(await timeline.listKeys('s', 'k')).toEqual([
    { key: 'k1', stream: 's', value: 1 },
    { key: 'k2', stream: 's', value: 2 },
  ]);
  await timeline.append(append('s', 0, { search: [says('a', 'edited')] }));
  expect(await found(timeline, 'taken')).toEqual(['b']);
  await timeline.close();
  checkIndex();
});

describe('when documents are filed', () => {
  let filed: number;
  let index: WordIndex;
  let client: Client;

  beforeEach(() => {
    jest.useFakeTimers();
    client = openDatabase(file());
    filed = 0;
    const write = async (job: () => number) => {
      const taken = job();
      filed += taken;
      return taken;
    };
    index = wordIndex(client, write, silentLog);
  });

  afterEach(() => {
    index.stop();
    client.close();
    jest.useRealTimers();
  });

  /** A document comes, as an append writes it. */
  const comes = (n: number) => {
    client.exec(`INSERT INTO pending_documents(id, stream, text) VALUES ('d${n}', 's', 'checkout ${n}')`);
    index.follow();
  };

  test('a quarter of a second after the last of them, and not between them', async () => {
    for (let n = 0; n < 10; n += 1) {
      comes(n);
      await jest.advanceTimersByTimeAsync(200);
    }
    expect(filed).toBe(0);
    await jest.advanceTimersByTimeAsync(50);
    expect(filed).toBe(10);
  });

  test('after five seconds however many go on coming', async () => {
    for (let n = 0; n < 51; n += 1) {
      comes(n);
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(filed).toBe(50);
  });
});
