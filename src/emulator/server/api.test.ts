import { LogLevel, WebClient } from '@slack/web-api';
import {
  clientFor,
  refusal,
  startTestWorkspace,
  type TestWorkspace,
  testManifest,
} from '../fixtures/workspace.ts';

let t: TestWorkspace;

beforeEach(async () => {
  t = await startTestWorkspace();
});

afterEach(() => t.slack.close());

const form = 'application/x-www-form-urlencoded';

async function post(method: string, body: string, headers: Record<string, string>) {
  const response = await fetch(`${t.slack.apiUrl}${method}`, { method: 'POST', headers, body });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

const bearer = () => ({ authorization: `Bearer ${t.app.botToken}` });

describe('who may call', () => {
  test('a method nobody knows is answered with 200 and unknown_method', async () => {
    const { status, body } = await post('conversations.explode', '', {});
    expect([status, body]).toEqual([
      200,
      {
        ok: false,
        error: 'unknown_method',
        req_method: 'conversations.explode',
      },
    ]);
  });

  test('no token, a wrong token, and a revoked one are three different refusals', async () => {
    const errors = [
      (await post('auth.test', '', {})).body.error,
      (await post('auth.test', 'token=xoxb-nonsense', { 'content-type': form })).body.error,
    ];
    await t.client.auth.revoke();
    errors.push(await refusal(t.client.auth.test()));
    expect(errors).toEqual(['not_authed', 'invalid_auth', 'token_revoked']);
  });

  test('the token may stand in the header, the form or the query', async () => {
    const inForm = await post('auth.test', `token=${t.app.botToken}`, { 'content-type': form });
    const inHeader = await post('auth.test', '', bearer());
    const inQuery = await fetch(`${t.slack.apiUrl}auth.test?token=${t.app.botToken}`);
    expect([inForm.body.ok, inHeader.body.ok, ((await inQuery.json()) as { ok: boolean }).ok]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('a token inside a JSON body does not count', async () => {
    const body = JSON.stringify({ token: t.app.botToken });
    const answer = await post('auth.test', body, { 'content-type': 'application/json; charset=utf-8' });
    expect(answer.body.error).toBe('not_authed');
  });

  test('an app-level token opens sockets and nothing else, and a bot token opens none', async () => {
    const appLevel = clientFor(t.slack, t.app.appToken);
    expect(await refusal(appLevel.chat.postMessage({ channel: t.ops, text: 'hello' }))).toBe(
      'not_allowed_token_type',
    );
    expect(await refusal(t.client.apps.connections.open())).toBe('not_allowed_token_type');
    expect((await appLevel.apps.connections.open()).url).toMatch(/^ws:/);
  });

  test('a missing scope is named, with those there are', async () => {
    const other = t.slack.installApp(testManifest({ scopes: ['channels:read'] }));
    const answer = await post('chat.postMessage', `channel=${t.ops}&text=hi&token=${other.botToken}`, {
      'content-type': form,
    });
    expect(answer.body).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'channels:read',
    });
    expect(answer.headers.get('x-oauth-scopes')).toBe('channels:read');
    expect(answer.headers.get('x-accepted-oauth-scopes')).toBe('chat:write');
  });

  test('a scope for public channels does not open private ones', async () => {
    const other = t.slack.installApp(testManifest({ without: ['groups:write'] }));
    const client = clientFor(t.slack, other.botToken);
    await client.conversations.create({ name: 'open-to-all' });
    expect(await refusal(client.conversations.create({ name: 'closed', is_private: true }))).toBe(
      'missing_scope',
    );
  });
});

describe('what a request may look like', () => {
  test('JSON is read where Slack reads it, and warns when no charset is named', async () => {
    const body = JSON.stringify({ channel: t.ops, text: 'hello' });
    const answer = await post('chat.postMessage', body, { ...bearer(), 'content-type': 'application/json' });
    expect(answer.body).toMatchObject({
      ok: true,
      warning: 'missing_charset',
      response_metadata: { warnings: ['missing_charset'] },
    });
  });

  test('a method that takes only forms does not see what JSON says', async () => {
    const body = JSON.stringify({ channel: t.ops });
    const headers = { ...bearer(), 'content-type': 'application/json; charset=utf-8' };
    expect((await post('conversations.info', body, headers)).body).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: channel'] },
    });
  });

  test('multipart forms and GET queries work too', async () => {
    const parts = new FormData();
    parts.set('channel', t.ops);
    parts.set('text', 'from a form');
    const posted = await fetch(`${t.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: bearer(),
      body: parts,
    });
    const got = await fetch(`${t.slack.apiUrl}conversations.info?channel=${t.ops}`, { headers: bearer() });
    expect(await posted.json()).toMatchObject({ ok: true });
    expect(await got.json()).toMatchObject({ ok: true, channel: { name: 'ops' } });
  });

  test.each([
    ['invalid_post_type', 'text/csv', 'a,b'],
    ['invalid_json', 'application/json', '{'],
    ['json_not_object', 'application/json', '[]'],
  ])('%s', async (error, type, body) => {
    expect((await post('chat.postMessage', body, { ...bearer(), 'content-type': type })).body.error).toBe(
      error,
    );
  });

  test('blocks travel as JSON in a form field, the way the official client sends them', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*bold*' } }];
    const { message } = await t.client.chat.postMessage({ channel: t.ops, text: 'fallback', blocks });
    expect(message?.blocks?.[0]).toMatchObject({ type: 'section', block_id: expect.any(String) });
  });
});

describe('how often', () => {
  test('a tier is counted a minute, and Retry-After says when it ends', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await t.client.pins.list({ channel: t.ops });
    }
    t.clock.moveBy(20_000);
    const response = await fetch(`${t.slack.apiUrl}pins.list?channel=${t.ops}`, { headers: bearer() });
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '40',
      { ok: false, error: 'ratelimited' },
    ]);
    t.clock.moveBy(40_000);
    expect((await t.client.pins.list({ channel: t.ops })).ok).toBe(true);
  });

  test('posts: a short burst in a channel passes, then one a second', async () => {
    const say = () => t.client.chat.postMessage({ channel: t.ops, text: 'quick' });
    for (let turn = 0; turn < 5; turn += 1) {
      await say();
    }
    await expect(say()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
    t.clock.moveBy(1_000);
    expect((await say()).ok).toBe(true);
  });

  test('apps sold outside the Marketplace read history once a minute, fifteen at a time', async () => {
    t.slack.faults.historyMode('distributed');
    for (let turn = 0; turn < 20; turn += 1) {
      await t.slack.as('ana').say('ops', `line ${turn}`);
    }
    const first = await t.client.conversations.history({ channel: t.ops, limit: 100 });
    expect(first.messages).toHaveLength(15);
    await expect(t.client.conversations.history({ channel: t.ops })).rejects.toMatchObject({
      code: 'slack_webapi_rate_limited_error',
    });
  });

  test('limits can be switched off', async () => {
    t.slack.faults.rateLimits(false);
    for (let turn = 0; turn < 30; turn += 1) {
      await t.client.pins.list({ channel: t.ops });
    }
    expect(t.slack.calls).toHaveLength(30);
  });
});

describe('faults', () => {
  test('errors, status codes and 429 come as ordered, so many times', async () => {
    t.slack.faults.api('auth.test', { kind: 'error', error: 'token_revoked' }, { times: 1 });
    t.slack.faults.api('team.info', { kind: 'status', status: 500 }, { times: 1 });
    t.slack.faults.api('*', { kind: 'ratelimited', retryAfter: 7 }, { times: 1 });
    expect(await refusal(t.client.auth.test())).toBe('token_revoked');
    await expect(t.client.team.info()).rejects.toMatchObject({ statusCode: 500 });
    await expect(t.client.auth.test()).rejects.toMatchObject({ retryAfter: 7 });
    expect((await t.client.auth.test()).ok).toBe(true);
  });

  test('a lost answer leaves the message posted; a cut connection does not', async () => {
    t.slack.faults.api('chat.postMessage', { kind: 'answer_lost' }, { times: 1 });
    await expect(t.client.chat.postMessage({ channel: t.ops, text: 'kept' })).rejects.toThrow();
    t.slack.faults.api('chat.postMessage', { kind: 'reset' }, { times: 1 });
    await expect(t.client.chat.postMessage({ channel: t.ops, text: 'gone' })).rejects.toThrow();
    expect(t.slack.see.messages('ops').map((message) => message.text)).toEqual(['kept']);
  });

  test('a call without an answer ends when the client gives up', async () => {
    t.slack.faults.api('auth.test', { kind: 'no_answer' }, { times: 1 });
    const hasty = new WebClient(t.app.botToken, {
      slackApiUrl: t.slack.apiUrl,
      timeout: 50,
      logLevel: LogLevel.ERROR,
      retryConfig: { retries: 0 },
    });
    await expect(hasty.auth.test()).rejects.toThrow();
    await t.slack.idle();
  });

  test('while Slack is down apps are answered 503, the client page is not, and all recovers', async () => {
    t.slack.mount((app) => app.get('/client/boot', (_request, response) => void response.send('page')));
    t.slack.faults.down();
    await expect(t.client.auth.test()).rejects.toMatchObject({ statusCode: 503 });
    const status = async (path: string) => (await fetch(`${t.slack.url}${path}`)).status;
    expect([await status('/files-pri/T1-F1/a.txt'), await status('/client/boot')]).toEqual([503, 200]);
    t.slack.faults.up();
    expect((await t.client.auth.test()).ok).toBe(true);
  });
});
