// A workflow's webhook over real HTTP: what its receiver can rely on.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttp } from '../lib/http.ts';
import { silentLog } from '../lib/log.ts';
import { webhookCaller } from './call-webhook.ts';
import { ana, type House, openHouse } from './fixtures/house.ts';

const SECRET = 'the secret of the hook';

let house: House;
let server: Server;
let status: number;
let heard: { url?: string; headers: IncomingHttpHeaders; body: string }[];

beforeEach(async () => {
  [status, heard] = [200, []];
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) {
      parts.push(part as Buffer);
    }
    heard.push({ url: request.url, headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(status).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const webhook = { url: `${origin}/a/hook?team=web&team=pay%26co&on`, secret: 'HOOK' };
  const own = { id: 'tell', title: 'Tell', when: ['declared'], once: true, do: [{ webhook }] };
  house = openHouse({ policy: { workflows: [own] } });
});

afterEach(async () => {
  await house.close();
  await new Promise((done) => server.close(done));
});

/** Declares, and calls the webhook as the outbox does at its first attempt. */
async function calls(): Promise<() => Promise<unknown>> {
  const { engine, clock } = house;
  const { incident: stream } = await house.declare();
  const [declared] = await engine.questions.events(stream);
  await engine.handle({
    type: 'record-workflow',
    incident: stream,
    wish: {
      ...{ workflow: 'tell', title: 'Tell', trigger: declared?.id ?? '', off: '', repeats: 0 },
      does: [{ do: 'webhook', index: 0 }],
      texts: {},
    },
    asking: house.asking(ana),
  });
  const ran = await engine.questions.ofType(stream, 'workflow-ran', 1);
  const perform = webhookCaller({
    ...{ engine, clock, policy: () => house.policy, log: silentLog, workspace: () => 'T1' },
    person: async () => ana,
    http: createHttp({ clock, log: silentLog, waitsMs: [] }),
    secretOf: (variable) => (variable === 'HOOK' ? SECRET : undefined),
  });
  const effect = { kind: 'webhook.call', key: 'the-key', stream, attempt: 1 } as const;
  const payload = { workflow: 'tell', index: 0, event: ran[0]?.id ?? '' };
  return async () => perform({ ...effect, payload } as never);
}

test('the body is signed with its time, and is the incident with what set the workflow off', async () => {
  await (await calls())();
  const [{ headers, body } = { headers: {}, body: '' }] = heard;
  const at = headers['x-firescribe-timestamp'];
  expect(Number(at) * 1_000).toBe(Math.floor(house.clock.now() / 1_000) * 1_000);
  const signature = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex');
  expect(headers['x-firescribe-signature']).toBe(`sha256=${signature}`);
  expect(JSON.parse(body)).toMatchObject({
    workflow: 'tell',
    incident: { number: 1, title: 'Checkout is slow' },
    event: { kind: 'incident-declared' },
  });
});

test('another try of the same delivery carries the same key', async () => {
  const call = await calls();
  status = 503;
  await expect(call()).rejects.toMatchObject({ permanent: false });
  status = 200;
  await call();
  expect(new Set(heard.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set(['the-key']));
  expect(heard.length).toBeGreaterThan(1);
});

test('its address is called as it is written', async () => {
  await (await calls())();
  expect(heard.map(({ url }) => url)).toEqual(['/a/hook?team=web&team=pay%26co&on']);
});
