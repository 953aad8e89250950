import type { Engine } from '../engine/engine-port.ts';
import type { Inbound } from '../incident/inbound.ts';
import { manualClock } from '../lib/clock.ts';
import { silentLog } from '../lib/log.ts';
import { AlertmanagerSettings, alertmanager } from '../webhooks/alertmanager.ts';
import { alert, message } from '../webhooks/fixtures/alertmanager.ts';
import { mount } from '../webhooks/mount.ts';
import type { Webhook } from '../webhooks/port.ts';
import { startWeb, type Web } from './server.ts';

const SECRET = 'a-secret-of-some-length';
let web: Web;
type Kept = { raw: string; unmapped?: string; troubles?: readonly string[] };
let kept: (Kept & { inbound: readonly Inbound[] })[];
let disk: 'well' | 'full' | 'gone';
let webhooks: Webhook[];
let logged: string[];

beforeEach(async () => {
  kept = [];
  logged = [];
  disk = 'well';
  // The web room sees the engine as a port with one method here; the stories run it against the real one.
  const engine = {
    receive: async (inbound: readonly Inbound[], { raw, unmapped, troubles = [] }: Kept) => {
      if (disk === 'full') {
        throw new Error('SQLITE_FULL');
      }
      kept.push({ inbound, raw, unmapped, ...(troubles.length > 0 ? { troubles } : {}) });
    },
  } as Pick<Engine, 'receive'> as Engine;
  webhooks = [mount(alertmanager, AlertmanagerSettings.parse({ secrets: SECRET }))];
  web = await startWeb(
    { port: 0 },
    {
      engine,
      webhooks: () => webhooks,
      clock: manualClock(0),
      log: { ...silentLog, warn: (_about, words) => void logged.push(words) },
      health: async () => {
        if (disk === 'gone') {
          throw new Error('The database is not open.');
        }
        return { ok: disk === 'well', parts: { timeline: disk } };
      },
    },
  );
});

afterEach(() => web.close());

function post(
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string> = { authorization: `Bearer ${SECRET}` },
  path = 'alertmanager',
) {
  return fetch(`${web.url}/webhooks/${path}`, { method: 'POST', body, headers });
}

test('an authentic alert is kept with its raw body, then answered', async () => {
  const body = JSON.stringify(message([alert(), alert({ fingerprint: 'bb' })]));
  const response = await post(body);
  expect(response.status).toBe(200);
  expect(kept).toEqual([{ inbound: [expect.anything(), expect.anything()], raw: body, unmapped: undefined }]);
});

test('a wrong or missing secret is turned away and nothing is kept; the log says so once a minute, without it', async () => {
  expect((await post('{}', { authorization: 'Bearer guess' })).status).toBe(401);
  expect((await post('{}', {})).status).toBe(401);
  expect(kept).toEqual([]);
  expect(logged).toEqual([expect.stringMatching(/^A webhook was refused\. The secret is missing or wrong/)]);
  expect(logged.join()).not.toContain('guess');
});

test('what is authentic but not JSON is kept, and its sender is told', async () => {
  expect((await post('{"alerts": [')).status).toBe(400);
  expect((await post('')).status).toBe(400);
  expect(kept.map(({ raw, unmapped }) => [raw, unmapped])).toEqual([
    ['{"alerts": [', expect.stringContaining('not JSON')],
    ['', expect.stringContaining('not JSON')],
  ]);
});

test.each([
  ['UTF-8', [0xef, 0xbb, 0xbf], (text: string) => Buffer.from(text)],
  ['UTF-16 of Windows', [0xff, 0xfe], (text: string) => Buffer.from(text, 'utf16le')],
  ['UTF-16 of others', [0xfe, 0xff], (text: string) => Buffer.from(text, 'utf16le').swap16()],
] as const)('a body that begins with the mark of %s is read as what it is', async (_name, mark, encoded) => {
  const text = JSON.stringify(message([alert({ annotations: { summary: 'Kasse läuft heiß' } })]));
  expect((await post(Buffer.concat([Buffer.from(mark), encoded(text)]))).status).toBe(200);
  expect(kept).toEqual([
    {
      inbound: [{ kind: 'signal', signal: expect.objectContaining({ title: 'Kasse läuft heiß' }) }],
      raw: text,
    },
  ]);
});

test('an alert that cannot be read beside one that can is kept with the body, and its trouble handed on', async () => {
  const body = JSON.stringify(message([alert(), alert({ startsAt: 'soon' })]));
  expect((await post(body)).status).toBe(200);
  expect(kept).toEqual([
    { inbound: [expect.anything()], raw: body, troubles: [expect.stringContaining('Alert 2')] },
  ]);
});

test('an authentic body of a strange form is kept and accepted, so that the sender does not resend it for ever', async () => {
  const response = await post('{"text":"custom template"}');
  expect(response.status).toBe(202);
  expect(kept).toEqual([
    { inbound: [], raw: '{"text":"custom template"}', unmapped: expect.stringContaining('version 4') },
  ]);
});

test('a huge body is refused', async () => {
  expect((await post(`"${'x'.repeat(3 * 1024 * 1024)}"`)).status).toBe(413);
});

test('when the disk is full the sender is asked to come again, and health says so', async () => {
  disk = 'full';
  expect((await post(JSON.stringify(message([alert()])))).status).toBe(503);
  expect((await fetch(`${web.url}/health`)).status).toBe(503);
});

test('health that cannot be told is no health, and is said as such', async () => {
  disk = 'gone';
  const answer = await fetch(`${web.url}/health`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ ok: false, parts: { health: 'The database is not open.' } });
});

test('a vendor that is not on is not found; one that is turned on while we run, is', async () => {
  expect((await post('{}', {}, 'pagerduty')).status).toBe(404);
  webhooks.push({ ...(webhooks[0] as Webhook), id: 'pagerduty' });
  expect((await post('{}', {}, 'pagerduty')).status).toBe(401);
});

test('a port that is taken is said with the variable to change', async () => {
  const port = Number(new URL(web.url).port);
  const health = async () => ({ ok: true, parts: {} });
  await expect(
    startWeb(
      { port },
      { engine: {} as Engine, webhooks: () => [], clock: manualClock(0), log: silentLog, health },
    ),
  ).rejects.toThrow('Set PORT');
});

test('an address that cannot be listened on is named with the variable', async () => {
  const nothing = { webhooks: () => [], clock: manualClock(0), log: silentLog };
  const unused = { ...nothing, engine: {} as Engine, health: async () => ({ ok: true, parts: {} }) };
  await expect(startWeb({ port: 0, host: '192.0.2.1' }, unused)).rejects.toThrow(
    'HOST: 192.0.2.1 is no address of this machine. Leave HOST empty',
  );
});
