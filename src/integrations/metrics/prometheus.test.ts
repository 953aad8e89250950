import { openPrometheus } from '../../emulator/vendors/prometheus.ts';
import { depsOf, metricsContract, wantedFor, wave } from './contract.ts';
import type { Metrics } from './port.ts';
import { prometheus } from './prometheus.ts';

function connect(env: Record<string, string>): Metrics {
  const problems: string[] = [];
  const port = prometheus.read(env, problems)?.create(depsOf());
  expect(problems).toEqual([]);
  return port!;
}

metricsContract(async () => {
  const standIn = await openPrometheus({ credentials: 'Bearer a-token-of-ours' });
  standIn.measures('checkout_errors', [{ labels: { __name__: 'checkout_errors', job: 'shop' }, at: wave }]);
  return {
    standIn,
    port: connect({ PROMETHEUS_URL: `${standIn.url}/`, PROMETHEUS_TOKEN: 'a-token-of-ours' }),
    stranger: connect({ PROMETHEUS_URL: standIn.url, PROMETHEUS_TOKEN: 'stranger-token' }),
    query: 'checkout_errors',
    unknownQuery: 'nobody_measures_this',
    badQuery: 'sum(checkout_errors',
    path: '/api/v1/query_range',
  };
});

test('with user and password it signs in by basic authentication', async () => {
  const standIn = await openPrometheus({
    credentials: `Basic ${Buffer.from('ana:secret').toString('base64')}`,
  });
  standIn.measures('up', [{ labels: {}, at: () => 1 }]);
  const port = connect({
    PROMETHEUS_URL: standIn.url,
    PROMETHEUS_USER: 'ana',
    PROMETHEUS_PASSWORD: 'secret',
  });
  expect(await port.query(wantedFor('up'))).toHaveLength(1);
  await standIn.close();
});

test('a window of a year is asked in steps that Prometheus takes; Inf and NaN are gaps', async () => {
  const standIn = await openPrometheus();
  standIn.measures('odd', [{ labels: { a: 'b' }, at: (ms) => (ms % 2 ? 1 : Number.POSITIVE_INFINITY) }]);
  const port = connect({ PROMETHEUS_URL: standIn.url });
  const year = { ...wantedFor('odd'), from: wantedFor('odd').to - 365 * 86_400_000 };
  const [series] = await port.query(year);
  expect(series?.labels).toEqual({ a: 'b' });
  expect(series?.points.length).toBeLessThanOrEqual(11_000);
  expect(series?.points.some(([, value]) => value === null)).toBe(true);
  await standIn.close();
});

test('user without password is refused, with what is needed', () => {
  const problems: string[] = [];
  expect(
    prometheus.read({ PROMETHEUS_URL: 'https://p.example', PROMETHEUS_USER: 'ana' }, problems),
  ).toBeUndefined();
  expect(problems).toEqual([
    'PROMETHEUS_USER: basic authentication needs PROMETHEUS_USER and PROMETHEUS_PASSWORD.',
  ]);
});

describe('the query behind an alert', () => {
  const port = connect({ PROMETHEUS_URL: 'http://localhost:9090' });
  const alert = (...links: string[]) => ({
    title: 'Errors',
    labels: { alertname: 'CheckoutErrors' },
    links,
    at: 0,
  });

  test('is the expression of its generator URL, without the comparison that made it an alert', () => {
    const link = 'http://prometheus:9090/graph?g0.expr=errors+%2F+requests+%3E+0.05&g0.tab=1';
    expect(port.behind(alert(link))).toEqual({
      title: 'CheckoutErrors',
      query: 'errors / requests',
      threshold: 0.05,
    });
  });

  test('is not there where the link leads elsewhere', () => {
    expect(port.behind(alert('https://grafana.example/d/a/b?viewPanel=3', 'no link', ''))).toBeUndefined();
    expect(port.behind(alert('http://prometheus:9090/graph?g0.expr='))).toBeUndefined();
    expect(port.behind(alert())).toBeUndefined();
  });
});
