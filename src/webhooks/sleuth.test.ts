import { delivery, deployments, hmac, NOW, SECRET, understood } from './fixtures/deployments.ts';
import { mount } from './mount.ts';
import { SleuthSettings, sleuth } from './sleuth.ts';

const webhook = mount(sleuth, SleuthSettings.parse({ secrets: SECRET }));

const body = {
  organization: { slug: 'acme' },
  name: 'Smaller pool',
  on: '2026-11-22T13:48:00+00:00',
  branch: 'main',
  revision: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
  environment: { slug: 'production' },
  changeSource: { slug: 'checkout-api' },
  health: 'HEALTHY',
  author: { email: 'ana@example.com' },
};

const read = (sent: unknown) => deployments(webhook, delivery(sent));

test('a deployment names its service, commit, environment and time', () => {
  expect(read(body)).toEqual([
    {
      vendor: 'sleuth',
      key: `checkout-api/production/${body.revision}/${Date.UTC(2026, 10, 22, 13, 48)}`,
      service: 'checkout-api',
      environment: 'production',
      labels: { sleuth: 'checkout-api', environment: 'production' },
      version: body.revision,
      title: 'Smaller pool',
      by: 'ana',
      finishedAt: Date.UTC(2026, 10, 22, 13, 48),
      status: 'succeeded',
    },
  ]);
});

test('another health of the same deployment is the same deployment', () => {
  expect(read({ ...body, health: 'AILING' })).toEqual(read(body));
  expect(read({ ...body, on: '2026-11-22T13:50:00Z' })[0]?.key).not.toBe(read(body)[0]?.key);
});

test('nulls and gaps are no trouble; what names no source is kept and the reason said', () => {
  expect(read({ ...body, name: null, environment: null, author: null, health: null })[0]?.title).toBe(
    'from main',
  );
  expect(understood(webhook, delivery({ ...body, changeSource: 'x' }))).toMatchObject({
    ok: false,
    why: expect.stringContaining('changeSource.slug'),
  });
  expect(understood(webhook, delivery([]))).toMatchObject({ ok: false });
});

test('a signature made as Slack makes it is let in, any other is not', () => {
  const text = JSON.stringify(body);
  const knock = (at: number, signature: string) =>
    webhook.verify(delivery(text, { 'x-sleuth-timestamp': String(at), 'x-sleuth-signature': signature }));
  const at = NOW / 1000;
  expect(knock(at, `v0=${hmac(`v0:${at}:${text}`)}`)).toBe(true);
  expect([
    knock(at - 400, `v0=${hmac(`v0:${at - 400}:${text}`)}`),
    knock(at + 1, `v0=${hmac(`v0:${at}:${text}`)}`),
    knock(at, `v0=${hmac(text)}`),
    knock(at, `v1=${hmac(`v0:${at}:${text}`)}`),
    knock(at, ''),
  ]).toEqual([false, false, false, false, false]);
  const ping = { ...delivery(''), ...webhook.ping?.(NOW) };
  expect([webhook.verify(ping), understood(webhook, ping)]).toEqual([
    true,
    { ok: true, inbound: [], notes: [] },
  ]);
});
