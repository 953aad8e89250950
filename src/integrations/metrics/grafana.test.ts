import { openGrafana } from '../../emulator/vendors/grafana.ts';
import { depsOf, metricsContract, wantedFor, wave } from './contract.ts';
import { grafana } from './grafana.ts';
import type { Metrics } from './port.ts';

function connect(url: string, token = 'a-token-of-ours'): Metrics {
  const problems: string[] = [];
  const port = grafana.read({ GRAFANA_URL: url, GRAFANA_TOKEN: token }, problems)?.create(depsOf());
  expect(problems).toEqual([]);
  return port!;
}

async function openShop() {
  const standIn = await openGrafana({ token: 'a-token-of-ours' });
  standIn.dashboard(
    'shop',
    [
      { id: 1, title: 'Unknown', expr: 'nobody_measures' },
      { id: 2, title: 'Unfinished', expr: 'rate(errors[$window])' },
      {
        id: 3,
        title: 'Errors',
        unit: 'percentunit',
        expr: 'errors{service="$service", zone=~"[[zone:regex]]"}',
      },
    ],
    { service: 'checkout', zone: '$__all' },
  );
  standIn.measures('errors{service="checkout", zone=~".*"}', [{ labels: { service: 'checkout' }, at: wave }]);
  return standIn;
}

metricsContract(async () => {
  const standIn = await openShop();
  return {
    standIn,
    port: connect(standIn.url),
    stranger: connect(standIn.url, 'stranger'),
    query: 'shop/3',
    unknownQuery: 'shop/1',
    badQuery: 'shop/2',
    path: '/api/ds/query',
  };
});

test('a panel in a collapsed row is found, its variables are filled in, and its unit is said in words', async () => {
  const standIn = await openShop();
  const port = connect(standIn.url);
  expect(await port.query(wantedFor('shop/3'))).toMatchObject([
    { unit: 'ratio', labels: { service: 'checkout' } },
  ]);
  standIn.measures('errors{service="search", zone=~".*"}', [{ labels: {}, at: wave }]);
  expect(await port.query(wantedFor('shop/3?var-service=search'))).toHaveLength(1);
  await standIn.close();
});

test.each([
  ['shop/44', 'Panel 44 of Grafana’s dashboard shop is not on its dashboard.'],
  ['shop', 'Name a panel: <dashboard uid>/<panel id>'],
])('%s is refused with what to do', async (query, words) => {
  const standIn = await openShop();
  await expect(connect(standIn.url).query(wantedFor(query))).rejects.toMatchObject({
    permanent: true,
    message: expect.stringContaining(words),
  });
  await standIn.close();
});

test('the query behind an alert is the panel that its link shows', () => {
  const port = connect('https://grafana.example');
  const behind = (...links: string[]) => port.behind({ title: 'Errors', labels: {}, links, at: 0 })?.query;
  expect(behind('https://grafana.example/d/shop/the-shop?orgId=1&viewPanel=3&var-service=cart')).toBe(
    'shop/3?var-service=cart',
  );
  expect(behind('', 'https://grafana.example/d/shop?viewPanel=panel-12')).toBe('shop/12');
  expect(behind('https://grafana.example/d/shop/the-shop')).toBeUndefined();
  expect(behind('https://grafana.example/alerting/grafana/abc/view')).toBeUndefined();
});
