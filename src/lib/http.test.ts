import { z } from 'zod';
import { openStandIn, type StandIn } from '../emulator/vendors/stand-in.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { runningOut } from './fixtures/running-out.ts';
import { createHttp, type Http } from './http.ts';
import type { HttpTarget } from './http-call.ts';
import { createLog } from './json-log.ts';
import type { VendorError } from './vendor-error.ts';

const Thing = z.object({ id: z.string() });
const SECRET = 'token-of-forty-two-characters';

let things: StandIn;
let made = 0;
let token = SECRET;
let clock: ManualClock;
let lines: string[];
let patience: () => AbortSignal;

beforeEach(async () => {
  made = 0;
  token = SECRET;
  clock = manualClock(Date.UTC(2026, 10, 22));
  lines = [];
  const allowed = (authorization?: string) => authorization === `Bearer ${token}`;
  const refusal = { status: 401, json: { message: `The token ${SECRET} is expired.` } };
  things = await openStandIn({
    routes: [
      {
        method: 'GET',
        path: '/api/things/:id',
        answer: ({ params, headers }) =>
          allowed(headers.authorization) ? { status: 200, json: { id: params.id, new: 'field' } } : refusal,
      },
      {
        method: 'POST',
        path: '/api/things',
        answer({ headers }) {
          made += 1;
          return allowed(headers.authorization) ? { status: 201, json: { id: String(made) } } : refusal;
        },
      },
    ],
  });
  const attempts = runningOut();
  patience = attempts.signal;
  things.onSilence(attempts.runOut);
});
afterEach(() => things.close().catch(() => undefined));

function client(more: Partial<HttpTarget> = {}): Http {
  const log = createLog({ level: 'debug', write: (line) => void lines.push(line) });
  return createHttp({ clock, log, waitsMs: [1, 1], patience })({
    vendor: 'Things',
    baseUrl: `${things.url}/api/`,
    credentials: 'Set THINGS_TOKEN anew.',
    urlVariable: 'THINGS_URL',
    authorize: () => ({ authorization: `Bearer ${SECRET}` }),
    ...more,
  });
}

const read = (http = client()) => http.json({ method: 'GET', path: 'things/a%2Fb' }, Thing);
const make = (http = client(), more = {}) =>
  http.json({ method: 'POST', path: 'things', json: { a: 1 }, ...more }, Thing);
const failure = (work: Promise<unknown>): Promise<VendorError> =>
  work.then(
    () => Promise.reject(new Error('It worked.')),
    (error: VendorError) => error,
  );

test('an answer is read through its shape, and fields that nobody knows are dropped', async () => {
  expect(await read()).toEqual({ id: 'a/b' });
  expect(things.asked[0]).toMatchObject({ path: '/api/things/a%2Fb', params: { id: 'a/b' } });
});

test('reading is tried again when the connection breaks, when it takes too long, and when the vendor fails', async () => {
  things.trouble({ kind: 'down' }, { times: 1 });
  things.trouble({ kind: 'status', status: 502 }, { times: 1 });
  expect(await read()).toEqual({ id: 'a/b' });
  things.trouble({ kind: 'no_answer' }, { times: 1 });
  expect(await read()).toEqual({ id: 'a/b' });
  expect(things.asked).toHaveLength(5);
});

test('making is not: whether it took effect is not known, and the error says so', async () => {
  things.trouble({ kind: 'answer_lost' }, { times: 1 });
  expect(await failure(make())).toMatchObject({ permanent: false, unknownOutcome: true, code: 'connection' });
  things.trouble({ kind: 'fails_after' }, { times: 1 });
  expect(await failure(make())).toMatchObject({ permanent: false, unknownOutcome: true, code: 'http_500' });
  things.trouble({ kind: 'no_answer' }, { times: 1 });
  expect(await failure(make())).toMatchObject({ permanent: false, unknownOutcome: true, code: 'timeout' });
  expect(made).toBe(2);
});

test('making under a key that the vendor knows is tried again with the same key', async () => {
  things.trouble({ kind: 'fails_after' }, { times: 1 });
  await make(client(), { idempotencyKey: 'k1' });
  expect(things.asked.map(({ headers }) => headers['idempotency-key'])).toEqual(['k1', 'k1']);
});

test('a limit with a short wait is waited for, also when making: nothing has happened yet', async () => {
  things.trouble({ kind: 'limited', retryAfter: 0 }, { times: 1 });
  things.trouble({ kind: 'limited' }, { times: 1 });
  expect(await make()).toEqual({ id: '1' });
});

test('a limit with a long wait is handed on, and nothing is sent until it is over', async () => {
  const http = client();
  things.trouble({ kind: 'limited', retryAfter: 60 }, { times: 1 });
  expect(await failure(read(http))).toMatchObject({
    code: 'limited',
    permanent: false,
    retryAfterMs: 60_000,
  });
  clock.moveBy(20_000);
  expect(await failure(read(http))).toMatchObject({ code: 'limited', retryAfterMs: 40_000 });
  expect(things.asked).toHaveLength(1);
  clock.moveBy(40_000);
  expect(await read(http)).toEqual({ id: 'a/b' });
});

test('a token that ran out is renewed once; credentials that stay wrong are told with what to do', async () => {
  token = 'another-token-by-now';
  const renewed: boolean[] = [];
  const authorize = (renew: boolean) => {
    renewed.push(renew);
    return { authorization: `Bearer ${renew ? token : SECRET}` };
  };
  expect(await read(client({ authorize, renewable: true }))).toEqual({ id: 'a/b' });
  expect(renewed).toEqual([false, true]);
  const error = await failure(read());
  expect(error).toMatchObject({ permanent: true, code: 'unauthorized' });
  expect(error.message).toBe(
    'Things answered GET things/a%2Fb with 401: The token [secret] is expired. Set THINGS_TOKEN anew.',
  );
});

test('nonsense, half an answer and missing fields are no answer', async () => {
  things.trouble({ kind: 'nonsense' }, { times: 1 });
  expect(await failure(read())).toMatchObject({ code: 'unreadable', permanent: false });
  things.trouble({ kind: 'truncated' }, { times: 1 });
  expect(await failure(make())).toMatchObject({ code: 'unreadable', unknownOutcome: true });
  things.trouble({ kind: 'changed', change: () => ({ id: null }) }, { times: 1 });
  expect((await failure(read())).message).toContain('lacks what we read (id:');
});

test('a redirect is not followed: it would take our credentials along', async () => {
  things.trouble({ kind: 'status', status: 302 }, { times: 1 });
  const error = await failure(read());
  expect(error).toMatchObject({ code: 'redirect', permanent: true });
  expect(error.message).toContain('THINGS_URL');
});

test.each([
  [400, 'rejected'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [409, 'conflict'],
  [410, 'gone'],
  [422, 'rejected'],
])('%i is final, and says why in the vendor’s words', async (status, code) => {
  things.trouble({ kind: 'status', status, json: { errors: [{ message: 'The name is taken' }] } });
  const error = await failure(read());
  expect(error).toMatchObject({ permanent: true, code });
  expect(error.message).toContain('The name is taken');
  expect(things.asked).toHaveLength(1);
});

test('files are sent as a form, with their names, kinds and bytes', async () => {
  const multipart = [
    { name: 'file', fileName: '遅い.png', mediaType: 'image/png', bytes: new Uint8Array([0, 255, 13, 10]) },
    { name: 'comment', value: 'a & b' },
  ];
  await client().done({ method: 'POST', path: 'things', multipart });
  expect(things.asked[0]?.body).toEqual({
    file: { name: '遅い.png', type: 'image/png', bytes: new Uint8Array([0, 255, 13, 10]) },
    comment: 'a & b',
  });
});

test('an address where nobody listens is told by its variable, and nothing can have taken effect', async () => {
  await things.close();
  const error = await failure(make());
  expect(error).toMatchObject({ unknownOutcome: false, permanent: false, code: 'connection' });
  expect(error.message).toMatch(/Things cannot be reached at 127\.0\.0\.1:\d+ \(THINGS_URL\): ECONNREFUSED/);
});

test('the log has each call and no secret', async () => {
  token = 'another-token-by-now';
  await failure(client().done({ method: 'GET', path: 'things/key-123', pathShown: 'things/[key]' }));
  token = SECRET;
  await read();
  expect(lines.join('\n')).toContain('"path":"things/[key]"');
  expect(lines.join('\n')).toContain('"status":200');
  expect(lines.join('\n')).not.toMatch(/key-123|token-of-forty/);
});
