// Whatever is posted to a webhook, over real HTTP and with the real engine: never a 5xx, and a 2xx only for who is let in.
import { randomBytes } from 'node:crypto';
import { type House, openHouse } from '../engine/fixtures/house.ts';
import { fc } from '../lib/fixtures/chance.ts';
import { silentLog } from '../lib/log.ts';
import { everyVendor } from '../webhooks/fixtures/every-vendor.ts';
import { isJson, strangeText } from '../webhooks/fixtures/strange.ts';
import { startWeb, type Web } from './server.ts';

const all = everyVendor();
const named = all.map((known) => [known.webhook.id, known] as const);
let web: Web;
let house: House;

beforeAll(async () => {
  house = openHouse();
  const { engine, clock } = house;
  const health = async () => ({ ok: true, parts: {} });
  const webhooks = all.map(({ webhook }) => webhook);
  web = await startWeb({ port: 0 }, { engine, webhooks: () => webhooks, clock, log: silentLog, health });
});

afterAll(async () => {
  await web.close();
  await house.engine.stop();
  await house.close();
});

async function post(
  id: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const answer = await fetch(`${web.url}/webhooks/${id}`, { method: 'POST', body, headers });
  await answer.arrayBuffer();
  return answer.status;
}

const otherThan = (end: string) => (end === 'ffff' ? '0000' : 'ffff');

const deliveries = async () =>
  (await house.timeline.readStream('inbox', { types: ['delivery-received'] })).length;

test.each(named)(
  '%s: whoever is let in is answered 2xx, whatever the body, or 400 where it is no JSON',
  async (id, { bodies, authentic }) => {
    await fc.assert(
      fc.asyncProperty(strangeText(bodies), async (text) => {
        const { headers, body } = authentic(text, Date.now());
        expect([200, 202, ...(isJson(text) ? [] : [400])]).toContain(await post(id, body, headers));
      }),
      { numRuns: 40 },
    );
    await house.engine.routed();
  },
);

test.each(named)(
  '%s: nobody else is, whatever the body and the headers',
  async (id, { bodies, authentic }) => {
    const before = await deliveries();
    const good = JSON.stringify(bodies[0]);
    const { headers, body } = authentic(good, Date.now());
    const wrong = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace(/.{4}$/, (end) => otherThan(end))]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(strangeText(bodies), fc.constant(good)),
        fc.constantFrom<Record<string, string>>(
          {},
          wrong,
          { authorization: 'Bearer' },
          { authorization: 'Basic !' },
          { 'x-pagerduty-signature': 'v1=' },
        ),
        async (text, guessed) => {
          expect([400, 401]).toContain(await post(id, text, guessed));
        },
      ),
      { numRuns: 30 },
    );
    // The body is not the one that was signed; or, where a header alone lets in, the header is not.
    const changed = headers['x-firescribe-secret'] || headers.authorization ? body : `${body.slice(0, -1)} }`;
    expect(await post(id, changed.replace('"Message":"', '"Message":" '), wrong)).toBe(401);
    expect(await deliveries()).toBe(before);
  },
);

test.each(named)(
  '%s: bytes that are no text, no length and no known encoding do no harm',
  async (id, { authentic }) => {
    const { headers } = authentic('{}', Date.now());
    expect(await post(id, new Uint8Array(randomBytes(2_000)), headers)).toBeLessThan(500);
    expect(await post(id, '{}', { ...headers, 'content-encoding': 'gzip' })).toBeLessThan(500);
    expect(await post(id, '{}', { ...headers, 'content-encoding': 'snappy' })).toBeLessThan(500);
    expect(await post(id, `"${'x'.repeat(3 * 1024 * 1024)}"`, headers)).toBe(413);
  },
);

test('the same body a hundred times over is one delivery on record', async () => {
  const known = all.find(({ webhook }) => webhook.id === 'pagerduty');
  const { headers, body } = known?.authentic(JSON.stringify(known.bodies[2]), Date.now()) ?? {
    headers: {},
    body: '',
  };
  await post('pagerduty', body, headers);
  const before = await deliveries();
  await Promise.all(Array.from({ length: 100 }, () => post('pagerduty', body, headers)));
  expect(await deliveries()).toBe(before);
});
