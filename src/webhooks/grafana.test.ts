import { alert, message } from './fixtures/alertmanager.ts';
import {
  captured,
  deliveryOf,
  OTHER_SECRET,
  RECEIVED,
  read,
  SECRET,
  told,
  turnedOn,
} from './fixtures/knock.ts';
import { grafana } from './grafana.ts';
import { hmacOf } from './signed.ts';

const webhook = turnedOn(grafana);

/** What Grafana adds to Alertmanager's form. */
const sent = (alerts: Record<string, unknown>[]) =>
  message(
    alerts.map((one) => ({
      silenceURL: 'https://grafana.example.com/alerting/silence/new',
      dashboardURL: 'https://grafana.example.com/d/checkout',
      panelURL: 'https://grafana.example.com/d/checkout?viewPanel=2',
      values: { A: 12.5, C: 1 },
      valueString: "[ var='A' labels={} value=12.5 ]",
      ...one,
    })),
    { version: '1', orgId: 1, title: '[FIRING:1]', state: 'alerting', message: '**Firing**' },
  );

test('an alert becomes a signal with a link to its panel', () => {
  expect(told(webhook, sent([alert()])).signals).toEqual([
    expect.objectContaining({
      vendor: 'grafana',
      state: 'firing',
      severity: 'critical',
      service: 'checkout-api',
      links: expect.objectContaining({ dashboard: 'https://grafana.example.com/d/checkout?viewPanel=2' }),
    }),
  ]);
});

test('values that are null, and panels that are empty texts, do no harm', () => {
  const odd = {
    ...alert({ status: 'resolved' }),
    values: null,
    dashboardURL: '',
    panelURL: '',
    valueString: null,
  };
  expect(told(webhook, sent([odd])).signals[0]).toMatchObject({ state: 'resolved' });
});

test('times with nine digits after the second are read', () => {
  const [told1] = told(webhook, sent([alert({ startsAt: '2026-11-22T13:58:12.412137894Z' })])).signals;
  expect(told1?.dedupeKey).toBe('a1bc48475b20e73d@2026-11-22T13:58:12.412Z');
});

test('the test button is marked as a test', () => {
  expect(told(webhook, sent([alert({ name: 'TestAlert' })])).signals[0]?.test).toBe(true);
});

test.each([
  ['a dashboard alert of Grafana 8', { ruleId: 1, ruleName: 'Old', state: 'alerting' }, 'Grafana 7 or 8'],
  ['Alertmanager’s own message', message([alert()]), '"version": "1"'],
])('%s is kept, and the reason says what to do', (_name, body, why) => {
  expect(read(webhook, body)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

describe('who is let in', () => {
  const body = JSON.stringify(sent([alert()]));
  const seconds = Math.floor(RECEIVED / 1_000);
  const knock = (headers: Record<string, string>) => webhook.verify(deliveryOf(body, headers));
  const timed = (at: number, secret = SECRET) => ({
    'x-grafana-alerting-signature': hmacOf(secret, `${at}:`, body),
    'x-grafana-alerting-timestamp': String(at),
  });

  test('a bearer, a signature of the body, and one with a recent time', () => {
    expect(knock({ authorization: `Bearer ${SECRET}` })).toBe(true);
    expect(knock({ 'x-grafana-alerting-signature': hmacOf(SECRET, body) })).toBe(true);
    expect(knock(timed(seconds))).toBe(true);
  });

  test('nobody else: another secret, a time that is old or ahead or not what was signed, nothing at all', () => {
    expect([
      knock(timed(seconds, OTHER_SECRET)),
      knock(timed(seconds - 3_600)),
      knock(timed(seconds + 3_600)),
      knock({ ...timed(seconds - 3_600), 'x-grafana-alerting-timestamp': String(seconds) }),
      knock({ ...timed(seconds), 'x-grafana-alerting-timestamp': 'soon' }),
      knock({ 'x-grafana-alerting-signature': 'ff' }),
      knock({}),
    ]).toEqual([false, false, false, false, false, false, false]);
  });

  test('the header’s name is a setting of the contact point', () => {
    const own = turnedOn(grafana, { signatureHeader: 'X-Our-Signature' });
    expect(own.verify(deliveryOf(body, { 'x-our-signature': hmacOf(SECRET, body) }))).toBe(true);
  });
});

test('captured messages of Grafana 9 and 11 are understood', () => {
  for (const [file, { raw, body }] of captured('grafana')) {
    expect(webhook.verify(deliveryOf(raw, { 'x-grafana-alerting-signature': hmacOf(SECRET, raw) }))).toBe(
      true,
    );
    const { signals, troubles } = told(webhook, body);
    expect({ file, troubles, length: signals.length }).toEqual({
      file,
      troubles: [],
      length: (body as { alerts: unknown[] }).alerts.length,
    });
    expect(signals.every(({ title, startsAt }) => title !== '' && startsAt > Date.UTC(2020, 0, 1))).toBe(
      true,
    );
  }
});
