import { datadog } from './datadog.ts';
import { filledIn } from './fixtures/datadog.ts';
import { captured, deliveryOf, read, SECRET, told, turnedOn } from './fixtures/knock.ts';

const webhook = turnedOn(datadog);
const bodyOf = (values?: Record<string, string | undefined>) => JSON.parse(filledIn(values)) as unknown;
const signal = (values?: Record<string, string | undefined>) => told(webhook, bodyOf(values)).signals[0];

test('our template, filled in, becomes a signal with what the tags say', () => {
  expect(signal()).toMatchObject({
    vendor: 'datadog',
    dedupeKey: '5504400000000000017',
    state: 'firing',
    title: 'Checkout errors are high',
    severity: 'critical',
    priority: 'P2',
    service: 'checkout-api',
    team: 'payments',
    labels: expect.objectContaining({ env: 'prod', monitor: 'true', metric: 'trace.http.request.errors' }),
    links: {
      runbook: 'https://runbooks.example.com/checkout',
      source: 'https://app.datadoghq.com/event/event?id=7719000000000000001',
      dashboard: 'https://p.datadoghq.com/snapshot/view/checkout.png',
    },
    startsAt: 1_795_356_005_000,
  });
});

test('what Datadog says to itself is no part of the description', () => {
  expect(signal()?.description).not.toMatch(/%%%|@webhook/);
  expect(signal()?.description).toContain('One in five checkouts fails.');
});

test('a recovery has the key of its trigger', () => {
  const recovered = signal({ ALERT_TRANSITION: 'Recovered', DATE: '1795357805000', ALERT_TYPE: 'success' });
  expect(recovered).toMatchObject({
    state: 'resolved',
    dedupeKey: signal()?.dedupeKey,
    endsAt: 1_795_357_805_000,
  });
});

test.each([
  ['Triggered', undefined, 'error', 'critical'],
  ['Re-Triggered', 'P4', 'error', 'warning'],
  ['Warn', 'P1', 'warning', 'warning'],
  ['No Data', undefined, 'error', undefined],
  ['Triggered', 'P5', 'error', 'info'],
])('%s with priority %j is %s', (ALERT_TRANSITION, ALERT_PRIORITY, ALERT_TYPE, severity) => {
  expect(signal({ ALERT_TRANSITION, ALERT_PRIORITY, ALERT_TYPE })?.severity).toBe(severity);
});

test('a tag names the severity, where there is one', () => {
  expect(signal({ TAGS: 'severity:Critical,service:a', ALERT_PRIORITY: 'P5' })?.severity).toBe('critical');
});

test('variables that Datadog has no value for are absent, not texts', () => {
  const bare = signal({
    TAGS: undefined,
    ALERT_SCOPE: undefined,
    ALERT_PRIORITY: undefined,
    LINK: undefined,
    DATE: undefined,
    LAST_UPDATED: undefined,
  });
  expect(bare).toMatchObject({ service: undefined, links: { source: undefined } });
  expect(JSON.stringify(bare)).not.toContain('$');
});

test('the test button, and events that are no alerts, tell of nothing', () => {
  expect(told(webhook, bodyOf({ ALERT_TRANSITION: undefined })).signals).toEqual([]);
});

test.each([
  ['another template', { body: 'x', title: 'y' }, 'docs/datadog-webhook.json'],
  ['no cycle', bodyOf({ ALERT_CYCLE_KEY: undefined }), 'ALERT_CYCLE_KEY'],
])('%s is kept, and the reason says what to do', (_name, body, why) => {
  expect(read(webhook, body)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

test('only a delivery with the secret is let in', () => {
  expect(webhook.verify(deliveryOf(filledIn(), { 'x-firescribe-secret': SECRET }))).toBe(true);
  expect(webhook.verify(deliveryOf(filledIn()))).toBe(false);
});

test('the messages that others wrote from Datadog’s documentation are read, once they carry our mark', () => {
  for (const [file, { body }] of captured('datadog')) {
    const { event_title: title, event_msg: message, ...rest } = body as Record<string, unknown>;
    const ours = { ...rest, title, message, schema: 'firescribe-datadog-v1' };
    expect({ file, signals: told(webhook, ours).signals.length }).toEqual({
      file,
      signals: file === 'template.json' ? 0 : 1,
    });
  }
});
