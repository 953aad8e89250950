// The way to Slack: each failure is one error, and what Slack asks to wait for waits.
import { WebAPIRequestError } from '@slack/web-api';
import { z } from 'zod';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { type ManualClock, manualClock } from '../lib/clock.ts';
import { type Log, silentLog } from '../lib/log.ts';
import { createClient, done, failureOf, libraryLog, type SlackClient } from './client.ts';

let slack: Emulator;
let clock: ManualClock;
let client: SlackClient;
let channel: string;
let trouble: string[];

beforeEach(async () => {
  clock = manualClock(Date.UTC(2026, 10, 22, 12));
  slack = await startEmulator({ clock });
  const bot = slack.installApp({
    display_information: { name: 'Firescribe' },
    features: { bot_user: { display_name: 'firescribe' } },
    oauth_config: { scopes: { bot: ['chat:write', 'channels:read'] } },
  });
  channel = slack.addChannel({ name: 'general', members: [bot.botUserId] });
  trouble = [];
  client = createClient({
    token: bot.botToken,
    apiUrl: slack.apiUrl,
    clock,
    log: silentLog,
    onTokenTrouble: ({ message }) => trouble.push(message),
  });
});
afterEach(() => slack.close());

const post = (text = 'hello') => client.call('chat.postMessage', { channel, text }, done);

test('a scope that is missing is named', async () => {
  await expect(client.call('pins.list', { channel }, done)).rejects.toMatchObject({
    permanent: true,
    code: 'missing_scope',
    message: expect.stringMatching(/pins:read.*reinstall/),
  });
});

test('after a 429 nothing more is sent to that channel until Slack’s time is over', async () => {
  slack.faults.api('chat.postMessage', { kind: 'ratelimited', retryAfter: 20 }, { times: 1 });
  await expect(post()).rejects.toMatchObject({ permanent: false, retryAfterMs: 20_000 });
  const sent = slack.calls.length;
  await expect(post()).rejects.toMatchObject({ code: 'ratelimited' });
  expect(slack.calls.length).toBe(sent);
  clock.moveBy(20_000);
  await post();
});

test.each([
  ['an answer that is lost', { kind: 'answer_lost' } as const, true],
  ['a server error', { kind: 'status', status: 500 } as const, true],
])('%s passes, and may have taken effect', async (_what, fault, unknownOutcome) => {
  slack.faults.api('chat.postMessage', fault, { times: 1 });
  await expect(post()).rejects.toMatchObject({ permanent: false, unknownOutcome });
});

test.each([
  ['ECONNREFUSED', false],
  ['ENOTFOUND', false],
  ['ECONNRESET', true],
])('a connection that ended with %s: whether it may have taken effect is %s', (code, unknownOutcome) => {
  const original = Object.assign(new TypeError('fetch failed'), { cause: { code } });
  expect(failureOf('chat.postMessage', new WebAPIRequestError(original))).toMatchObject({
    code: 'connection',
    unknownOutcome,
  });
});

test('a call that timed out may have taken effect', () => {
  const original = new DOMException('The operation timed out.', 'TimeoutError');
  const failure = failureOf('chat.postMessage', new WebAPIRequestError(original));
  expect(failure).toMatchObject({ code: 'timeout', unknownOutcome: true });
});

test('a call is made once, not again and again behind our back', async () => {
  slack.faults.api('chat.postMessage', { kind: 'status', status: 500 });
  await expect(post()).rejects.toMatchObject({ code: 'http_500' });
  expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
});

test('a token that is no good is told at once', async () => {
  slack.faults.api('chat.postMessage', { kind: 'error', error: 'token_revoked' }, { times: 1 });
  await expect(post()).rejects.toMatchObject({ code: 'token_revoked' });
  expect(trouble).toEqual([expect.stringMatching(/revoked/)]);
});

test('an answer in an unknown shape is an error that says what is odd', async () => {
  await expect(client.call('auth.test', {}, z.object({ planet: z.string() }))).rejects.toMatchObject({
    permanent: true,
    message: expect.stringMatching(/auth\.test.*planet/s),
  });
});

test('an acknowledgement that finds its socket closed is no error: Slack sends that again', () => {
  const said: [string, string][] = [];
  const note = (level: string) => (_fields: object, message: string) => void said.push([level, message]);
  const log: Log = { ...silentLog, warn: note('warn'), error: note('error') };
  const library = libraryLog(log);
  library.error('Failed to send a message as the client has no active connection');
  library.error(
    'An unhandled error occurred while Bolt processed (type: event_callback, error: SMSendWhileNotReadyError: Failed to send a WebSocket message as the client is not ready)',
  );
  library.error('Something else');
  expect(said.map(([level]) => level)).toEqual(['warn', 'warn', 'error']);
});
