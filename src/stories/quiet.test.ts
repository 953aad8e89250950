// Floods: however many alerts come, people get few messages, and everything is on record.
import { alert as firing, message } from '../webhooks/fixtures/alertmanager.ts';
import { WEBHOOK_SECRET } from './cast.ts';
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('fifty identical alerts in a minute: one incident, one channel, one card with a counter', async () => {
  const { alert, clock, slack, later, channelOf, card, said, app, nothingElse } = await scene();
  const startsAt = new Date(clock.now()).toISOString();
  for (let n = 0; n < 50; n += 1) {
    await alert({ startsAt, fingerprint: `host-${n}`, labels: { instance: `host-${n}` } });
    clock.moveBy(1_000);
  }
  await later(2_000);
  const channel = await channelOf(1);
  expect((await card(channel)).words).toMatch(/50 alerts, 50 firing/);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
  expect(await app().core.engine.questions.list({}, { kind: 'operator' })).toHaveLength(1);
  await nothingElse();
});

test('the same alert told fifty times is one alert', async () => {
  const { alert, clock, channelOf, card, said, nothingElse } = await scene();
  const startsAt = new Date(clock.now()).toISOString();
  await Promise.all(Array.from({ length: 50 }, () => alert({ startsAt })));
  const channel = await channelOf(1);
  expect((await card(channel)).words).toMatch(/1 alert, 1 firing/);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  await nothingElse();
});

test('thirty services fire within a minute: three channels, one grouped message, all thirty on record', async () => {
  const { alert, clock, slack, later, channelOf, card, said, app, ana, whispered, nothingElse } =
    await scene();
  for (let n = 1; n <= 30; n += 1) {
    await alert({ service: `service-${n}`, name: `Down${n}`, fingerprint: `f${n}`, annotations: {} });
    clock.moveBy(2_000);
  }
  await later(5_000);
  for (const number of [1, 2, 3]) {
    const channel = await channelOf(number);
    await card(channel);
    await said(channel, /Nobody has said how bad this is/);
    await said('incidents', new RegExp(`^INC-${number} `));
  }
  const group = await said('incidents', /27 alerts came in/);
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(3);
  expect(group.words).toMatch(/service-30|And 12 more/);
  const received = (await app().core.timeline.readStream('inbox', { limit: 100 })).filter(
    ({ type }) => type === 'signal-received',
  );
  expect(received).toHaveLength(30);
  await ana.click(group, 'declare:signal', 'service-7: Down7');
  await whispered(ana, /INC-4 is declared/);
  const fourth = await channelOf(4);
  await card(fourth);
  await said(fourth, /Nobody has said how bad this is/);
  await said('incidents', /^INC-4 /);
  await nothingElse();
});

test('hooked up to a busy Alertmanager for the first time: no channel opens, few lines are posted', async () => {
  const { app, clock, slack, later, said, nothingElse } = await scene();
  const startsAt = new Date(clock.now() - 5 * 60 * MINUTE).toISOString();
  const old = Array.from({ length: 80 }, (_, n) =>
    firing({ startsAt, name: `Old${n}`, service: `service-${n}`, fingerprint: `old-${n}`, annotations: {} }),
  );
  const infos = Array.from({ length: 40 }, (_, n) =>
    firing({ startsAt, severity: 'info', name: `Info${n}`, fingerprint: `info-${n}`, annotations: {} }),
  );
  const answer = await fetch(`${app().web.url}/webhooks/alertmanager`, {
    method: 'POST',
    headers: { authorization: `Bearer ${WEBHOOK_SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify(message([...old, ...infos])),
  });
  expect(answer.status).toBe(200);
  await later(5_000);
  await said('incidents', /Old0\b/);
  await said('incidents', /Old1\b/);
  await said('incidents', /Old2\b/);
  await said('incidents', /77 alerts came in/);
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toEqual([]);
  await nothingElse();
});

test('an alert opens, joins and ends: one channel; who acknowledges is heard; nobody is nagged in vain', async () => {
  const { alert, clock, bo, later, channelOf, card, said, resolve, review, nothingElse } = await scene();
  const startsAt = new Date(clock.now() - 2 * MINUTE).toISOString();
  await alert({ startsAt });
  const channel = await channelOf(1);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await later(5 * MINUTE);
  await said(channel, /nobody has acknowledged this alert yet/);
  await bo.click(await card(channel), 'ack:press');
  await said(channel, /Status: \*acknowledged\*/);
  await later(10 * MINUTE);
  await alert({ startsAt, status: 'resolved', endsAt: new Date(clock.now()).toISOString() });
  expect((await card(channel)).words).toMatch(/1 alert, none firing/);
  await resolve(channel, 'it ended');
  const { document } = await review(channel);
  expect(document.metrics.find(({ headline }) => headline)?.id).toBe('detected-to-resolved');
  await nothingElse();
});
