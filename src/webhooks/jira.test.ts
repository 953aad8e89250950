import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delivery, hmac, SECRET, understood } from './fixtures/deployments.ts';
import { JiraHookSettings, jiraHook } from './jira.ts';
import { mount } from './mount.ts';

const webhook = mount(jiraHook, JiraHookSettings.parse({ secrets: `${SECRET},another-secret-of-ours` }));

const hint = (id: string) => ({
  ok: true,
  inbound: [{ kind: 'ticket-hint', hint: { vendor: 'jira', id } }],
  notes: [],
});

test('an issue that changed is a hint, whatever is said of it', () => {
  const body = {
    webhookEvent: 'jira:issue_updated',
    issue: { id: '10002', key: 'SHOP-2', fields: null },
    // Jira's own name for a field, which every object has, too.
    changelog: { items: [{ field: 'status' }] },
  };
  expect(understood(webhook, delivery(body))).toEqual(hint('10002'));
  expect(understood(webhook, delivery({ webhookEvent: 'jira:issue_deleted', issue: { id: 7 } }))).toEqual(
    hint('7'),
  );
});

test('other events are taken and tell nothing; what is no webhook of Jira is said', () => {
  expect(understood(webhook, delivery({ webhookEvent: 'sprint_closed' }))).toMatchObject({
    ok: true,
    inbound: [],
  });
  expect(understood(webhook, delivery({ issue: { id: '1' } }))).toMatchObject({ ok: false });
  expect(understood(webhook, delivery('no json'))).toMatchObject({ ok: false });
});

test.each([
  ['the right secret', { 'x-hub-signature': `sha256=${hmac('{"a": 1}')}` }, true],
  ['the second secret', { 'x-hub-signature': `sha256=${hmac('{"a": 1}', 'another-secret-of-ours')}` }, true],
  ['another secret', { 'x-hub-signature': `sha256=${hmac('{"a": 1}', 'x'.repeat(20))}` }, false],
  ['another body', { 'x-hub-signature': `sha256=${hmac('{"a":1}')}` }, false],
  ['GitHub’s name for the header', { 'x-hub-signature-256': `sha256=${hmac('{"a": 1}')}` }, false],
  ['no hash before it', { 'x-hub-signature': hmac('{"a": 1}') }, false],
  ['nothing', {}, false],
])('signed with %s', async (_how, headers, let_in) => {
  expect(await webhook.verify(delivery('{"a": 1}', headers))).toBe(let_in);
});

test('what doctor sends is let in and tells nothing', async () => {
  const sent = { ...delivery({}), ...webhook.ping?.(0) };
  expect(await webhook.verify(sent)).toBe(true);
  expect(understood(webhook, sent)).toMatchObject({ ok: true, inbound: [] });
});

const CAPTURED = new URL('../../../shared/data/fixtures/jira/', import.meta.url);
const there = existsSync(CAPTURED);

(there ? test : test.skip)('what Jira sent in life, from the cloud and from a server, is a hint each', () => {
  const files = readdirSync(CAPTURED).filter((name) => name.endsWith('.json'));
  expect(files.length).toBeGreaterThan(5);
  for (const name of files) {
    const text = readFileSync(new URL(name, CAPTURED), 'utf8');
    expect(understood(webhook, delivery(text))).toEqual(hint(String(JSON.parse(text).issue.id)));
  }
});
