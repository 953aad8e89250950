import { defaultPolicy } from './defaults.ts';
import { everyOnCall, onCallByWord, onCallFor, scheduleOf } from './on-call.ts';
import type { Policy } from './policy.ts';
import { serviceOf } from './services.ts';

const policy: Policy = {
  ...defaultPolicy,
  services: [
    serviceOf('checkout-api', { label: 'Checkout API', team: 'payments' }),
    serviceOf('search', { onCall: 'opsgenie:Search primary' }),
  ],
  teams: [{ id: 'payments', label: 'Payments', people: [], onCall: 'payments-weekly' }],
};

test('a word without a colon is a rotation; with one it names its vendor', () => {
  expect(scheduleOf('payments')).toEqual({ vendor: 'rotations', schedule: 'payments' });
  expect(scheduleOf('PagerDuty: P123')).toEqual({ vendor: 'pagerduty', schedule: 'P123' });
});

test('a service without a schedule has its team’s', () => {
  expect(onCallFor(policy, { service: 'checkout-api' })).toEqual({
    vendor: 'rotations',
    schedule: 'payments-weekly',
    label: 'Payments',
  });
  expect(onCallFor(policy, { service: 'search', team: 'payments' })?.vendor).toBe('opsgenie');
  expect(onCallFor(policy, { service: 'mail' })).toBeUndefined();
});

test.each([
  ['checkout api', 'payments-weekly', 'Checkout API'],
  ['Payments', 'payments-weekly', 'Payments'],
  ['PAYMENTS-WEEKLY', 'payments-weekly', 'payments-weekly'],
  ['pagerduty:P9', 'P9', 'pagerduty:P9'],
  ['opsgenie:search primary', 'Search primary', 'Search primary'],
])('%s means a schedule', (word, schedule, label) => {
  expect(onCallByWord(policy, word)).toMatchObject({ schedule, label });
});

test('a word that means none is not guessed at', () => {
  expect(onCallByWord(policy, 'mail')).toBeUndefined();
  expect(everyOnCall(policy).map(({ id }) => id)).toEqual(['search', 'payments']);
});
