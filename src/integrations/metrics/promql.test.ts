import { measuredBy } from './promql.ts';

test.each([
  ['errors / requests > 0.05', 'errors / requests', 0.05],
  ['(checkout_errors > 5)', 'checkout_errors', 5],
  ['up{job="api"} == 0', 'up{job="api"}', 0],
  ['temperature > -3', 'temperature', -3],
  ['0.5 < load', 'load', 0.5],
  ['errors > bool 5', 'errors', 5],
  ['errors > 5 and on(job) traffic > 100', 'errors', 5],
  ['(errors > 5 unless maintenance == 1)', 'errors', 5],
  [
    'sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) > 1_000',
    'sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))',
    1000,
  ],
])('of %s the figure is drawn, with its threshold', (expression, query, threshold) => {
  expect(measuredBy(expression)).toEqual({ query, threshold });
});

test.each([
  ['absent(up{job="x"})', 'absent(up{job="x"})'],
  ['a > b', 'a'],
  ['a or b > 5', 'a or b > 5'],
  ['a{x="> 5"}', 'a{x="> 5"}'],
  ['errors >', 'errors >'],
  ['', ''],
])('%s has no threshold', (expression, query) => {
  expect(measuredBy(expression)).toEqual({ query });
});

test('a comparison inside an aggregation stays where it is', () => {
  expect(measuredBy('count(up == 0) > 2')).toEqual({ query: 'count(up == 0)', threshold: 2 });
});

test.each([
  ['histogram_quantile(0.99, sum by (le) (rate(http_seconds_bucket[5m]))) > 2', 'seconds'],
  ['node_memory_MemFree_bytes < 1e9', 'bytes'],
  ['rate(node_network_receive_bytes_total[5m]) > 1e6', undefined],
  ['node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1', undefined],
  ['errors > 1', undefined],
])('the unit of %s is %s', (expression, unit) => {
  expect(measuredBy(expression).unit).toBe(unit);
});
