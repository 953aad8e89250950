import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { AlertmanagerSettings, alertmanager } from './alertmanager.ts';
import { alert, message } from './fixtures/alertmanager.ts';

const settings = AlertmanagerSettings.parse({ secrets: 'a-secret-of-some-length' });
const at = { receivedAt: 0, wireTime: 0 };
const parse = (body: unknown) =>
  alertmanager.parse(body, settings, { headers: {}, raw: new Uint8Array(), ...at });

function signals(body: unknown) {
  const parsed = parse(body);
  if (!parsed.ok) {
    throw new Error(parsed.why);
  }
  return parsed.inbound.flatMap((one) => (one.kind === 'signal' ? [one.signal] : []));
}

test('a firing alert becomes a signal with its service, severity and links', () => {
  expect(signals(message([alert()]))[0]).toMatchObject({
    vendor: 'alertmanager',
    state: 'firing',
    title: 'Checkout takes longer than 2 s for 5 % of customers',
    severity: 'critical',
    service: 'checkout-api',
    dedupeKey: 'a1bc48475b20e73d@2026-11-22T13:58:12.412Z',
    startsAt: Date.parse('2026-11-22T13:58:12.412Z'),
    endsAt: undefined,
    links: {
      runbook: 'https://runbooks.example.com/checkout-latency',
      source: 'http://prometheus.example.com:9090/graph?g0.expr=latency+%3E+2',
    },
  });
});

test('in a mixed group each alert has its own state', () => {
  const told = signals(message([alert(), alert({ status: 'resolved', fingerprint: 'ffff' })]));
  expect(told.map((one) => one.state)).toEqual(['firing', 'resolved']);
  expect(told[1]?.endsAt).toBe(Date.parse('2026-11-22T14:41:00Z'));
});

test('the same labels firing again later are another occurrence', () => {
  const [first, second] = signals(message([alert(), alert({ startsAt: '2026-11-23T08:00:00Z' })]));
  expect(first?.dedupeKey).not.toBe(second?.dedupeKey);
});

test('a resolve without annotations is named by its alert', () => {
  expect(signals(message([alert({ status: 'resolved', annotations: {} })]))[0]?.title).toBe(
    'CheckoutLatencyHigh',
  );
});

test('an alert without a service has none', () => {
  expect(signals(message([alert({ service: '' })]))[0]?.service).toBeUndefined();
});

test('links and names longer than Slack and the card can hold are left out or cut', () => {
  const long = `https://prometheus.example/graph?q=${'x'.repeat(4_000)}`;
  const labels = { alertname: 'LatencyHigh', service: `${'s'.repeat(150)}` };
  const [told] = signals(message([alert({ annotations: { runbook_url: long }, labels })]));
  expect(told?.links.runbook).toBeUndefined();
  expect(told?.service).toHaveLength(100);
});

test('a link that is not http is not passed on', () => {
  const [told] = signals(message([alert({ annotations: { runbook_url: 'javascript:alert(1)' } })]));
  expect(told?.links.runbook).toBeUndefined();
});

test('alerts that the sender cut off are said, not taken as resolved', () => {
  const parsed = parse(message([alert()], { truncatedAlerts: 7 }));
  expect(parsed.ok && parsed.inbound.length).toBe(1);
  expect(parsed.ok && parsed.troubles).toEqual([expect.stringContaining('left out 7 alerts')]);
});

test('one alert that makes no sense does not spoil the others', () => {
  const parsed = parse(message([{ status: 'burning' }, alert()]));
  expect(parsed.ok && parsed.inbound.length).toBe(1);
  expect(parsed.ok && parsed.troubles?.[0]).toContain('Alert 1');
});

test('a body of thousands that make no sense is read to a bound, and a few of them are named', () => {
  const parsed = parse(message(Array.from({ length: 2_005 }, () => ({}) as never)));
  expect(parsed).toMatchObject({ ok: false });
  const why = parsed.ok ? '' : parsed.why;
  expect(why).toMatch(/^Alert 1 .*Alert 3 [^.]*\. 1997 more were kept but not understood\. Of 2005 alerts/);
  expect(why.length).toBeLessThan(1_000);
});

test.each([
  ['another vendor', { version: '1', alerts: [] }],
  ['a template of the operator’s own', { text: 'hello' }],
  ['a list', []],
  ['nothing', null],
])('%s is not understood, and the reason says what to do', (_name, body) => {
  const parsed = parse(body);
  expect(parsed).toMatchObject({ ok: false, why: expect.stringContaining('version 4') });
});

test('the right secret is let in, any other is not', () => {
  const knock = (authorization?: string) =>
    alertmanager.verify({ headers: { authorization }, raw: new Uint8Array(), ...at }, settings, { fetch });
  expect(knock('Bearer a-secret-of-some-length')).toBe(true);
  expect(knock('bearer a-secret-of-some-length')).toBe(true);
  expect([knock('Bearer a-secret-of-some-lengtH'), knock('Bearer '), knock('Basic abc'), knock()]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

const CAPTURED = new URL('../../../shared/data/fixtures/alertmanager/', import.meta.url);

test('captured messages of real Alertmanagers are understood', () => {
  if (!existsSync(CAPTURED)) {
    console.info('skipped: the captured messages are not on this machine');
    return;
  }
  const files = readdirSync(CAPTURED).filter((name) => name.endsWith('.json'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const told = signals(JSON.parse(readFileSync(new URL(name, CAPTURED), 'utf8')));
    expect(told.length).toBeGreaterThan(0);
    expect(told.every((one) => one.title !== '' && Number.isFinite(one.startsAt))).toBe(true);
  }
});
