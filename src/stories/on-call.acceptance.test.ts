// The night: whoever is on call is brought in and woken, nobody else is; and what people read when the pager's vendor is down.
import { openPagerDuty, type PagerDutyStandIn } from '../emulator/vendors/pagerduty.ts';
import { event, signatureOf } from '../webhooks/fixtures/pagerduty.ts';
import { scene } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let duty: PagerDutyStandIn;

beforeEach(async () => {
  duty = await openPagerDuty();
  duty.addUser({ id: 'PUANA', name: 'Ana', email: 'ana@example.com' });
  duty.addUser({ id: 'PUBO', name: 'Bo', email: 'bo@example.com' });
});

afterEach(() => duty.close());

const env = () => ({
  PAGERDUTY_API_TOKEN: duty.token,
  PAGERDUTY_API_URL: duty.url,
  PAGERDUTY_FROM: 'ana@example.com',
  PAGERDUTY_SERVICE_ID: duty.service,
});

const ROTATION = `
services:
  checkout-api: { label: Checkout, onCall: payments }
rotations:
  payments:
    zone: Europe/Berlin
    handover: monday 09:00
    from: 2026-11-16
    people: [bo@example.com, chidi@example.com]
`;

test('an alert at night brings in whoever is on call, a page wakes them, and nobody else is woken', async () => {
  const at = await scene({ env: env(), file: () => ROTATION });
  const { slack, ana, bo, clock, later, said, whispered } = at;
  clock.moveBy(12 * HOUR);
  await at.alert();
  const channel = await at.channelOf(1);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  expect(slack.see.members(channel).sort()).toEqual([at.bot, bo.id].sort());
  expect((await at.card(channel)).words).toMatch(/On call for Checkout: <@U\w+> until Mon 09:00/);

  await ana.slash('incidents', '/incident INC-1 page checkout-api nobody can pay');
  await whispered(ana, /Paging whoever is on call for \*Checkout\*/);
  await said(channel, /Paged <@U\w+> through \*PagerDuty\*/);
  expect(duty.incidents).toMatchObject([
    { assigned: ['PUBO'], incident_key: expect.stringMatching(/INC-1/) },
  ]);
  expect(duty.incidents[0]?.details).toContain('nobody can pay');

  duty.acknowledge('PINC001', 'PUBO');
  await later(MINUTE);
  await said(channel, /Bo acknowledged the page in PagerDuty/);
  await said(channel, /Status: \*acknowledged\* \(was detected\), by Bo/);
  await later(15 * MINUTE);
  const paged = (await at.entries(channel)).filter(({ kind }) => kind === 'page').map(({ text }) => text);
  expect(paged).toEqual([
    'Page for Checkout: nobody can pay',
    'Bo paged through PagerDuty',
    'Bo acknowledged the page for Checkout in PagerDuty',
  ]);

  await at.resolve(channel);
  expect(duty.incidents).toMatchObject([{ status: 'resolved' }]);
  expect(duty.rang).toEqual([expect.stringMatching(/^INC-1 Checkout takes longer/)]);
  expect(slack.see.members(channel)).not.toContain(ana.id);
  await at.review(channel);
  await at.nothingElse();
});

test('PagerDuty’s webhooks about our own page open nothing; whoever takes it there is heard at once, and is not told so again', async () => {
  const secret = 'the-secret-of-the-subscription';
  const at = await scene({ env: { ...env(), PAGERDUTY_WEBHOOK_SECRET: secret }, file: () => ROTATION });
  const { app, clock, later, said, whispered, ana } = at;
  await at.alert();
  const channel = await at.channelOf(1);
  await at.card(channel);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await ana.slash('incidents', '/incident INC-1 page checkout-api');
  await whispered(ana, /Paging whoever is on call/);
  await said(channel, /Paged <@U\w+> through/);
  const tell = async (type: string) => {
    const { id, incident_key, title } = duty.incidents[0]!;
    const agent = { id: 'PUBO', type: 'user_reference', summary: 'Bo' };
    const more = { id: `${type}-1`, occurred_at: new Date(clock.now()).toISOString(), agent };
    const body = JSON.stringify(event(`incident.${type}`, { id, incident_key, title }, more));
    const headers = { 'content-type': 'application/json', ...signatureOf(body, secret) };
    const url = `${app().web.url}/webhooks/pagerduty`;
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200);
  };
  await tell('triggered');
  duty.acknowledge('PINC001', 'PUBO');
  const before = duty.asked.length;
  await tell('acknowledged');
  await said(channel, /Bo \(PagerDuty\) acknowledged the page in PagerDuty/);
  await said(channel, /Status: \*acknowledged\* \(was detected\), by Bo \(PagerDuty\)/);
  await later(15 * MINUTE);
  expect(duty.asked.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
  await at.resolve(channel);
  await tell('resolved');
  await at.review(channel);
  await at.nothingElse();
});

test('with PagerDuty down the responders come, the channel says why and what to do by hand, and a page that reaches nobody is said', async () => {
  const file = () => 'services:\n  checkout-api: { label: Checkout, onCall: "pagerduty:PSCHED" }\n';
  const at = await scene({ env: env(), file });
  const { slack, ana, bo, later, said, whispered } = at;
  duty.trouble({ kind: 'limited', status: 503, retryAfter: 120 });
  await at.alert();
  const channel = await at.channelOf(1);
  await said(channel, /Nobody has said how bad this is/);
  await said(channel, /not known who is on call for \*Checkout\*: PagerDuty answered.*503.*By hand/s);
  await said('incidents', /^INC-1 /);
  expect(slack.see.members(channel).sort()).toEqual([at.bot, ana.id, bo.id].sort());
  expect((await at.card(channel)).words).toContain('On call for Checkout: not known');

  await ana.slash(channel, '/incident ack');
  await said(channel, /Status: \*acknowledged\*/);
  await ana.slash(channel, '/incident page checkout-api');
  await whispered(ana, /Paging whoever is on call/);
  await said(channel, /PagerDuty\* does not take the page for \*Checkout\*.*tried again until.*By hand/s);
  await later(11 * MINUTE);
  await said(channel, /The page for \*Checkout\* reached nobody.*By hand: call them/s);
  expect(duty.rang).toEqual([]);
  await at.logged(/an effect is given up/);
  await at.nothingElse();
});

test('without a pager a page is a direct message and a mention, and says that it is no pager', async () => {
  const at = await scene({ file: () => ROTATION });
  const { ana, bo, said, whispered } = at;
  const channel = await at.declare('Checkout is slow --sev 2 --service checkout-api');
  await ana.slash(channel, '/incident page checkout-api look at the queue');
  await whispered(ana, /Paging whoever is on call/);
  await said(channel, /<@U\w+>: you are asked for here. No pager is connected/);
  const direct = await whispered(bo, /Ana asks for you: \*INC-1 Checkout is slow\*.*look at the queue/s);
  await bo.click(direct, 'page:ack');
  await said(channel, /Bo acknowledged the page\./);
  await ana.slash(channel, '/incident oncall');
  await whispered(ana, /<@U\w+> until Mon 09:00\nNext: <@U\w+> from Mon 09:00/);
  await at.later(15 * MINUTE);
  await at.nothingElse();
});

test('whoever is on call for everything is called by three incidents that open themselves, and no more', async () => {
  const names = ['mail', 'search', 'shop', 'stock', 'tax'];
  const file = () =>
    `quiet: { opensAtMost: 9 }\nservices:\n${names.map((name) => `  ${name}: { onCall: all }\n`).join('')}rotations:\n  all: { people: [bo@example.com] }\n`;
  const at = await scene({ file });
  for (const [n, service] of names.entries()) {
    await at.alert({ service, name: `Down${n}`, fingerprint: `f${n}` });
    await at.later(5_000);
  }
  const calledTo = await Promise.all(names.map((_name, n) => at.channelOf(n + 1)));
  const members = calledTo.map((channel) => at.slack.see.members(channel).filter((id) => id !== at.bot));
  expect(members).toEqual([[at.bo.id], [at.bo.id], [at.bo.id], [at.ana.id], [at.ana.id]]);
  const invited = await at.entries(calledTo[4] ?? '');
  expect(invited.map(({ text }) => text)).toContainEqual(expect.stringContaining('could not be'));
});
