import { captured, deliveryOf, OTHER_SECRET, read, SECRET, told, turnedOn } from './fixtures/knock.ts';
import { event, signatureOf } from './fixtures/pagerduty.ts';
import { pagerduty } from './pagerduty.ts';

const webhook = turnedOn(pagerduty);

test('a triggered incident becomes a signal with its service, team, urgency and link', () => {
  expect(
    told(webhook, event('incident.triggered', { priority: { id: 'P1X', summary: 'P1' } })).signals,
  ).toEqual([
    {
      vendor: 'pagerduty',
      dedupeKey: 'QCHECKOUT1',
      state: 'firing',
      title: 'Checkout fails for one in five customers',
      severity: 'critical',
      priority: 'P1',
      service: 'checkout-api',
      team: 'payments',
      labels: expect.objectContaining({
        urgency: 'high',
        escalation_policy: 'Payments',
        incident_number: '118',
      }),
      links: { source: 'https://shop.pagerduty.com/incidents/QCHECKOUT1' },
      startsAt: Date.parse('2026-11-22T14:00:05.250Z'),
    },
  ]);
});

test('low urgency waits; no urgency says nothing', () => {
  const severityOf = (urgency: unknown) =>
    told(webhook, event('incident.triggered', { urgency })).signals[0]?.severity;
  expect([severityOf('low'), severityOf(null), severityOf('severe')]).toEqual([
    'warning',
    undefined,
    'severe',
  ]);
});

test('a service that is nobody’s name is none', () => {
  const service = { id: 'PX', summary: 'Default Service' };
  expect(told(webhook, event('incident.triggered', { service })).signals[0]?.service).toBeUndefined();
});

test('the time of the trigger is the incident’s own, and of its end the event’s', () => {
  const [ended] = told(webhook, event('incident.resolved', { created_at: '2026-11-22T13:50:00Z' })).signals;
  expect(ended).toMatchObject({
    state: 'resolved',
    dedupeKey: 'QCHECKOUT1',
    startsAt: Date.parse('2026-11-22T13:50:00Z'),
    endsAt: Date.parse('2026-11-22T14:00:05.250Z'),
  });
});

test('a reopened incident is another occurrence, and so is its end', () => {
  const data = { reopened_at: '2026-11-22T14:30:00Z' };
  const again = told(webhook, event('incident.reopened', data)).signals[0];
  const end = told(webhook, event('incident.resolved', data)).signals[0];
  expect(again?.dedupeKey).toBe('QCHECKOUT1@2026-11-22T14:30:00.000Z');
  expect(end?.dedupeKey).toBe(again?.dedupeKey);
});

test('an acknowledgement names who, when and which', () => {
  expect(told(webhook, event('incident.acknowledged')).acks).toEqual([
    {
      vendor: 'pagerduty',
      key: '01EVENT-incident.acknowledged',
      dedupeKey: 'QCHECKOUT1',
      by: { id: 'PANA001', name: 'Ana' },
      at: Date.parse('2026-11-22T14:00:05.250Z'),
    },
  ]);
});

test('an acknowledgement by a machine names nobody', () => {
  const agent = { id: 'PINT', type: 'inbound_integration_reference', summary: 'Automation' };
  expect(told(webhook, event('incident.acknowledged', {}, { agent })).acks[0]?.by).toBeUndefined();
});

test('a page that we sent ourselves opens nothing; who acknowledges it is told of its incident', () => {
  const ours = { incident_key: 'firescribe:INC-42' };
  expect(told(webhook, event('incident.triggered', ours)).signals).toEqual([]);
  expect(told(webhook, event('incident.resolved', ours)).signals).toEqual([]);
  expect(told(webhook, event('incident.acknowledged', ours)).acks[0]?.number).toBe(42);
  expect(told(webhook, event('incident.triggered', {}, { client: { name: 'Firescribe' } })).signals).toEqual(
    [],
  );
});

test('the test event, and events that change nothing here, tell of nothing', () => {
  for (const type of ['pagey.ping', 'incident.annotated', 'incident.escalated', 'service.created']) {
    expect(told(webhook, event(type, { id: undefined }))).toMatchObject({ signals: [], acks: [] });
  }
});

test.each([
  ['version 2', { messages: [{ event: 'incident.trigger' }] }, 'version 2'],
  ['no event', { text: 'hello' }, 'version 3'],
  ['no incident', event('incident.triggered', { id: null }), 'without saying'],
])('%s is kept, and the reason says what to do', (_name, body, why) => {
  expect(read(webhook, body)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

test('a signature over the raw bytes lets in; with two secrets during a rotation, either does', () => {
  const body = `${JSON.stringify(event('incident.triggered'))}\n`;
  const knock = (headers: Record<string, string>, sent = body) => webhook.verify(deliveryOf(sent, headers));
  expect(knock(signatureOf(body, SECRET))).toBe(true);
  expect(knock(signatureOf(body, OTHER_SECRET, SECRET))).toBe(true);
  expect(
    turnedOn(pagerduty, { secrets: `${OTHER_SECRET}, ${SECRET}` }).verify(
      deliveryOf(body, signatureOf(body, SECRET)),
    ),
  ).toBe(true);
  expect(knock(signatureOf(body, OTHER_SECRET))).toBe(false);
  expect(knock(signatureOf(body, SECRET), body.trim())).toBe(false);
  expect(
    knock({ 'x-pagerduty-signature': signatureOf(body, SECRET)['x-pagerduty-signature'].slice(3) }),
  ).toBe(false);
  expect([
    knock({}),
    knock({ 'x-pagerduty-signature': 'v1=' }),
    knock({ 'x-pagerduty-signature': ',,v1' }),
  ]).toEqual([false, false, false]);
});

test('captured messages of the real PagerDuty are understood', () => {
  for (const [file, { raw, body }] of captured('pagerduty')) {
    expect(webhook.verify(deliveryOf(raw, signatureOf(raw, SECRET)))).toBe(true);
    const { signals, acks } = told(webhook, body);
    expect({ file, things: signals.length + acks.length }).toEqual({ file, things: 1 });
    if (file.startsWith('acknowledged')) {
      expect(acks[0]).toMatchObject({ dedupeKey: 'PQ1K5C8', by: { name: 'Ana Example' } });
    }
    if (file.startsWith('priority')) {
      expect(signals[0]).toMatchObject({ priority: 'P2', service: undefined, severity: 'critical' });
    }
  }
});
