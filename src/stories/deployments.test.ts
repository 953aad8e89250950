// What was deployed before it broke: responders see it on the card, nothing is posted for it, and the review leads to it.
import { createHmac } from 'node:crypto';
import { openSleuth } from '../emulator/vendors/sleuth.ts';
import { scene } from './scene.ts';

const MINUTE = 60_000;
const SECRET = 'story-deploy-secret';
const env = { DEPLOY_WEBHOOK_SECRET: SECRET };

/** A step of a pipeline: signed as docs/deployments.md says. Wire time is real. */
async function deploy(webhooks: string, body: Record<string, unknown>): Promise<number> {
  const text = JSON.stringify({ service: 'checkout-api', environment: 'production', ...body });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SECRET).update(`${at}.${text}`).digest('hex');
  const headers = { 'x-firescribe-timestamp': String(at), 'x-firescribe-signature': `v1=${signature}` };
  return (await fetch(`${webhooks}/webhooks/deploy`, { method: 'POST', body: text, headers })).status;
}

const iso = (at: number) => new Date(at).toISOString();

test('ten minutes after a deployment an alert opens an incident: the card shows it, and the review leads to it', async () => {
  const {
    alert,
    app,
    bo,
    clock,
    later,
    channelOf,
    card,
    said,
    whispered,
    resolve,
    review,
    entries,
    nothingElse,
  } = await scene({ env });
  const url = 'https://ci.example.com/runs/812';
  const run = { id: 'run-812', version: 'v2.41.0', actor: 'Chidi', url };
  expect(
    await deploy(app().web.url, { ...run, status: 'started', finished_at: iso(clock.now() - MINUTE) }),
  ).toBe(200);
  expect(await deploy(app().web.url, { ...run, status: 'succeeded', finished_at: iso(clock.now()) })).toBe(
    200,
  );
  await later(10 * MINUTE);
  await alert();
  const channel = await channelOf(1);
  expect((await card(channel)).words).toMatch(
    /Recent deployments, newest first:\n• <https:\/\/ci\.example\.com\/runs\/812\|checkout-api v2\.41\.0 to production> deployed .*, by Chidi\nTo switch this off, .*within: 0h/,
  );
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await later(2 * MINUTE);
  await bo.say(channel, 'rolling back to v2.40.3');
  await later(3 * MINUTE);
  expect(await deploy(app().web.url, { ...run, status: 'rolled-back' })).toBe(200);
  await later(5 * MINUTE);
  expect((await card(channel)).words).toMatch(/v2\.41\.0 to production> \*rolled back\*/);
  await bo.slash(channel, '/incident timeline key');
  await whispered(
    bo,
    /<https:\/\/ci\.example\.com\/runs\/812\|09:00> \*Deploy webhook\* Deployed checkout-api v2\.41\.0/,
  );
  await resolve(channel);
  const { canvas, document } = await review(channel);
  expect(canvas?.markdown).toMatch(
    /15:00.*\| Deploy webhook \| Deployed checkout-api v2\.41\.0 to production/,
  );
  expect(canvas?.markdown).toContain('Deployment on record before the first sign');
  expect(document.cited.find(({ kind }) => kind === 'deployment')?.link).toBe(url);
  expect((await entries(channel)).filter(({ kind }) => kind === 'deployment')).toHaveLength(2);
  await nothingElse();
});

test('another service, or a deployment long ago, is nothing to these responders', async () => {
  const { app, clock, declare, card, entries, nothingElse } = await scene({ env });
  await deploy(app().web.url, { service: 'search', version: '7' });
  await deploy(app().web.url, { version: '1', finished_at: iso(clock.now() - 7 * 60 * MINUTE) });
  const channel = await declare('Checkout is slow --sev 2 --service checkout-api');
  expect((await card(channel)).words).not.toContain('deployments');
  expect((await entries(channel)).filter(({ kind }) => kind === 'deployment')).toEqual([]);
  await nothingElse();
});

test('when the service is corrected, its deployments come along', async () => {
  const { app, bo, declare, card, said, nothingElse } = await scene({ env });
  await deploy(app().web.url, { service: 'search', version: '7', environment: '' });
  const channel = await declare('Checkout is slow --sev 2 --service checkout-api');
  await bo.slash(channel, '/incident service search');
  await said(channel, /set the service to \*search\*/);
  expect((await card(channel)).words).toMatch(/• search 7 deployed/);
  await nothingElse();
});

test('what Slack was away for is there when it comes back', async () => {
  const { alert, app, later, slackDown, slackUp, channelOf, card, said, nothingElse } = await scene({ env });
  await slackDown();
  expect(await deploy(app().web.url, { version: 'v2.41.0' })).toBe(200);
  await alert();
  await later(MINUTE);
  await slackUp();
  await later(2 * MINUTE);
  const channel = await channelOf(1);
  expect((await card(channel)).words).toMatch(/• checkout-api v2\.41\.0 to production deployed/);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await nothingElse();
});

test('Sleuth tells of a deployment, and is told of the incident that it led to', async () => {
  const apiKey = 'key-of-the-organisation';
  const sleuth = await openSleuth({ apiKey, sources: ['acme/shop/production/firescribe'] });
  const source = 'checkout-api=acme/shop/production/firescribe';
  const { alert, app, later, channelOf, card, said, resolve, review, nothingElse } = await scene({
    env: { SLEUTH_API_KEY: apiKey, SLEUTH_IMPACTS: source, SLEUTH_URL: sleuth.url },
  });
  const body = JSON.stringify({
    name: 'Smaller pool',
    revision: 'abc1234',
    changeSource: { slug: 'checkout-api' },
  });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', apiKey).update(`v0:${at}:${body}`).digest('hex');
  const headers = { 'x-sleuth-timestamp': String(at), 'x-sleuth-signature': `v0=${signature}` };
  const answer = await fetch(`${app().web.url}/webhooks/sleuth`, { method: 'POST', body, headers });
  expect(answer.status).toBe(200);
  await later(10 * MINUTE);
  await alert();
  const channel = await channelOf(1);
  expect((await card(channel)).words).toMatch(/• checkout-api abc1234 deployed .*: Smaller pool/);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await later(20 * MINUTE);
  await said(channel, /nobody has acknowledged this alert yet/);
  await resolve(channel);
  await review(channel);
  expect(sleuth.impacts.map(({ type, title }) => `${type}: ${title}`)).toEqual([
    expect.stringMatching(/^triggered: INC-1 Checkout takes longer/),
    expect.stringMatching(/^resolved: INC-1 /),
  ]);
  expect(sleuth.violations).toEqual([]);
  await sleuth.close();
  await nothingElse();
});
