// The Prometheus vendor against a real Prometheus: figures, gaps, refusals, and what a generator URL leads to.
import { existsSync } from 'node:fs';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Monitors, startMonitors } from '../../stories/monitors.ts';
import type { FigureSeries, Metrics } from './port.ts';
import { prometheus } from './prometheus.ts';

const installed = ['/usr/bin/prometheus', '/usr/bin/prometheus-alertmanager'].every(existsSync);
const wanted = installed || Boolean(process.env.FIRESCRIBE_NO_SKIP);
if (!wanted) {
  process.stdout.write('Prometheus is not installed: its vendor is tried against the stand-in only.\n');
}

const LATE_MS = 60_000;

let monitors: Monitors;
let port: Metrics;
beforeAll(async () => {
  if (!wanted) {
    return;
  }
  monitors = await startMonitors({
    rules: [],
    figures: { checkout_errors: 3, checkout_requests: 0 },
    webhook: { url: 'http://127.0.0.1:9/', secret: 'unused' },
  });
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog }),
    clock: systemClock,
    log: silentLog,
  };
  port = prometheus.read({ PROMETHEUS_URL: monitors.prometheus }, [])!.create(deps);
  await scraped();
});
afterAll(() => monitors?.close());

const query = (words: string, last = 120_000): Promise<FigureSeries[]> => {
  const to = Date.now();
  return port.query({ query: words, from: to - last, to, step: 1_000, alerts: [] });
};

/** Scrapes come once a second. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + LATE_MS;
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`It did not come.\n${monitors.output().slice(-2_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** The figures, once some have been read. */
const scraped = () =>
  until(async () => {
    const [found] = await query('checkout_errors');
    return found && found.points.length > 3 ? found : undefined;
  });

const run = wanted ? test : test.skip;

run('it answers, and its figures are the scraped ones, in order', async () => {
  const series = await scraped();
  expect(await port.probe()).toBeUndefined();
  expect(series.labels).toMatchObject({ job: 'shop' });
  expect(series.labels).not.toHaveProperty('__name__');
  expect(series.points.every(([, value]) => value === 3)).toBe(true);
  expect(series.points.map(([at]) => at)).toEqual(series.points.map(([at]) => at).toSorted((a, b) => a - b));
});

run('a division by nothing is a gap; what nobody measures is empty', async () => {
  const [ratio] = await query('checkout_errors / checkout_requests');
  expect(ratio?.points.every(([, value]) => value === null)).toBe(true);
  expect(await query('nobody_measures_this')).toEqual([]);
});

run('a year is asked in steps that it takes', async () => {
  expect((await query('checkout_errors', 365 * 86_400_000)).length).toBeLessThanOrEqual(1);
});

run.each(['sum(checkout_errors', 'checkout_errors >', '1 +* 2', ''])(
  'the query “%s” is refused for good, with its own words',
  async (words) => {
    const error = await query(words).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VendorError);
    expect(error).toMatchObject({ permanent: true, message: expect.stringMatching(/parse error|parameter/) });
  },
);

run('the expression of its own generator URL gives the figure that it alerts on', async () => {
  const link = `${monitors.prometheus}/graph?g0.expr=checkout_errors+%3E+2&g0.tab=1`;
  const found = port.behind({ title: 'Errors', labels: {}, links: [link], at: 0 });
  expect(found).toEqual({ query: 'checkout_errors', title: 'Errors', threshold: 2 });
  expect(await query(found?.query ?? '')).toHaveLength(1);
});
