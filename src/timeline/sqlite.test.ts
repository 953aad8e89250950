import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createLog, silentLog } from '../lib/log.ts';
import { timelineContract } from './contract.ts';
import { accepted, append, type Harness, said } from './contract-harness.ts';
import { openDatabase } from './database.ts';
import { openReader, openTimeline, timelineOver } from './sqlite.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'timeline-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const path = (name = 'timeline.db') => join(dir, name);

/** Runs SQL on the file with the guards taken away, as somebody who holds the disk could. */
function tampered(file: string, change: (database: Database.Database) => void): void {
  const database = new Database(file);
  for (const table of ['events', 'contents']) {
    database.exec(
      `DROP TRIGGER IF EXISTS ${table}_refuse_update; DROP TRIGGER IF EXISTS ${table}_refuse_delete`,
    );
  }
  database.pragma('foreign_keys = OFF');
  change(database);
  database.close();
}

function tampering(file: string): Harness['tamper'] {
  const where = (stream: string, version: number) => ({ stream, version });
  const content = 'seq = (SELECT seq FROM events WHERE stream = @stream AND version = @version)';
  const run = (sql: string, values: object) =>
    tampered(file, (database) => {
      expect(database.prepare(sql).run(values).changes).toBeGreaterThan(0);
    });
  return {
    record: (stream, version, from, to) =>
      run(
        'UPDATE events SET record = replace(record, @from, @to) WHERE stream = @stream AND version = @version',
        {
          ...where(stream, version),
          ...{ from, to },
        },
      ),
    content: (stream, version, from, to) =>
      run(`UPDATE contents SET content = replace(content, @from, @to) WHERE ${content}`, {
        ...where(stream, version),
        ...{ from, to },
      }),
    forgetContent: (stream, version) =>
      run(`UPDATE contents SET content = NULL, salt = NULL WHERE ${content}`, where(stream, version)),
    cutTail(stream, version) {
      run('DELETE FROM events WHERE stream = @stream AND version > @version', where(stream, version));
      run(
        `UPDATE streams SET version = @version,
          hash = (SELECT hash FROM events WHERE stream = @stream AND version = @version) WHERE stream = @stream`,
        where(stream, version),
      );
    },
    swap(stream, version, other) {
      const move = 'UPDATE events SET version = @to WHERE stream = @stream AND version = @from';
      run(move, { stream, from: version, to: -1 });
      run(move, { stream, from: other, to: version });
      run(move, { stream, from: -1, to: other });
    },
  };
}

timelineContract('the timeline in SQLite', async () => {
  const file = path();
  let commits = 0;
  const log = createLog({
    level: 'debug',
    write: (line) => {
      commits += line.includes('committed') ? 1 : 0;
    },
  });
  const harness: Harness = {
    timeline: openTimeline({ file, log }),
    async reopen() {
      await harness.timeline.close();
      harness.timeline = openTimeline({ file, log });
      return harness.timeline;
    },
    openSecond: async () => openTimeline({ file }),
    commits: () => commits,
    holds: (secret) => readdirSync(dir).some((name) => readFileSync(path(name)).includes(secret)),
    tamper: tampering(file),
    close: () => harness.timeline.close(),
  };
  return harness;
});

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

  test('a file from a newer Firescribe is refused, with what to do', async () => {
    await filled(path());
    tampered(path(), (database) => database.pragma('user_version = 999'));
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

describe('a disk without room', () => {
  test('refuses what waits with what to do, and takes appends again when there is room', async () => {
    const client = openDatabase(path());
    const timeline = timelineOver(client, silentLog);
    await accepted(timeline.append(append('s', 0, { events: [said('e1', 'before')] })));
    const pages = Number(client.pragma('page_count', { simple: true }));
    client.pragma(`max_page_count = ${pages + 2}`);
    const large = 'x'.repeat(100_000);
    const results = await Promise.allSettled([
      timeline.append(append('s', 1, { events: [said('e2', large)], effects: [] })),
      timeline.append(append('t', 0, { events: [said('t1', 'small')] })),
    ]);
    expect(results).toMatchObject([
      { status: 'rejected', reason: { message: expect.stringMatching(/no room left.*Free space/s) } },
      { status: 'rejected' },
    ]);
    expect((await timeline.heads()).map(({ stream, version }) => [stream, version])).toEqual([['s', 1]]);
    client.pragma('max_page_count = 1000000');
    await accepted(timeline.append(append('s', 1, { events: [said('e2', large)] })));
    expect(await timeline.verify()).toMatchObject({ events: 2, problems: [] });
    await timeline.close();
  });
});

describe('a second connection', () => {
  test('reads what is committed, and cannot write', async () => {
    const timeline = openTimeline({ file: path() });
    await accepted(timeline.append(append('s', 0, { events: [said('e1', 'words')] })));
    const reader = openReader({ file: path() });
    expect(await reader.readStream('s')).toEqual(await timeline.readStream('s'));
    expect(await reader.verify()).toMatchObject({ events: 1, problems: [] });
    await accepted(timeline.append(append('s', 1, { events: [said('e2')] })));
    expect(await reader.readStream('s')).toHaveLength(2);
    expect(Object.keys(reader)).not.toContain('append');
    await reader.close();
    await timeline.close();
  });

  test('a reader in the middle of a question does not stop an erasure for ever', async () => {
    await filled(path(), ['the password is hunter2xyzzy', 'other']);
    const timeline = openTimeline({ file: path() });
    await accepted(timeline.append(append('t', 0, { events: [said('t1')] })));
    const reader = new Database(path(), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM events').all();
    const erasing = timeline.append(append('s', 2, { events: [said('redacted')], erase: ['e0'] }));
    setTimeout(() => reader.close(), 150);
    await accepted(erasing);
    for (const name of readdirSync(dir)) {
      expect(readFileSync(path(name)).includes('hunter2xyzzy')).toBe(false);
    }
    await timeline.close();
  });
});

describe('a process that is killed', () => {
  const script = (file: string) => `
    const { openTimeline } = await import(${JSON.stringify(new URL('./sqlite.ts', import.meta.url).href)});
    const timeline = openTimeline({ file: ${JSON.stringify(file)} });
    for (let n = 0; n < 10; n += 1) {
      const event = { id: 'e' + n, type: 't', v: 1, occurredAt: n, recordedAt: n, actor: null,
        source: { kind: 'test', key: '' + n }, data: {}, content: 'words ' + n };
      const result = await timeline.append({ stream: 's', expectedVersion: n, events: [event], at: n,
        state: { data: n, foldVersion: 1 }, keys: [{ op: 'claim', key: 'k' + n, value: n }] });
      process.stdout.write(result.version + '\\n');
    }`;

  test.each([
    ['before-commit', 4, 4],
    ['after-commit', 4, 5],
  ])(
    '%s has everything it acknowledged, and all of an append or nothing',
    async (point, acknowledged, kept) => {
      let output = '';
      try {
        execFileSync(process.execPath, ['--input-type=module', '-e', script(path())], {
          env: { ...process.env, FIRESCRIBE_KILL_AT: `${point}:5` },
        });
      } catch (error) {
        expect(error).toMatchObject({ signal: 'SIGKILL' });
        output = String((error as { stdout: Buffer }).stdout);
      }
      expect(output.trim().split('\n')).toHaveLength(acknowledged);
      const timeline = openTimeline({ file: path() });
      expect(await timeline.readStream('s')).toHaveLength(kept);
      expect(await timeline.readState('s')).toMatchObject({ version: kept, data: kept - 1 });
      expect(await timeline.listKeys('s', 'k')).toHaveLength(kept);
      expect(await timeline.verify()).toMatchObject({ events: kept, problems: [] });
      await timeline.close();
    },
  );
});

describe('a backup', () => {
  test('taken while appends go on opens as a whole, verifies, and has what was there when it began', async () => {
    const timeline = openTimeline({ file: path() });
    for (let n = 0; n < 20; n += 1) {
      await accepted(timeline.append(append('s', n, { events: [said(`e${n}`, 'words '.repeat(2_000))] })));
    }
    const backup = timeline.backup(path('backup.db'));
    for (let n = 20; n < 40; n += 1) {
      await accepted(timeline.append(append('s', n, { events: [said(`e${n}`, 'words')] })));
    }
    await backup;
    await timeline.close();
    const copy = openTimeline({ file: path('backup.db') });
    expect((await copy.readStream('s')).length).toBeGreaterThanOrEqual(20);
    expect((await copy.verify()).problems).toEqual([]);
    await copy.close();
  });

  test('never overwrites', async () => {
    await filled(path());
    copyFileSync(path(), path('backup.db'));
    const reader = openReader({ file: path() });
    await expect(reader.backup(path('backup.db'))).rejects.toThrow(/there already/);
    await reader.backup(path('other.db'));
    await reader.close();
    expect(readdirSync(dir).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });
});
