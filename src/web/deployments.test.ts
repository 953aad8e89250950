// Whatever is sent to the webhooks of deployments: answered, never with a 5xx, and never let in without its signature.
import { type House, openHouse } from '../engine/fixtures/house.ts';
import { fc } from '../lib/fixtures/chance.ts';
import { silentLog } from '../lib/log.ts';
import { DeploySettings, deploy } from '../webhooks/deploy.ts';
import { deployments, hmac, SECRET, spoiled, understood } from '../webhooks/fixtures/deployments.ts';
import { deploymentStatus, release } from '../webhooks/fixtures/github.ts';
import { isJson } from '../webhooks/fixtures/strange.ts';
import { FluxSettings, flux } from '../webhooks/flux.ts';
import { GithubSettings, github } from '../webhooks/github.ts';
import { mount } from '../webhooks/mount.ts';
import type { Webhook } from '../webhooks/port.ts';
import { SleuthSettings, sleuth } from '../webhooks/sleuth.ts';
import { startWeb, type Web } from './server.ts';

type Sender = {
  webhook: Webhook;
  /** A body as it is meant to be. */
  body: unknown;
  /** The headers of an authentic delivery. */
  signed(text: string): Record<string, string>;
};

const secrets = SECRET;
const seconds = () => String(Math.floor(Date.now() / 1000));

const SENDERS: Sender[] = [
  {
    webhook: mount(deploy, DeploySettings.parse({ secrets })),
    body: { id: '1', service: 'checkout', status: 'failed', finished_at: 1_795_354_320, labels: { a: 'b' } },
    signed: (text) => {
      const at = seconds();
      return { 'x-firescribe-timestamp': at, 'x-firescribe-signature': `v1=${hmac(`${at}.${text}`)}` };
    },
  },
  {
    webhook: mount(github, GithubSettings.parse({ secrets })),
    body: deploymentStatus(),
    signed: (text) => ({
      'x-github-event': 'deployment_status',
      'x-hub-signature-256': `sha256=${hmac(text)}`,
    }),
  },
  {
    webhook: mount(github, GithubSettings.parse({ secrets })),
    body: release(),
    signed: (text) => ({ 'x-github-event': 'release', 'x-hub-signature-256': `sha256=${hmac(text)}` }),
  },
  {
    webhook: mount(sleuth, SleuthSettings.parse({ secrets })),
    body: { name: 'x', on: '2026-11-22T13:48:00Z', revision: 'abc', changeSource: { slug: 'checkout' } },
    signed: (text) => {
      const at = seconds();
      return { 'x-sleuth-timestamp': at, 'x-sleuth-signature': `v0=${hmac(`v0:${at}:${text}`)}` };
    },
  },
  {
    webhook: mount(flux, FluxSettings.parse({ secrets })),
    body: {
      involvedObject: { kind: 'HelmRelease', name: 'checkout', namespace: 'shop' },
      reason: 'UpgradeSucceeded',
      timestamp: '2026-11-22T13:48:00Z',
      metadata: { revision: '1.4.2' },
    },
    signed: (text) => ({ 'x-signature': `sha256=${hmac(text)}` }),
  },
];

let house: House;
let web: Web;

/** A house that knows of nothing yet: where all has been told before, nothing is written down again. */
async function openAnew(): Promise<void> {
  house = openHouse();
  const webhooks = [...new Map(SENDERS.map(({ webhook }) => [webhook.id, webhook])).values()];
  const health = async () => ({ ok: true, parts: {} });
  web = await startWeb(
    { port: 0 },
    { engine: house.engine, webhooks: () => webhooks, clock: house.clock, log: silentLog, health },
  );
}

async function close(): Promise<void> {
  await web.close();
  await house.engine.stop();
  await house.close();
}

beforeAll(openAnew);
afterAll(close);

const send = async ({ webhook }: Sender, text: string, headers: Record<string, string>) =>
  (await fetch(`${web.url}/webhooks/${webhook.id}`, { method: 'POST', body: text, headers })).status;

/** Anything at all as a body: spoiled, cut short, deep, or no JSON. */
const anyText = (body: unknown) =>
  fc.oneof(
    { weight: 6, arbitrary: spoiled(body).map((one) => JSON.stringify(one) ?? 'null') },
    fc.nat(60).map((length) => JSON.stringify(body).slice(0, length)),
    fc.nat(20_000).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
    fc.string({ unit: 'binary' }),
  );

describe.each(SENDERS.map((sender, index) => [`${index} ${sender.webhook.id}`, sender] as const))(
  '%s',
  (_name, sender) => {
    const { webhook, body, signed } = sender;

    test('a body as it is meant to be is on disk when it is answered', async () => {
      await close();
      await openAnew();
      const text = JSON.stringify(body);
      expect(await send(sender, text, signed(text))).toBe(200);
      const stored = await house.timeline.readStream('deployments', { types: ['delivery-received'] });
      expect(stored.map(({ content }) => content)).toContainEqual({ raw: text });
    });

    test('whatever else is in it, it is answered 200 or 202, or 400 where it is no JSON', async () => {
      const answered = fc.asyncProperty(anyText(body), async (text) => {
        const good = isJson(text) ? [200, 202] : [400];
        expect(good).toContain(await send(sender, text, signed(text)));
      });
      await fc.assert(answered, { numRuns: 60 });
    });

    test('without its signature nothing is let in', async () => {
      const before = (await house.timeline.heads()).map(({ hash }) => hash);
      const other = fc.oneof(fc.constant({}), fc.constant('another body'), fc.string());
      const turnedAway = fc.asyncProperty(anyText(body), other, async (text, what) => {
        const headers = typeof what === 'string' ? signed(`${what}!${text}`) : {};
        expect(await send(sender, text, headers)).toBe(401);
      });
      await fc.assert(turnedAway, { numRuns: 30 });
      expect((await house.timeline.heads()).map(({ hash }) => hash)).toEqual(before);
    });

    test('what is understood has the form of a deployment, however odd its parts', () => {
      const formed = fc.property(spoiled(body), (odd) => {
        const raw = new TextEncoder().encode(JSON.stringify(odd));
        const sent = { raw, headers: signed(''), receivedAt: 1_795_354_320_000, wireTime: 0 };
        if (!understood(webhook, sent).ok) {
          return;
        }
        for (const { key, service, title, finishedAt, url, version } of deployments(webhook, sent)) {
          expect(key).toMatch(/^.{1,200}$/su);
          expect(title).toMatch(/^.{0,300}$/u);
          expect([service, version].every((one) => one === undefined || /^.{1,100}$/u.test(one))).toBe(true);
          expect(new Date(finishedAt).getUTCFullYear()).toBeGreaterThanOrEqual(2000);
          expect(url ?? 'https://').toMatch(/^https?:\/\//i);
        }
      });
      fc.assert(formed, { numRuns: 300 });
    });
  },
);
