import { AsanaHookSettings, asanaHook } from './asana.ts';
import { delivery, hmac, SECRET, understood } from './fixtures/deployments.ts';
import { mount } from './mount.ts';

const withSecrets = (secrets: string) => mount(asanaHook, AsanaHookSettings.parse({ secrets }));
const webhook = withSecrets(SECRET);

const task = (gid: string) => ({ gid, resource_type: 'task' });
const hints = (...ids: string[]) => ids.map((id) => ({ kind: 'ticket-hint', hint: { vendor: 'asana', id } }));

test('each task is a hint, once; a comment and a section tell of the task they belong to', () => {
  const events = [
    { action: 'changed', resource: task('1'), parent: null },
    { action: 'changed', resource: task('1') },
    { action: 'added', resource: { gid: '9', resource_type: 'story' }, parent: task('2') },
    { action: 'changed', resource: { gid: '5', resource_type: 'project' } },
    { action: 'deleted', resource: null },
  ];
  expect(understood(webhook, delivery({ events }))).toEqual({
    ok: true,
    inbound: hints('1', '2'),
    notes: [],
  });
});

test('a heartbeat tells nothing; what is no webhook of Asana is said', () => {
  expect(understood(webhook, delivery({}))).toMatchObject({ ok: true, inbound: [] });
  expect(understood(webhook, delivery({ events: [] }))).toMatchObject({ ok: true, inbound: [] });
  expect(understood(webhook, delivery({ event: [] }))).toMatchObject({ ok: false });
});

test('only what the secret signed is let in; before there is one, nothing is', async () => {
  const sent = (signature: string) => delivery('{"events": []}', { 'x-hook-signature': signature });
  expect(await webhook.verify(sent(hmac('{"events": []}')))).toBe(true);
  expect(await webhook.verify(sent(hmac('{"events":[]}')))).toBe(false);
  expect(await webhook.verify(delivery('{}'))).toBe(false);
  expect(await withSecrets('handshake').verify(sent(hmac('{"events": []}', 'handshake')))).toBe(false);
  expect(await withSecrets(`handshake,${SECRET}`).verify(sent(hmac('{"events": []}')))).toBe(true);
});

test('the handshake gives the secret back, and nothing but a plain one without a body', () => {
  const secret = 'b'.repeat(64);
  const asked = (body: string, given: string) =>
    webhook.handshake?.(delivery(body, { 'x-hook-secret': given }));
  expect(asked('', secret)).toEqual({ 'x-hook-secret': secret });
  expect(asked('{}', secret)).toEqual({ 'x-hook-secret': secret });
  expect(asked('{"events": []}', secret)).toBeUndefined();
  expect(asked('', 'x')).toBeUndefined();
  expect(asked('', `${secret}\r\nset-cookie: a=b`)).toBeUndefined();
  expect(webhook.handshake?.(delivery(''))).toBeUndefined();
});

test('a short secret is refused with what to write', () => {
  const read = AsanaHookSettings.safeParse({ secrets: 'short' });
  expect(read.error?.issues[0]?.message).toContain('use handshake until Asana has answered');
});
