import { lintItem } from './item-lint.ts';

const rules = (text: string, more: { owned?: boolean; due?: string } = {}) =>
  lintItem({ text, owned: true, due: '2026-11-30', ...more }).map(({ rule }) => rule);

test.each([
  'Raise the connection pool of checkout-api to 200',
  'Add an alert on queue depth',
  'Investigate why failover took 9 min and write up what to change',
  'Reduce the time to page to below 2 min',
  'Pin the base image',
  'Ping the vendor for a fix of the leak',
  'Encrypt the backups',
  'Document how to resize the pool',
])('“%s” is fine as it is', (text) => {
  expect(rules(text)).toEqual([]);
});

test.each([
  ['The runbook for failover', 'verb'],
  ['Documentation of the failover', 'verb'],
  ['Better alerts', 'verb'],
  ['Monitoring for the queue', 'verb'],
  ['Investigate the latency', 'bound'],
  ['Look into retries', 'bound'],
  ['Improve the dashboards', 'bound'],
  ['Be more careful with migrations', 'system'],
  ['Remind everyone to check the queue', 'system'],
  ['Make sure that nobody deploys on Friday', 'system'],
  ['Retrain the on-call engineers', 'system'],
])('“%s” gets the hint %s', (text, rule) => {
  expect(rules(text)[0]).toBe(rule);
});

test('nobody, and several, are no owner', () => {
  expect(rules('Raise the pool size', { owned: false })).toEqual(['owner']);
  expect(rules('Raise the pool size with @bo and @chidi')).toEqual(['owner']);
  expect(rules('Raise the pool size with the whole team')).toEqual(['owner']);
});

test('what has no date is asked for one', () => {
  expect(lintItem({ text: 'Raise the pool size', owned: true }).map(({ why }) => why)).toEqual([
    'Say by when.',
  ]);
});
