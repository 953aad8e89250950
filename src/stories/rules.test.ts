// Rules of firescribe.yml, as responders meet them: what joins, what is held back, what goes back, and what a storm looks like.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('400 alerts of one service in a minute: one incident, one channel, one card; Slack is called a bounded number of times', async () => {
  const { alert, clock, slack, later, channelOf, card, said, app, nothingElse } = await scene();
  slack.clearCalls();
  const startsAt = new Date(clock.now()).toISOString();
  for (let volley = 0; volley < 10; volley += 1) {
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => {
        const host = `host-${volley}-${n}`;
        return alert({ startsAt, fingerprint: host, labels: { instance: host } });
      }),
    );
    clock.moveBy(6_000);
  }
  await later(5_000);
  const channel = await channelOf(1);
  // On a machine that is busy elsewhere the last of them may be routed after the clock was moved.
  for (let more = 0; more < 10 && !/400 alerts/.test((await card(channel)).words); more += 1) {
    await later(5_000);
  }
  expect((await card(channel)).words).toMatch(/400 alerts, 400 firing/);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
  const routed = await app().core.timeline.readStream('inbox', { types: ['signal-routed'], limit: 1_000 });
  expect(routed).toHaveLength(400);
  // A refresh of the card in two seconds at most, whatever comes in, and some of the announcement.
  expect(slack.calls.filter(({ method }) => method === 'chat.update').length).toBeLessThanOrEqual(60);
  expect(slack.calls.length).toBeLessThanOrEqual(110);
  await nothingElse();
});

const MENDS = `
routing:
  rules:
    - name: checkout mends itself
      when: { service: checkout-api }
      resolved: { do: mitigate, after: 5m, soak: 15m }
`;

test('all alerts are over for five minutes: mitigated by the rule; one fires again: back, said once each', async () => {
  const { alert, clock, bo, later, channelOf, card, said, incident, nothingElse } = await scene({
    file: () => MENDS,
  });
  const first = new Date(clock.now()).toISOString();
  await alert({ startsAt: first });
  const channel = await channelOf(1);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await bo.click(await card(channel), 'ack:press');
  await said(channel, /Status: \*acknowledged\*/);
  await alert({ startsAt: first, status: 'resolved', endsAt: new Date(clock.now()).toISOString() });
  await later(5 * MINUTE);
  const mitigated = await said(channel, /Status: \*mitigated\*/);
  expect(mitigated.words).toMatch(/Rule: checkout mends itself\. To switch it off: /);
  await said('incidents', /Status: \*mitigated\*/);
  await later(5 * MINUTE);
  await alert();
  await said(channel, /Status: \*acknowledged\* \(was mitigated\)[\s\S]*fired again/);
  expect(await incident(channel)).toMatchObject({
    status: 'acknowledged',
    counts: { signals: 2, firing: 1 },
  });
  await nothingElse();
});

test('a rule proposes: a person presses, and it is theirs', async () => {
  const { alert, clock, bo, later, channelOf, card, said, incident, nothingElse } = await scene({
    file: () => MENDS.replace('do: mitigate', 'do: propose'),
  });
  const startsAt = new Date(clock.now()).toISOString();
  await alert({ startsAt });
  const channel = await channelOf(1);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await bo.click(await card(channel), 'ack:press');
  await said(channel, /Status: \*acknowledged\*/);
  await alert({ startsAt, status: 'resolved', endsAt: new Date(clock.now()).toISOString() });
  await later(5 * MINUTE);
  const proposal = await said(channel, /No alert of this incident has fired for 5 min\. Is the harm over\?/);
  await bo.click(proposal, 'mitigate:press');
  await said(channel, /Status: \*mitigated\*.*by Bo/);
  await said('incidents', /Status: \*mitigated\*/);
  expect(await incident(channel)).toMatchObject({ status: 'mitigated', statusBy: { name: 'Bo' } });
  await nothingElse();
});

const MUTED = `
routing:
  declareFrom: SEV-2
  severity: { label: priority, values: { high: SEV-1, low: SEV-4 } }
  fields: { region: { label: region } }
mutes:
  - name: nightly deploy
    when: { service: 'batch-*' }
    from: 2026-11-22 14:00
    to: 2026-11-22 16:00
    zone: Europe/Berlin
`;

test('a mute holds back until it ends; below the least severity a line, whose button declares with what the labels say', async () => {
  const { alert, ana, clock, later, channelOf, card, said, whispered, incident, nothingElse } = await scene({
    file: () => MUTED,
  });
  await alert({
    service: 'batch-mail',
    name: 'MailStuck',
    fingerprint: 'm1',
    annotations: {},
    labels: { priority: 'high' },
  });
  const low = { service: 'search', name: 'SearchSlow', fingerprint: 's1', annotations: {} };
  await alert({ ...low, labels: { priority: 'low', region: 'eu-1' } });
  const line = await said('incidents', /SearchSlow[\s\S]*Rule: alerts below the severity that declares/);
  await ana.click(line, 'declare:signal');
  await whispered(ana, /INC-1 is declared/);
  const first = await channelOf(1);
  expect((await card(first)).words).toMatch(/region: eu-1/);
  expect(await incident(first)).toMatchObject({ severity: { label: 'SEV-4' }, fields: { region: 'eu-1' } });
  await said('incidents', /^INC-1 /);
  expect(clock.now()).toBeLessThan(Date.parse('2026-11-22T15:00:00Z'));
  await later(60 * MINUTE);
  const second = await channelOf(2);
  await card(second);
  expect(await incident(second)).toMatchObject({ service: 'batch-mail', severity: { label: 'SEV-1' } });
  await said('incidents', /^INC-2 /);
  await nothingElse();
});

test('an alert that keeps coming and going is said once in its channel, then only counted', async () => {
  const { alert, ana, clock, later, declare, card, said, nothingElse } = await scene({
    file: () => 'routing: { flapping: { times: 3, within: 1h } }',
  });
  const channel = await declare('Checkout is slow --sev 2 --service checkout-api');
  await ana.say(channel, 'looking');
  for (let n = 0; n < 5; n += 1) {
    const startsAt = new Date(clock.now()).toISOString();
    await alert({ startsAt });
    await later(MINUTE);
    await alert({ startsAt, status: 'resolved', endsAt: new Date(clock.now()).toISOString() });
    await later(MINUTE);
  }
  await said(channel, /keeps coming and going: it began 3 times lately/);
  expect((await card(channel)).words).toMatch(/5 alerts, none firing/);
  await nothingElse();
});
