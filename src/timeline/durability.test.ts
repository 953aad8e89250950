import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DiskError } from '../lib/disk-error.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { createLog } from '../lib/json-log.ts';
import { silentLog } from '../lib/log.ts';
import { accepted, append, said } from './contract-harness.ts';
import { openDatabase } from './database.ts';
import { openReader, openTimeline, timelineOver } from './sqlite.ts';
import { openThreadedTimeline } from './threaded.ts';

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
    expect(results.every((one) => one.status === 'rejected' && one.reason instanceof DiskError)).toBe(true);
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
  const script = (file: string, opens: string) => `
    const { openTimeline } = await import(${JSON.stringify(new URL('./sqlite.ts', import.meta.url).href)});
    const { openThreadedTimeline } = await import(${JSON.stringify(new URL('./threaded.ts', import.meta.url).href)});
    const timeline = ${opens}({ file: ${JSON.stringify(file)} });
    for (let n = 0; n < 10; n += 1) {
      const event = { id: 'e' + n, type: 't', v: 1, occurredAt: n, recordedAt: n, actor: null,
        source: { kind: 'test', key: '' + n }, data: {}, content: 'words ' + n };
      const result = await timeline.append({ stream: 's', expectedVersion: n, events: [event], at: n,
        state: { data: n, foldVersion: 1 }, keys: [{ op: 'claim', key: 'k' + n, value: n }] });
      process.stdout.write(result.version + '\\n');
    }`;

  test.each([
    ['before-commit', 'openTimeline', 4, 4],
    ['after-commit', 'openTimeline', 4, 5],
    ['before-commit', 'openThreadedTimeline', 4, 4],
    ['after-commit', 'openThreadedTimeline', 4, 5],
  ])(
    '%s (%s) has everything it acknowledged, and all of an append or nothing',
    async (point, opens, acknowledged, kept) => {
      let output = '';
      try {
        execFileSync(process.execPath, ['--input-type=module', '-e', script(path(), opens)], {
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

describe('the thread that writes', () => {
  /** Ends at its first task; what comes after is taken by another thread of the same program. */
  const faltering = new URL(
    `data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.once('message', () => process.exit(7));`,
  );

  test('that ends by itself leaves nobody waiting, and says that what it was asked may or may not be on disk', async () => {
    const lines: string[] = [];
    const log = createLog({ write: (line) => lines.push(line) });
    const timeline = openThreadedTimeline({ file: path(), log, program: faltering });
    const write = (id: string) => timeline.append(append('s', 0, { events: [said(id, 'words')] }));
    await expect(write('e1')).rejects.toThrow(/not known/);
    await expect(write('e2')).rejects.toBeInstanceOf(DiskError);
    expect(lines.filter((line) => line.includes('next write starts another'))).toHaveLength(2);
    expect(await timeline.heads()).toEqual([]);
    await timeline.close();
  });

  test('tells trouble of the disk from a fault of what was written, as the record itself does', async () => {
    const full = new URL(
      `data:text/javascript,import { parentPort as port } from 'node:worker_threads';
        port.on('message', ({ id }) => id === undefined ? port.close() : port.postMessage({
          logged: [],
          answers: [{ id, ok: false, error: new Error('answer ' + id), ...(id === 1 ? { disk: true } : {}) }],
        }));`,
    );
    const timeline = openThreadedTimeline({ file: path(), program: full });
    const refused = () => timeline.append(append('s', 0, {})).catch((error: unknown) => error);
    const [disk, other] = [await refused(), await refused()];
    expect([disk instanceof DiskError, other instanceof DiskError]).toEqual([true, false]);
    expect([(disk as Error).message, (other as Error).message]).toEqual(['answer 1', 'answer 2']);
    await timeline.close();
  });

  test('does not keep a process alive that has nothing left to write', async () => {
    const script = `const { openThreadedTimeline } = await import(${JSON.stringify(new URL('./threaded.ts', import.meta.url).href)});
      const timeline = openThreadedTimeline({ file: ${JSON.stringify(path())} });
      const event = { id: 'e', type: 't', v: 1, occurredAt: 1, recordedAt: 1, actor: null, source: { kind: 't', key: '1' }, data: {} };
      const { version } = await timeline.append({ stream: 's', expectedVersion: 0, events: [event], at: 1 });
      process.stdout.write(String(version));`;
    expect(String(execFileSync(process.execPath, ['--input-type=module', '-e', script]))).toBe('1');
  });
});
