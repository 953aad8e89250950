import { DeploySettings, deploy } from './deploy.ts';
import { delivery, deployments, hmac, NOW, SECRET, understood } from './fixtures/deployments.ts';
import { mount } from './mount.ts';

const OLD = 'another-secret-that-goes';
const webhook = mount(deploy, DeploySettings.parse({ secrets: `${SECRET}, ${OLD}` }));

const body = {
  id: 'run-812',
  service: 'checkout-api',
  version: '1.4.2',
  environment: 'production',
  status: 'succeeded',
  title: 'Smaller\n pool',
  url: 'https://ci.example.com/runs/812',
  actor: 'Ana',
  started_at: '2026-11-22T13:40:00Z',
  finished_at: '2026-11-22T14:48:00+01:00',
};

const read = (sent: unknown) => deployments(webhook, delivery(sent));

test('a body with everything in it is read as it says', () => {
  expect(read(body)).toEqual([
    {
      vendor: 'deploy',
      key: 'run-812',
      service: 'checkout-api',
      version: '1.4.2',
      environment: 'production',
      status: 'succeeded',
      title: 'Smaller pool',
      url: 'https://ci.example.com/runs/812',
      by: 'Ana',
      startedAt: Date.UTC(2026, 10, 22, 13, 40),
      finishedAt: Date.UTC(2026, 10, 22, 13, 48),
    },
  ]);
});

test('the service alone is enough: it is done, and now; sent again at once it is the same', () => {
  const [first] = read({ service: 'checkout-api', version: '', actor: null, url: {}, finished_at: 'soon' });
  expect(first).toEqual({
    vendor: 'deploy',
    key: expect.stringMatching(/^checkout-api\/\/\//),
    service: 'checkout-api',
    title: '',
    status: 'succeeded',
    finishedAt: NOW,
  });
  expect(read({ service: 'checkout-api' })[0]?.key).toBe(first?.key);
  expect(read({ service: 'checkout-api', version: '2' })[0]?.key).not.toBe(first?.key);
});

test.each([
  ['Running', 'started'],
  ['in_progress', 'started'],
  ['SUCCESS', 'succeeded'],
  ['Failed', 'failed'],
  ['Error', 'failed'],
  ['rolled back', 'rolled-back'],
  ['rollback', 'rolled-back'],
])('the status %s means %s', (status, meant) => {
  expect(read({ ...body, status })[0]?.status).toBe(meant);
});

test.each([
  [1_795_354_320, Date.UTC(2026, 10, 22, 13, 32)],
  ['1795354320', Date.UTC(2026, 10, 22, 13, 32)],
  [1_795_354_320_000, Date.UTC(2026, 10, 22, 13, 32)],
  ['2026-11-22T13:32:00', NOW],
  ['yesterday', NOW],
  [-5, NOW],
])('the time %s is read as %s: one without a zone is none', (finished_at, at) => {
  expect(read({ ...body, finished_at })[0]?.finishedAt).toBe(at);
});

test('labels may stand in for the service; links that are no links, and what is too long, are left out or cut', () => {
  const labels = { repository: 'acme/shop', odd: { a: 1 }, shard: 3 };
  const [one] = read({
    ...body,
    service: undefined,
    labels,
    url: 'javascript:alert(1)',
    title: 'x'.repeat(9_000),
    id: 'i'.repeat(900),
  });
  expect(one).toMatchObject({ labels: { repository: 'acme/shop', shard: '3' } });
  expect(one?.url).toBeUndefined();
  expect(one?.title).toHaveLength(300);
  expect(one?.key.length).toBeLessThanOrEqual(200);
});

test.each<[string, unknown, string]>([
  ['a list', [body], 'JSON object'],
  ['a text', '"deployed"', 'JSON object'],
  ['nothing', '', 'JSON object'],
  ['a body without a service', { version: '1' }, 'which service'],
  ['a status that nobody knows', { ...body, status: 'constructor' }, 'none of started, succeeded'],
])('%s is kept, and the reason says what to send', (_name, sent, why) => {
  expect(understood(webhook, delivery(sent))).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

describe('who is let in', () => {
  const text = JSON.stringify(body);
  const seconds = NOW / 1000;
  const signed = (changed: { at?: number; secret?: string; text?: string; version?: string }) => {
    const { at = seconds, secret = SECRET, version = 'v1' } = changed;
    return webhook.verify(
      delivery(changed.text ?? text, {
        'x-firescribe-timestamp': String(at),
        'x-firescribe-signature': `${version}=${hmac(`${at}.${text}`, secret)}`,
      }),
    );
  };

  test('either secret, as a bearer or in a signature over the time and the body', () => {
    expect(webhook.verify(delivery(text, { authorization: `Bearer ${SECRET}` }))).toBe(true);
    expect(webhook.verify(delivery(text, { authorization: `Bearer ${OLD}` }))).toBe(true);
    expect([signed({}), signed({ secret: OLD }), signed({ at: seconds - 290 })]).toEqual([true, true, true]);
  });

  test('nobody else: another secret, another body, an old or a future time, another version, no header', () => {
    expect([
      signed({ secret: 'guessed-secret-of-some-length' }),
      signed({ text: text.replace('1.4.2', '1.4.3') }),
      signed({ at: seconds - 310 }),
      signed({ at: seconds + 310 }),
      signed({ version: 'v2' }),
      webhook.verify(delivery(text)),
      webhook.verify(delivery(text, { authorization: 'Bearer ' })),
      webhook.verify(delivery(text, { 'x-firescribe-signature': `v1=${hmac(`.${text}`)}` })),
    ]).toEqual(Array.from({ length: 8 }, () => false));
  });

  test('our own ping is let in and tells of nothing', () => {
    const ping = webhook.ping?.(NOW);
    const sent = { ...delivery(''), ...ping };
    expect(webhook.verify(sent)).toBe(true);
    expect(understood(webhook, sent)).toEqual({ ok: true, inbound: [], notes: [] });
  });
});
