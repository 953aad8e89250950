import { WebClient } from '@slack/web-api';
import { type Emulator, startEmulator } from '../emulator.ts';
import { everything } from '../fixtures/bolt.ts';
import { QUIET } from '../fixtures/workspace.ts';
import { makeTrigger } from '../interactions/triggers.ts';

let slack: Emulator;
let client: WebClient;
let ana: string;
let appId: string;

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const section = { type: 'section', text: plain('hello') };
const modal = (more: object = {}) => ({ type: 'modal', title: plain('Form'), blocks: [section], ...more });
const home = (more: object = {}) => ({ type: 'home', blocks: [section], ...more });

function install(manifest: object = everything): void {
  const app = slack.installApp(manifest);
  appId = app.appId;
  client = new WebClient(app.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: QUIET,
  });
}

beforeEach(async () => {
  slack = await startEmulator();
  ana = slack.addUser({ name: 'ana', realName: 'Ana Ruiz' });
  install();
});

afterEach(() => slack.close());

type Refusal = { error: string; response_metadata?: { messages?: string[] } };

/** The answer of a call, refused or not. */
async function ask(method: string, args: object): Promise<Refusal & { view: Record<string, unknown> }> {
  return client.apiCall(method, { ...args }).catch((error: { data: unknown }) => error.data) as never;
}

const trigger = (viewId?: string) => makeTrigger(slack.workspace, appId, ana, viewId);

test('a modal answers with ids filled in, a hash, and no state yet', async () => {
  const { view } = await ask('views.open', { trigger_id: trigger(), view: modal({ callback_id: 'form' }) });
  expect(view).toMatchObject({
    id: expect.stringMatching(/^V/),
    type: 'modal',
    callback_id: 'form',
    state: { values: {} },
    hash: expect.any(String),
    root_view_id: view.id,
    previous_view_id: null,
    app_id: appId,
    blocks: [{ block_id: expect.any(String) }],
  });
});

test.each<[string, object, string, string | undefined]>([
  ['no trigger', { view: modal() }, 'invalid_arguments', '[ERROR] missing required field: trigger_id'],
  ['no view', { trigger_id: 'x' }, 'invalid_arguments', '[ERROR] missing required field: view'],
  [
    'a Home view',
    { trigger_id: 'x', view: home() },
    'invalid_arguments',
    '[ERROR] unsupported type: home [json-pointer:/view/type]',
  ],
  ['a trigger made up', { trigger_id: 'x', view: modal() }, 'invalid_trigger_id', undefined],
])('views.open is refused with %s', async (_what, args, error, message) => {
  const answer = await ask('views.open', args);
  expect(answer.error).toBe(error);
  expect(answer.response_metadata?.messages?.[0]).toBe(message);
});

test('a trigger from outside a modal cannot push', async () => {
  expect((await ask('views.push', { trigger_id: trigger(), view: modal() })).error).toBe('not_found');
});

test('an external_id stands on one view only', async () => {
  await ask('views.open', { trigger_id: trigger(), view: modal({ external_id: 'one' }) });
  const bo = slack.addUser({ name: 'bo', realName: 'Bo Lind' });
  const view = home({ external_id: 'one' });
  expect((await ask('views.publish', { user_id: bo, view })).error).toBe('duplicate_external_id');
  expect((await ask('views.update', { external_id: 'one', view: modal() })).view).toBeDefined();
});

test('views.update takes one of its two ids', async () => {
  const { view } = await ask('views.open', { trigger_id: trigger(), view: modal({ external_id: 'one' }) });
  const both = await ask('views.update', { view_id: view.id, external_id: 'one', view: modal() });
  expect(both.response_metadata?.messages).toEqual([
    '[ERROR] Cannot provide both `view_id` and `external_id`',
  ]);
  expect((await ask('views.update', { view: modal() })).error).toBe('invalid_arguments');
});

test('a Home tab keeps its id, changes its hash, and refuses an old hash', async () => {
  const first = await ask('views.publish', { user_id: ana, view: home() });
  const second = await ask('views.publish', { user_id: ana, view: home(), hash: first.view.hash });
  expect(second.view.id).toBe(first.view.id);
  const late = await ask('views.publish', { user_id: ana, view: home(), hash: first.view.hash });
  expect(late.error).toBe('hash_conflict');
  expect((await ask('views.publish', { user_id: 'UNONE', view: home() })).error).toBe('invalid_arguments');
});

test('an app without a Home tab cannot publish one', async () => {
  install({ ...everything, features: { bot_user: { display_name: 'plain' } } });
  expect((await ask('views.publish', { user_id: ana, view: home() })).error).toBe('not_enabled');
});

test('blocks.validate judges without a token, exactly one thing at a time', async () => {
  const validate = async (body: object) => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const url = `${slack.apiUrl}blocks.validate`;
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  expect(await validate({ blocks: [section] })).toEqual({ ok: true });
  expect(await validate({ view: modal() })).toEqual({ ok: true });
  expect(await validate({ message: { text: 'x', blocks: [{ type: 'banner' }] } })).toMatchObject({
    ok: false,
    error: 'invalid_message',
    errors: [{ message: 'unsupported type: banner', pointer: '/blocks/0/type' }],
  });
  expect(await validate({ blocks: [], view: modal() })).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: [expect.stringContaining('exactly one')] },
  });
});
