import { captured, deliveryOf, OTHER_SECRET, SECRET, turnedOn } from './fixtures/knock.ts';
import { eventAlert, ISSUE_ID, issue, metricAlert } from './fixtures/sentry.ts';
import { sentry } from './sentry.ts';
import { hmacOf } from './signed.ts';

const webhook = turnedOn(sentry);
const SENT = Date.UTC(2026, 10, 22, 14, 30);

/** Parsed with the headers that Sentry sends beside it. */
const read = (resource: string, body: unknown) =>
  webhook.parse(
    body,
    deliveryOf(body, { 'sentry-hook-resource': resource, 'sentry-hook-timestamp': String(SENT / 1_000) }),
  );

function signal(resource: string, body: unknown) {
  const parsed = read(resource, body);
  const [one] = parsed.ok ? parsed.inbound : [];
  return one?.kind === 'signal' ? one.signal : undefined;
}

test('an issue alert becomes a signal with the issue’s key, and the project as its service', () => {
  expect(signal('event_alert', eventAlert())).toMatchObject({
    vendor: 'sentry',
    dedupeKey: ISSUE_ID,
    recurs: true,
    state: 'firing',
    title: 'PaymentError: the card was not charged',
    severity: 'critical',
    service: 'checkout-api',
    team: 'payments',
    labels: expect.objectContaining({ environment: 'production', triggered_rule: 'Cards are not charged' }),
    startsAt: Date.parse('2026-11-22T13:59:00.500Z'),
  });
});

test('the issue that is resolved ends what its alert opened', () => {
  expect(signal('issue', issue('resolved'))).toMatchObject({
    state: 'resolved',
    dedupeKey: signal('event_alert', eventAlert({ issue_id: ISSUE_ID }))?.dedupeKey,
    endsAt: SENT,
  });
});

test('an issue that comes back begins when Sentry says so', () => {
  expect(signal('issue', issue('unresolved'))).toMatchObject({ state: 'firing', startsAt: SENT });
  expect(signal('issue', issue('created'))?.startsAt).toBe(Date.parse('2026-11-22T13:58:00.123Z'));
});

test('metric alerts say their severity by the action, and end', () => {
  expect(signal('metric_alert', metricAlert('warning'))).toMatchObject({
    severity: 'warning',
    service: 'checkout-api',
  });
  expect(signal('metric_alert', metricAlert('resolved'))).toMatchObject({
    state: 'resolved',
    dedupeKey: 'metric/902',
    endsAt: Date.parse('2026-11-22T14:20:00Z'),
  });
});

test('levels, numbers and nulls are taken as they come', () => {
  expect(signal('issue', issue('created', { id: 17, level: 'error' }))).toMatchObject({
    dedupeKey: '17',
    severity: 'error',
  });
  expect(signal('issue', issue('created', { level: null, project: null, title: null }))).toMatchObject({
    title: 'Sentry issue SHOP-17',
    service: undefined,
  });
});

test('installations, comments and assignments tell of nothing', () => {
  for (const [resource, action] of [
    ['installation', 'created'],
    ['comment', 'created'],
    ['issue', 'assigned'],
    ['issue', 'archived'],
  ]) {
    expect(read(resource ?? '', issue(action ?? ''))).toMatchObject({ ok: true, inbound: [] });
  }
});

test.each([
  ['the old plugin', webhook.parse({ project: 'x', level: 'error' }, deliveryOf('')), 'internal integration'],
  ['an issue without an id', read('issue', issue('created', { id: null })), 'without saying'],
  ['an alert of no issue', read('event_alert', eventAlert({ issue_url: null })), 'without saying'],
])('%s is kept, and the reason says what to do', (_name, parsed, why) => {
  expect(parsed).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

test('only the signature of the raw body lets in', () => {
  const body = `${JSON.stringify(issue('created'))} `;
  const knock = (signature: string) =>
    webhook.verify(deliveryOf(body, { 'sentry-hook-signature': signature }));
  expect(knock(hmacOf(SECRET, body))).toBe(true);
  expect([knock(hmacOf(OTHER_SECRET, body)), knock(hmacOf(SECRET, body.trim())), knock('')]).toEqual([
    false,
    false,
    false,
  ]);
});

test('captured messages of the real Sentry are understood', () => {
  for (const [file, { raw, body }] of captured('sentry')) {
    const resource = file.startsWith('event_alert') ? 'event_alert' : 'issue';
    expect(webhook.verify(deliveryOf(raw, { 'sentry-hook-signature': hmacOf(SECRET, raw) }))).toBe(true);
    expect({ file, signal: signal(resource, body) }).toEqual({
      file,
      signal: expect.objectContaining({ service: 'example-integration-testing', severity: 'error' }),
    });
  }
});
