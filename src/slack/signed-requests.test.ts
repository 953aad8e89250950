// What is let through to Bolt, over a real connection.
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signed } from '../emulator/signature.ts';
import { silentLog } from '../lib/log.ts';
import { onlySigned } from './signed-requests.ts';

const SECRET = 'signing-secret';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const EVENT = JSON.stringify({
  type: 'event_callback',
  event: { type: 'message', text: 'Störung – 本番 🔥' },
});
const MINUTE = 60_000;

let server: Server;
/** What reached the listener behind the gate. */
let reached: string[];

beforeAll(async () => {
  const gate = onlySigned(
    (message, response) => {
      const { rawBody } = message as typeof message & { rawBody?: Buffer };
      reached.push(`${message.method} ${rawBody?.toString('latin1') ?? ''}`);
      response.end();
    },
    SECRET,
    silentLog,
  );
  server = createServer(gate).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

beforeEach(() => {
  reached = [];
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function send(
  body: string | Buffer,
  headers: Record<string, string | string[]> = {},
  method = 'POST',
): Promise<number> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = request({ port, method, path: '/slack/events', headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const bytes = (body: string) => Buffer.from(body).toString('latin1');

test('what Slack signed goes through, byte for byte', async () => {
  expect(await send(EVENT, signed(SECRET, EVENT))).toBe(200);
  expect(reached).toEqual([`POST ${bytes(EVENT)}`]);
});

test('an empty body may be signed as well', async () => {
  expect(await send('', signed(SECRET, ''))).toBe(200);
  expect(reached).toEqual(['POST ']);
});

test.each([
  ['in the past', -4 * MINUTE],
  ['in the future, by a clock that goes wrong', 4 * MINUTE],
])('four minutes %s are forgiven', async (_when, offset) => {
  expect(await send(EVENT, signed(SECRET, EVENT, Date.now() + offset))).toBe(200);
});

const right = () => signed(SECRET, EVENT);
const without = (name: string) => Object.fromEntries(Object.entries(right()).filter(([key]) => key !== name));
const signature = () => right()['x-slack-signature']!;

test.each<[string, () => Record<string, string | string[]>]>([
  ['without any headers', () => ({})],
  ['without a signature', () => without('x-slack-signature')],
  ['without a time', () => without('x-slack-request-timestamp')],
  ['signed with another secret', () => signed('another-secret', EVENT)],
  ['signed with no secret', () => signed('', EVENT)],
  ['with the signature of another body', () => signed(SECRET, `${EVENT} `)],
  ['with the signature of another time', () => ({ ...right(), 'x-slack-request-timestamp': '1' })],
  ['six minutes old, as a replay is', () => signed(SECRET, EVENT, Date.now() - 6 * MINUTE)],
  ['of six minutes from now', () => signed(SECRET, EVENT, Date.now() + 6 * MINUTE)],
  ['with a time that is no number', () => ({ ...right(), 'x-slack-request-timestamp': 'NaN' })],
  ['with a time in another notation', () => ({ ...right(), 'x-slack-request-timestamp': '1e10' })],
  ['with an empty signature', () => ({ ...right(), 'x-slack-signature': '' })],
  ['with half a signature', () => ({ ...right(), 'x-slack-signature': signature().slice(0, 34) })],
  ['with more than a signature', () => ({ ...right(), 'x-slack-signature': `${signature()}00` })],
  [
    'with a signature of another version',
    () => ({ ...right(), 'x-slack-signature': signature().replace('v0', 'v1') }),
  ],
  [
    'with two signatures, one of them right',
    () => ({ ...right(), 'x-slack-signature': [signature(), `v0=${'0'.repeat(64)}`] }),
  ],
])('a request %s is refused and goes no further', async (_what, headers) => {
  expect(await send(EVENT, headers())).toBe(401);
  expect(reached).toEqual([]);
});

test('the bytes are signed, not the letters that they are read as', async () => {
  // Both read as the same text: what is no UTF-8 becomes the same sign.
  const [one, other] = [Buffer.from([0xff]), Buffer.from([0xfe])];
  expect(one.toString()).toBe(other.toString());
  expect(await send(other, signed(SECRET, one.toString()))).toBe(401);
});

test('the question for the challenge has to be signed like everything else', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
  expect(await send(body)).toBe(401);
  expect(await send(body, signed(SECRET, body))).toBe(200);
});

test('a check of the certificate needs no signature, and carries nothing in', async () => {
  const payload = encodeURIComponent(JSON.stringify({ type: 'block_actions' }));
  expect(await send('ssl_check=1&token=x', FORM)).toBe(200);
  expect(await send(`ssl_check=1&payload=${payload}`, FORM)).toBe(200);
  expect(await send('ssl_check=0&command=/incident', FORM)).toBe(401);
  expect(await send('text=ssl_check=1', FORM)).toBe(401);
  expect(await send('ssl_check=1')).toBe(401);
  expect(reached).toEqual([]);
});

test('more than four megabytes are refused before they are all read, whoever signed them', async () => {
  const body = 'x'.repeat(4 * 1024 * 1024 + 1);
  expect(await send(body, signed(SECRET, body))).toBe(413);
  expect(reached).toEqual([]);
});

test('other methods carry no body to Bolt, which knows no address for them', async () => {
  expect(await send('', {}, 'GET')).toBe(200);
  expect(reached).toEqual(['GET ']);
});

test('a sender that goes away half-way leaves nothing behind', async () => {
  const { port } = server.address() as AddressInfo;
  const sent = request({
    port,
    method: 'POST',
    headers: { ...right(), 'content-length': '1000' },
    agent: false,
  });
  sent.on('error', () => undefined);
  sent.write('half');
  const [message] = (await once(server, 'request')) as [NodeJS.EventEmitter];
  sent.destroy();
  await new Promise((resolve) => message.once('close', resolve));
  expect(await send(EVENT, signed(SECRET, EVENT))).toBe(200);
  expect(reached).toHaveLength(1);
});

test('without a secret nothing is opened', () => {
  expect(() => onlySigned(() => undefined, '', silentLog)).toThrow('SLACK_SIGNING_SECRET');
});
