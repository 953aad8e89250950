import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { accepted, append, said } from './contract-harness.ts';
import { openDatabase } from './database.ts';
import * as schema from './schema.ts';
import { openReader, openTimeline } from './sqlite.ts';

let dir: string;
beforeEach(() => {
  dir = temporaryFolder('timeline');
});
const path = (name = 'timeline.db') => join(dir, name);

async function filled(file: string, texts: readonly string[] = ['checkout is down']): Promise<void> {
  const timeline = openTimeline({ file });
  await accepted(timeline.append(append('s', 0, { events: texts.map((text, n) => said(`e${n}`, text)) })));
  await timeline.close();
}

describe('opening', () => {
  test('two processes that start at once on a new file both get it', async () => {
    const script = `const { openTimeline } = await import(${JSON.stringify(new URL('./sqlite.ts', import.meta.url).href)});
      await openTimeline({ file: ${JSON.stringify(path())} }).close();`;
    const children = [1, 2, 3].map(() => spawn(process.execPath, ['--input-type=module', '-e', script]));
    const codes = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
    const timeline = openTimeline({ file: path() });
    expect(await timeline.heads()).toEqual([]);
    await timeline.close();
  });

  test('a new database can be read by its owner only', async () => {
    await filled(path());
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  test('a file from a newer Firescribe is refused, with what to do', async () => {
    await filled(path());
    const newer = new Database(path());
    newer.pragma('user_version = 999');
    newer.close();
    expect(() => openTimeline({ file: path() })).toThrow(/newer Firescribe.*Upgrade Firescribe/s);
    expect(() => openReader({ file: path() })).toThrow(/newer Firescribe/);
  });

  test('another program’s database is refused and left alone', () => {
    const other = new Database(path());
    other.exec('CREATE TABLE bookmarks (id)');
    other.close();
    expect(() => openTimeline({ file: path() })).toThrow(/not a Firescribe database/);
    const tables = new Database(path()).prepare('SELECT name FROM sqlite_schema').pluck().all();
    expect(tables).toEqual(['bookmarks']);
  });

  test('a file that is no database is refused, with what to do', () => {
    writeFileSync(path(), 'not a database, but long enough to look at '.repeat(50));
    expect(() => openTimeline({ file: path() })).toThrow(/damaged.*newest backup/s);
  });

  test('a database with a torn page is refused, with what to do', async () => {
    await filled(
      path(),
      Array.from({ length: 200 }, (_, n) => `message ${n} `.repeat(20)),
    );
    const bytes = readFileSync(path());
    bytes.fill(0x5a, 40_960, 49_152);
    writeFileSync(path(), bytes);
    expect(() => openTimeline({ file: path() })).toThrow(/damaged.*newest backup/s);
  });

  test('a database that lost its end is refused', async () => {
    await filled(
      path(),
      Array.from({ length: 200 }, (_, n) => `message ${n} `.repeat(20)),
    );
    truncateSync(path(), 50_000);
    expect(() => openTimeline({ file: path() })).toThrow(/damaged/);
  });

  test('a folder that is not there is named', () => {
    expect(() => openTimeline({ file: path('nowhere/timeline.db') })).toThrow(/nowhere/);
  });
});

describe('the guards of the tables', () => {
  test.each([
    ["UPDATE events SET record = '{}'", /never changed/],
    ['DELETE FROM events', /never deleted/],
    [
      "REPLACE INTO events SELECT seq, id, stream, version, type, prev_hash, 'x', record FROM events",
      /never deleted/,
    ],
    ["UPDATE contents SET content = 'other'", /only erased/],
    ['DELETE FROM contents', /erased by setting/],
  ])('%s is refused', async (statement, message) => {
    await filled(path());
    const client = openDatabase(path());
    expect(() => client.exec(statement)).toThrow(message);
    client.close();
  });
});

test('the migrations make the tables and indexes that the schema speaks of', () => {
  const client = openDatabase(path());
  for (const table of Object.values(schema)) {
    const { name, columns, indexes } = getTableConfig(table);
    const made = client.pragma(`table_info(${name})`) as { name: string; notnull: number }[];
    expect(made.map((column) => [column.name, column.notnull === 1])).toEqual(
      columns.map((column) => [column.name, column.notNull]),
    );
    const indexed = client.pragma(`index_list(${name})`) as { name: string; origin: string }[];
    expect(
      indexed
        .filter(({ origin }) => origin === 'c')
        .map((index) => index.name)
        .sort(),
    ).toEqual(indexes.map((index) => index.config.name).sort());
  }
  client.close();
});
