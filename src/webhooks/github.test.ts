import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delivery, deployments, hmac, NOW, SECRET, understood } from './fixtures/deployments.ts';
import { deploymentStatus, release } from './fixtures/github.ts';
import { GithubSettings, github } from './github.ts';
import { mount } from './mount.ts';

const webhook = mount(github, GithubSettings.parse({ secrets: SECRET }));

const read = (event: string, body: unknown) =>
  deployments(webhook, delivery(body, { 'x-github-event': event }));

test('a deployment that went well names its service, commit, environment, page and time', () => {
  expect(read('deployment_status', deploymentStatus())).toEqual([
    {
      vendor: 'github',
      key: 'deployment/acme/checkout-api/145988746',
      service: 'checkout-api',
      environment: 'production',
      labels: { repository: 'acme/checkout-api', environment: 'production' },
      version: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
      title: 'from main',
      url: 'https://github.com/acme/checkout-api/actions/runs/7/job/9',
      by: 'ana',
      startedAt: Date.UTC(2026, 10, 22, 13, 44, 50),
      finishedAt: Date.UTC(2026, 10, 22, 13, 48, 5),
      status: 'succeeded',
    },
  ]);
});

test.each([
  ['in_progress', 'started'],
  ['success', 'succeeded'],
  ['failure', 'failed'],
  ['error', 'failed'],
  ['queued', undefined],
  ['pending', undefined],
  ['inactive', undefined],
  ['toString', undefined],
])('the state %s means %s', (state, meant) => {
  expect(read('deployment_status', deploymentStatus({ state }))[0]?.status).toBe(meant);
});

test('all states of one deployment have one key, those of another have another', () => {
  const key = (id: number, state: string) =>
    read('deployment_status', deploymentStatus({ id, state }))[0]?.key;
  expect(key(1, 'in_progress')).toBe(key(1, 'success'));
  expect(key(1, 'success')).not.toBe(key(2, 'success'));
});

test('a tag is the version; the payload of the deployment may name the service; previews are left out', () => {
  expect(read('deployment_status', deploymentStatus({ ref: 'v1.4.2' }))[0]).toMatchObject({
    version: 'v1.4.2',
    title: '',
  });
  for (const payload of [{ service: 'checkout' }, '{"service":"checkout"}']) {
    expect(read('deployment_status', deploymentStatus({ payload }))[0]?.service).toBe('checkout');
  }
  expect(read('deployment_status', deploymentStatus({ payload: 'not json' }))[0]?.service).toBe(
    'checkout-api',
  );
  expect(read('deployment_status', deploymentStatus({ more: { transient_environment: true } }))).toEqual([]);
});

test('a published release is a release, once, whatever else is told of it', () => {
  expect(read('release', release())).toEqual([
    {
      vendor: 'github',
      key: 'release/acme/checkout-api/17372790',
      service: 'checkout-api',
      labels: { repository: 'acme/checkout-api' },
      version: 'v1.4.2',
      title: 'Smaller pool',
      url: 'https://github.com/acme/checkout-api/releases/tag/v1.4.2',
      by: 'ana',
      finishedAt: Date.UTC(2026, 10, 22, 13, 20),
      status: 'succeeded',
      release: true,
    },
  ]);
  expect(
    ['created', 'edited', 'released', 'deleted'].flatMap((action) => read('release', release(action))),
  ).toEqual([]);
  expect(read('release', release('published', { draft: true }))).toEqual([]);
  expect(read('release', release('published', { prerelease: true, name: null }))[0]?.title).toBe(
    '(pre-release)',
  );
});

test('a ping is answered; an event that nothing uses is said; a body in a form is read', () => {
  expect(understood(webhook, delivery({ zen: 'x' }, { 'x-github-event': 'ping' }))).toEqual({
    ok: true,
    inbound: [],
    notes: [],
  });
  expect(understood(webhook, delivery({}, { 'x-github-event': 'push' }))).toMatchObject({
    ok: true,
    notes: [expect.stringContaining('“push”')],
  });
  const form = new URLSearchParams({ payload: JSON.stringify(deploymentStatus()) }).toString();
  const headers = {
    'x-github-event': 'deployment_status',
    'content-type': 'application/x-www-form-urlencoded',
  };
  expect(deployments(webhook, delivery(form, headers))).toHaveLength(1);
});

test.each<[string, unknown, string | undefined, string]>([
  ['no event', {}, undefined, 'X-GitHub-Event'],
  ['no JSON', 'a=b', 'release', 'application/json'],
  ['a deployment without its parts', { deployment: {} }, 'deployment_status', 'repository'],
  ['a release that is none', { action: 'published' }, 'release', 'release is missing'],
])('%s is kept, and the reason says what to do', (_name, body, event, why) => {
  expect(understood(webhook, delivery(body, { 'x-github-event': event }))).toMatchObject({
    ok: false,
    why: expect.stringContaining(why),
  });
});

test('the right signature is let in, any other is not', () => {
  const text = JSON.stringify(deploymentStatus());
  const knock = (signature?: string, sent = text) =>
    webhook.verify(delivery(sent, { 'x-hub-signature-256': signature }));
  expect(knock(`sha256=${hmac(text)}`)).toBe(true);
  expect([
    knock(hmac(text)),
    knock(`sha256=${hmac(text, 'guessed')}`),
    knock(`sha256=${hmac(text)}`, `${text} `),
    knock('sha256='),
    knock(),
  ]).toEqual([false, false, false, false, false]);
  const ping = { ...delivery(''), ...webhook.ping?.(NOW) };
  expect([webhook.verify(ping), understood(webhook, ping)]).toEqual([
    true,
    { ok: true, inbound: [], notes: [] },
  ]);
});

const CAPTURED = new URL('../../../shared/data/fixtures/github/', import.meta.url);

test('captured messages of GitHub are understood', () => {
  if (!existsSync(CAPTURED)) {
    console.info('skipped: the captured messages are not on this machine');
    return;
  }
  const files = readdirSync(CAPTURED).filter((name) => name.endsWith('.json'));
  const told = files.map((name) => {
    const raw = readFileSync(new URL(name, CAPTURED), 'utf8');
    const found = read(name.split('.')[0] ?? '', JSON.parse(raw));
    return [name, ...found.map(({ status, service, version }) => `${status} ${service} ${version}`)];
  });
  const sha = 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e';
  expect(told).toEqual(
    expect.arrayContaining([
      ['deployment_status.default.json', `succeeded Hello-World ${sha}`],
      ['deployment_status.gh-pages.json', `started Hello-World ${sha}`],
      ['release.published.json', 'succeeded Hello-World 0.0.1'],
      ['release.edited.json'],
      ['deployment.default.json'],
    ]),
  );
});
