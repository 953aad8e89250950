import { readFileSync } from 'node:fs';
import { captured, deliveryOf, RECEIVED, read, SECRET, told, turnedOn } from './fixtures/knock.ts';
import { newrelic } from './newrelic.ts';

const webhook = turnedOn(newrelic);

const issue = (more: Record<string, unknown> = {}) => ({
  id: '9c2b0000-0000-4000-8000-000000000017',
  issueUrl: 'https://radar-api.service.newrelic.com/accounts/1/issues/9c2b',
  title: 'checkout-api query result is > 2.0 for 5 minutes',
  priority: 'CRITICAL',
  impactedEntities: ['checkout-api'],
  totalIncidents: 1,
  state: 'ACTIVATED',
  trigger: 'STATE_CHANGE',
  isCorrelated: 'false',
  createdAt: 1_795_356_005_250,
  updatedAt: 1_795_356_065_250,
  alertPolicyNames: ['Payments'],
  alertConditionNames: ['Checkout is slow'],
  ...more,
});
const signal = (more: Record<string, unknown> = {}) => told(webhook, issue(more)).signals[0];

test('the default body becomes a signal; what its tags say comes from our template', () => {
  expect(signal()).toMatchObject({
    vendor: 'newrelic',
    state: 'firing',
    severity: 'critical',
    service: undefined,
    labels: expect.objectContaining({ entity: 'checkout-api', policy: 'Payments' }),
    startsAt: 1_795_356_005_250,
  });
  const tags = {
    service: ['checkout-api'],
    team: 'payments',
    severity: null,
    runbook_url: ['https://r.example.com/x'],
  };
  expect(signal({ tags })).toMatchObject({
    service: 'checkout-api',
    team: 'payments',
    severity: 'critical',
    links: { runbook: 'https://r.example.com/x' },
  });
});

test.each([
  ['HIGH', 'warning'],
  ['LOW', 'info'],
  ['SOMETHING', undefined],
  [null, undefined],
])('a priority of %j is %j', (priority, severity) => {
  expect(signal({ priority })?.severity).toBe(severity);
});

test('an issue that is acknowledged goes on; one that is closed ends when it was changed last', () => {
  expect(signal({ state: 'ACKNOWLEDGED' })?.state).toBe('firing');
  expect(signal({ state: 'CLOSED' })).toMatchObject({ state: 'resolved', endsAt: 1_795_356_065_250 });
});

test.each([[undefined], [''], ['yesterday'], [-1], [9e20], [0], [{}]])(
  'a time of %j is taken to be now',
  (createdAt) => {
    expect(signal({ createdAt, updatedAt: createdAt })?.startsAt).toBe(RECEIVED);
  },
);

test.each([
  ['the legacy channel', { incident_id: 7, current_state: 'open' }, 'legacy'],
  ['another template', { text: 'hello' }, 'default body'],
  ['an unknown state', issue({ state: 'BURNING' }), 'BURNING'],
])('%s is kept, and the reason says what to do', (_name, body, why) => {
  expect(read(webhook, body)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

test('our template names every field that is read', () => {
  const template = readFileSync(new URL('../../docs/newrelic-webhook.hbs', import.meta.url), 'utf8');
  const filled = JSON.parse(
    template
      .replace(/\{\{json issueId\}\}/, '"7"')
      .replace(/\{\{json state\}\}/, '"CREATED"')
      .replace(/\{\{[^}]+\}\}/g, 'null'),
  ) as unknown;
  expect(told(webhook, filled).signals).toHaveLength(1);
});

test('only a delivery with the secret is let in', () => {
  expect(webhook.verify(deliveryOf('{}', { authorization: `Bearer ${SECRET}` }))).toBe(true);
  expect(webhook.verify(deliveryOf('{}'))).toBe(false);
});

test('captured messages of the real New Relic are understood', () => {
  for (const [file, { body }] of captured('newrelic')) {
    const [one] = told(webhook, body).signals;
    expect({ file, state: one?.state }).toEqual({
      file,
      state: file.includes('closed') ? 'resolved' : 'firing',
    });
  }
});
