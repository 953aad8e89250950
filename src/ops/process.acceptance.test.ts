// The real process where something is wrong with its machine: no tokens, a record that cannot be opened, a disk that takes no more.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { makeLarge, tearMiddle } from '../timeline/fixtures/damage.ts';
import { eventually, runToEnd, startChild } from './fixtures/child-app.ts';
import { openWorkplace, type Workplace } from './fixtures/workplace.ts';
import { verifyRecord } from './verify.ts';

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', PORT: '0' };

/** An empty folder with a data folder in it. */
function emptyPlace() {
  const folder = temporaryFolder('process');
  mkdirSync(join(folder, 'data'));
  return { folder, database: join(folder, 'data', 'firescribe.db') };
}

test('without tokens the start prints three steps, and where each token is found', async () => {
  const { folder } = emptyPlace();
  const { code, stderr } = await runToEnd(['start'], {}, folder);
  expect(code).toBe(1);
  expect(stderr).toMatch(/1\. .*manifest\.yml[\s\S]*2\. [\s\S]*SLACK_BOT_TOKEN[\s\S]*3\. npm start/);
});

test('a wrong setting stops the start and is named with its remedy', async () => {
  const { folder } = emptyPlace();
  const { code, stderr } = await runToEnd(['start'], { ...TOKENS, TIME_ZONE: 'Mars/Olympus' }, folder);
  expect(code).toBe(1);
  expect(stderr).toContain('TIME_ZONE: use an IANA zone');
});

test('a reader who leaves early, as `head` does, is no error', () => {
  const { folder } = emptyPlace();
  const main = new URL('../firescribe.js', import.meta.url).pathname;
  const piped = `("${process.execPath}" "${main}" doctor | true) 2>&1`;
  expect(execFileSync('bash', ['-c', piped], { cwd: folder, encoding: 'utf8' })).toBe('');
});

test('a damaged record stops the start, which says how to restore a backup, and is left as it is', async () => {
  const { folder, database } = emptyPlace();
  writeFileSync(database, 'this is no database, whatever its name says');
  const { code, stderr } = await runToEnd(['start'], TOKENS, folder);
  expect(code).toBe(1);
  expect(stderr).toMatch(/damaged.*firescribe restore/);
  expect(readFileSync(database, 'utf8')).toContain('this is no database');
});

test('a record written by a newer Firescribe stops the start and every command', async () => {
  const { folder, database } = emptyPlace();
  await runToEnd(['declare', 'from before'], {}, folder);
  const client = new Database(database);
  client.pragma('user_version = 999');
  client.close();
  for (const words of [['start'], ['verify'], ['declare', 'too late']]) {
    const { code, stderr } = await runToEnd(words, TOKENS, folder);
    expect(code).toBe(1);
    expect(stderr).toContain('newer Firescribe');
  }
});

test('damage far inside a large record is said while the app runs, nothing more is written, and the next start refuses the file', async () => {
  const place = await openWorkplace();
  try {
    const first = place.start();
    await first.connected;
    await place.slack.as('ana').slash('incidents', '/incident declare Checkout is slow --sev 2');
    await place.settled(first);
    await first.stop();
    makeLarge(place.places.database);
    tearMiddle(place.places.database);
    const app = place.start();
    const url = await app.listening;
    const told = () => place.slack.see.messages('incidents').some(({ text }) => text.includes('is damaged'));
    await eventually(async () => told(), { what: app.output });
    const health = () => fetch(`${url}/health`);
    await eventually(async () => (await health()).status === 503, { what: app.output });
    expect(await (await health()).text()).toMatch(/is damaged.*firescribe restore/);
    const refused = await place.slack.as('ana').slash('incidents', '/incident declare Mail is late');
    expect(refused.text).toMatch(
      /cannot write its record now.*may not have been recorded.*Whoever runs it has to look/,
    );
    expect(await app.stop()).toBe(0);
    const next = place.start();
    expect(await next.ended).toMatchObject({ code: 1 });
    expect(next.output()).toMatch(/is damaged.*firescribe restore/);
    await expect(next.listening).rejects.toThrow();
  } finally {
    await place.close();
  }
});

/** Has the door believe that it runs in an older Node. */
const OLDER_NODE = `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.0.0"}})`;

test('started with an older Node, the process that is known hands on what it is told, and ends with the app', async () => {
  const place = await openWorkplace();
  try {
    const app = startChild(place.env, place.folder, ['--import', OLDER_NODE]);
    await app.connected;
    app.signal('SIGHUP');
    await eventually(async () => app.output().includes('nothing has changed'), { what: app.output });
    // As a supervisor does, and the door hands it on: twice within a moment is once.
    app.signal('SIGTERM');
    app.signal('SIGTERM');
    expect(await app.ended).toEqual({ code: 0, signal: null });
    expect(app.output()).toContain('Stopped.');
  } finally {
    await place.close();
  }
});

test('a second process on one record, started while the first is there, takes its place when that stops', async () => {
  const place = await openWorkplace();
  try {
    const first = place.start();
    await first.connected;
    const second = place.start();
    const waits = () => second.output().includes('waiting for it to stop');
    await eventually(async () => waits(), { what: second.output });
    expect(second.output()).not.toContain('Listening');
    expect(await first.stop()).toBe(0);
    await second.connected;
    const third = place.start();
    await eventually(async () => third.output().includes('waiting'), { what: third.output });
    await second.kill();
    await third.connected;
  } finally {
    await place.close();
  }
});

const hasPrlimit = existsSync('/usr/bin/prlimit');
if (!hasPrlimit) {
  process.stdout.write('prlimit is not here: the test of a disk that takes no more is skipped.\n');
}

describe('while the disk takes no more', () => {
  let workplace: Workplace;
  beforeEach(async () => {
    workplace = await openWorkplace({ ALERTMANAGER_WEBHOOK_SECRET: 'a-secret-of-sixteen' });
  });
  afterEach(() => workplace.close());

  /** No file of the process may grow beyond this: the kernel refuses the write. */
  const letFilesGrowTo = (pid: number, bytes: number | 'unlimited') =>
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);

  (hasPrlimit || process.env.FIRESCRIBE_NO_SKIP ? test : test.skip)(
    'nothing is said to be done, and with room again everything goes on',
    async () => {
      const { slack, places } = workplace;
      const app = workplace.start();
      await app.connected;
      await slack.as('ana').slash('incidents', '/incident declare Checkout is slow --sev 2');
      await workplace.settled(app);
      const channel = slack.see.channels().find(({ topic }) => topic.value.includes('Checkout'))!.id;
      const hook = alertsTo(await app.listening);

      letFilesGrowTo(app.pid, statSync(`${places.database}-wal`).size);
      const note = await slack.as('ana').slash(channel, `/incident note ${'lost? '.repeat(2_000)}`);
      expect(note.text).toMatch(/cannot write its record now.*may not have been recorded/);
      expect(await hook(`refused ${'x'.repeat(20_000)}`)).toBe(503);

      letFilesGrowTo(app.pid, 'unlimited');
      expect((await slack.as('ana').slash(channel, '/incident note room again')).text).toContain('Noted');
      expect(await hook('taken')).toBe(200);
      expect(await app.stop()).toBe(0);
      expect((await verifyRecord(places)).problems).toEqual([]);
      const exported = await runToEnd(['export', '1', '--format', 'csv'], workplace.env, workplace.folder);
      expect(exported.stdout).toContain('room again');
      expect(exported.stdout).not.toContain('lost? lost?');
    },
  );

  /** Sends an alert that is only recorded; resolves with the status of the answer. */
  function alertsTo(url: string): (words: string) => Promise<number> {
    return async (words) => {
      const answer = await fetch(`${url}/webhooks/alertmanager`, {
        method: 'POST',
        headers: { authorization: 'Bearer a-secret-of-sixteen' },
        body: JSON.stringify({
          version: '4',
          alerts: [
            {
              status: 'firing',
              labels: { alertname: 'Latency', severity: 'info' },
              annotations: { description: words },
              startsAt: new Date().toISOString(),
              endsAt: '0001-01-01T00:00:00Z',
              fingerprint: words.slice(0, 8),
            },
          ],
        }),
      });
      return answer.status;
    };
  }
});

test('the process that stays gives freed memory back to the machine, whoever starts it', async () => {
  const place = await openWorkplace();
  try {
    const app = place.start();
    await app.connected;
    const environment = readFileSync(`/proc/${app.pid}/environ`, 'utf8').split('\0');
    expect(environment).toContain('MALLOC_TRIM_THRESHOLD_=131072');
  } finally {
    await place.close();
  }
});
