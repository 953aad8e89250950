import { openDatadog } from '../../emulator/vendors/datadog.ts';
import { depsOf, metricsContract, wantedFor, wave } from './contract.ts';
import { datadog } from './datadog.ts';
import type { Metrics } from './port.ts';

const KEYS = { apiKey: 'an-api-key-of-ours', appKey: 'an-app-key-of-ours' };

function connect(url: string, { apiKey, appKey } = KEYS): Metrics {
  const env = { DATADOG_API_KEY: apiKey, DATADOG_APP_KEY: appKey, DATADOG_API_URL: url };
  const problems: string[] = [];
  const port = datadog.read(env, problems)?.create(depsOf());
  expect(problems).toEqual([]);
  return port!;
}

metricsContract(async () => {
  const standIn = await openDatadog(KEYS);
  standIn.measures('avg:checkout.latency{env:prod}', [{ tags: ['env:prod', 'alone'], at: wave }]);
  return {
    standIn,
    port: connect(standIn.url),
    stranger: connect(standIn.url, { apiKey: 'stranger', appKey: 'stranger' }),
    query: 'avg:checkout.latency{env:prod}',
    unknownQuery: 'avg:nobody.measures{*}',
    badQuery: 'checkout latency please',
    path: '/api/v1/query',
  };
});

test('tags are labels, and its unit comes along', async () => {
  const standIn = await openDatadog(KEYS);
  const unit = { name: 'millisecond', short_name: 'ms' };
  standIn.measures('avg:latency{*}', [{ tags: ['host:web-1', 'canary'], unit, at: wave }]);
  const [series] = await connect(standIn.url).query(wantedFor('avg:latency{*}'));
  expect(series).toMatchObject({ labels: { host: 'web-1', canary: 'canary' }, unit: 'millisecond' });
  await standIn.close();
});

test('the query behind an alert is its monitor’s, without the comparison', () => {
  const port = connect('https://api.datadoghq.eu');
  const alert = (query: string) => ({ title: 'Latency', labels: { query }, links: [], at: 0 });
  expect(port.behind(alert('avg(last_5m):avg:latency{env:prod} by {host} > 1.5'))).toEqual({
    title: 'Latency',
    query: 'avg:latency{env:prod} by {host}',
    threshold: 1.5,
  });
  expect(port.behind(alert('"http.can_connect".over("*").last(2).count_by_status()'))).toBeUndefined();
  expect(port.behind({ ...alert(''), labels: {} })).toBeUndefined();
});
