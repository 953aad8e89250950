import { captured, deliveryOf, OTHER_SECRET, read, SECRET, told, turnedOn } from './fixtures/knock.ts';
import { ALERT_ID, action } from './fixtures/opsgenie.ts';
import { opsgenie } from './opsgenie.ts';

const webhook = turnedOn(opsgenie);
const signal = (name: string, alert: Record<string, unknown> = {}) =>
  told(webhook, action(name, alert)).signals[0];

test('a created alert becomes a signal; service and team come from its tags', () => {
  expect(signal('Create')).toMatchObject({
    vendor: 'opsgenie',
    dedupeKey: ALERT_ID,
    state: 'firing',
    title: 'Checkout fails for one in five customers',
    severity: 'critical',
    priority: 'P2',
    service: 'checkout-api',
    team: 'payments',
    labels: expect.objectContaining({ 'customer-facing': 'true', alias: 'checkout-errors' }),
    startsAt: 1_795_356_005_250,
  });
});

test('details count as labels do, and win over tags', () => {
  expect(signal('Create', { details: { service: 'search-api' } })?.service).toBe('search-api');
});

test.each([
  ['P1', 'critical', 'P1'],
  [3, 'warning', 'P3'],
  ['5', 'info', 'P5'],
  [null, undefined, undefined],
  ['urgent', undefined, 'urgent'],
])('a priority of %j is %j, rank %j', (given, severity, priority) => {
  const made = signal('Create', { priority: given });
  expect([made?.severity, made?.priority]).toEqual([severity, priority]);
});

test('times in milliseconds and in nanoseconds are both read', () => {
  const changed = 1_795_356_065_250;
  expect(signal('Close')?.endsAt).toBe(changed);
  expect(signal('Close', { updatedAt: changed })?.endsAt).toBe(changed);
  expect(signal('Close', { updatedAt: String(changed) })?.endsAt).toBe(changed);
});

test('closed and deleted alerts are over', () => {
  expect([signal('Close')?.state, signal('Delete')?.state]).toEqual(['resolved', 'resolved']);
});

test('an acknowledgement names who, when and which; told twice it is the same', () => {
  const [ack] = told(webhook, action('Acknowledge')).acks;
  expect(ack).toEqual({
    vendor: 'opsgenie',
    key: `${ALERT_ID}@1795356065250`,
    dedupeKey: ALERT_ID,
    by: { id: '3f6b0000-0000-4000-8000-000000000002', name: 'bo@example.com' },
    at: 1_795_356_065_250,
  });
});

test('a page of ours opens nothing; who acknowledges it is told of its incident', () => {
  const ours = { alias: 'firescribe:INC-7' };
  expect(told(webhook, action('Create', ours)).signals).toEqual([]);
  expect(told(webhook, action('Acknowledge', ours)).acks[0]?.number).toBe(7);
});

test('other actions tell of nothing', () => {
  for (const name of ['UnAcknowledge', 'AddNote', 'AddTeam', 'Escalate', 'Our own action']) {
    expect(told(webhook, action(name))).toMatchObject({ signals: [], acks: [] });
  }
});

test.each([
  ['no action', { alert: {} }, '`action`'],
  ['no alert', { action: 'Create' }, 'alertId'],
  ['an alert without an id', action('Create', { alertId: '' }), 'alertId'],
])('%s is kept, and the reason says what is missing', (_name, body, why) => {
  expect(read(webhook, body)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

test('the secret may come in our header, as a bearer, or as a password; no other does', () => {
  const knock = (headers: Record<string, string | undefined>) => webhook.verify(deliveryOf('{}', headers));
  const basic = (words: string) => ({ authorization: `Basic ${Buffer.from(words).toString('base64')}` });
  expect(knock({ 'x-firescribe-secret': SECRET })).toBe(true);
  expect(knock({ authorization: `Bearer ${SECRET}` })).toBe(true);
  expect(knock(basic(`opsgenie:${SECRET}`))).toBe(true);
  expect(
    [
      {},
      { 'x-firescribe-secret': OTHER_SECRET },
      { 'x-firescribe-secret': '' },
      basic('opsgenie:'),
      basic(SECRET.slice(1)),
    ].map(knock),
  ).toEqual([false, false, false, false, false]);
});

test('captured messages of the real Opsgenie are understood', () => {
  for (const [file, { body }] of captured('opsgenie')) {
    const { signals, acks } = told(webhook, body);
    expect({ file, things: signals.length + acks.length }).toEqual({ file, things: 1 });
  }
});
