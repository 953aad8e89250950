import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningApp, startApp } from './app.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import { alert, monitor, origin } from './engine/fixtures/house.ts';
import { signalEvent } from './engine/signal-rows.ts';
import { INBOX } from './engine/stream-names.ts';
import { temporaryFolder } from './lib/fixtures/temporary-folder.ts';
import { idMaker } from './lib/ids.ts';
import { createLog } from './lib/json-log.ts';
import { silentLog } from './lib/log.ts';
import { configFor, hireCast } from './stories/cast.ts';

let slack: Emulator;
let folder: string;
let app: RunningApp | undefined;

beforeEach(async () => {
  slack = await startEmulator();
  folder = temporaryFolder('app');
});

afterEach(async () => {
  await app?.stop();
  app = undefined;
  await slack.close();
});

const config = (extra: Record<string, string> = {}) => configFor(slack, hireCast(slack), folder, extra);

test('an alert that a killed process took in and did not route is routed by the next start', async () => {
  const settings = config();
  const first = await startApp(settings, { log: silentLog });
  const now = Date.now();
  const signal = alert('LatencyHigh', { startsAt: now });
  const event = signalEvent(signal, {
    origin: { ...origin('d1'), actor: monitor },
    delivery: 'd1',
    newId: idMaker(Date.now),
    now,
  });
  await first.core.timeline.append({ stream: INBOX, expectedVersion: 0, events: [event], at: now });
  await first.stop();

  app = await startApp(settings, { log: silentLog });
  const { engine } = app.core;
  const list = () => engine.questions.list({}, { kind: 'operator' });
  await new Promise<void>((resolve) => {
    const look = async () => (await list()).length > 0 && resolve();
    engine.onCommit(() => void look());
    void look();
  });
  expect((await list()).map(({ title }) => title.text)).toEqual(['LatencyHigh']);
});

test('a start that fails leaves nothing running', async () => {
  const taken: Server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const slackPort = String((taken.address() as AddressInfo).port);
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  const settings = config({ SLACK_MODE: 'http', SLACK_PORT: slackPort });
  await expect(startApp(settings, { log })).rejects.toThrow('Set SLACK_PORT to a free one.');
  const [url] = lines.flatMap((line) => /"url":"([^"]+)"/.exec(line)?.[1] ?? []);
  await expect(fetch(`${url}/health`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  await new Promise((resolve) => taken.close(resolve));
});

test('with no channel of ours the checklist goes to the owner once, and again only where it says something else', async () => {
  const company = hireCast(slack);
  const start = async (extra: Record<string, string> = {}) => {
    let look: () => void = () => undefined;
    const looked = new Promise<void>((resolve) => {
      look = resolve;
    });
    const write = (line: string) => line.includes('Not so yet') && look();
    const settings = configFor(slack, company, folder, { ANNOUNCEMENT_CHANNEL: '', ...extra });
    app = await startApp(settings, { log: createLog({ level: 'warn', write }) });
    await looked;
    // As many calls once more: the word that follows the look is out by then.
    await app.slack.checks();
    await slack.idle();
    await app.stop();
  };
  await start();
  await start();
  await start({ RESPONDERS: '' });
  const direct = slack.see.channels().filter(({ id }) => id.startsWith('D'));
  expect(direct.map(({ id }) => slack.see.members(id))).toEqual([
    expect.arrayContaining([company.people.ana]),
  ]);
  expect(direct.flatMap(({ id }) => slack.see.messages(id).map(({ text }) => text))).toEqual([
    'Firescribe runs; 1 of 6 things are missing.',
    'Firescribe runs; 2 of 5 things are missing.',
  ]);
});
