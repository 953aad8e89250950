// A rule of a real Prometheus fires, a real Alertmanager sends it, and the real process opens, updates and ends an incident by it.
import { existsSync } from 'node:fs';
import { openWorkplace, type Workplace } from '../ops/fixtures/workplace.ts';
import { freePort, type Monitors, type Rule, startMonitors } from './monitors.ts';

const installed = ['/usr/bin/prometheus', '/usr/bin/prometheus-alertmanager'].every(existsSync);
const wanted = installed || Boolean(process.env.FIRESCRIBE_NO_SKIP);
if (!wanted) {
  process.stdout.write('Prometheus and Alertmanager are not installed: their story is skipped.\n');
}

const SECRET = 'a-secret-of-sixteen';
const LATE_MS = 60_000;

const rules: Rule[] = [
  {
    alert: 'CheckoutErrors',
    expr: 'checkout_errors_per_second > 5',
    labels: { severity: 'critical', service: 'checkout' },
    annotations: {
      summary: 'Checkout answers {{ $value }} errors a second',
      runbook_url: 'https://runbooks.example/checkout',
    },
  },
  {
    alert: 'CheckoutLatency',
    expr: 'checkout_latency_seconds > 1',
    labels: { severity: 'warning', service: 'checkout' },
    annotations: { summary: 'Checkout takes {{ $value }} s' },
  },
];

/** A scrape a second, and a point of the graph every fifteen: enough for a curve. */
const ENOUGH_SCRAPES = 35;

/** Until Prometheus has read the figures so often. */
async function scraped(url: string, times: number): Promise<void> {
  const query = encodeURIComponent('count_over_time(checkout_errors_per_second[10m])');
  for (let seen = 0; seen < times; ) {
    const { data } = (await (await fetch(`${url}/api/v1/query?query=${query}`)).json()) as {
      data: { result: { value: [number, string] }[] };
    };
    seen = Number(data.result[0]?.value[1] ?? 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

let workplace: Workplace;
let monitors: Monitors | undefined;
afterEach(async () => {
  await monitors?.close();
  await workplace.close();
});

(wanted ? test : test.skip)(
  'a rule fires: an incident opens, a second alert joins it, and the end of both is on the card and in the review',
  async () => {
    const port = await freePort();
    const PROMETHEUS_URL = `http://127.0.0.1:${port}`;
    workplace = await openWorkplace({ ALERTMANAGER_WEBHOOK_SECRET: SECRET, PROMETHEUS_URL });
    const { slack } = workplace;
    const app = workplace.start();
    const url = `${await app.listening}/webhooks/alertmanager`;
    await app.connected;
    monitors = await startMonitors({
      rules,
      figures: { checkout_errors_per_second: 0, checkout_latency_seconds: 0.2 },
      webhook: { url, secret: SECRET },
      port,
    });
    const incidentChannels = () => slack.see.channels().filter(({ name }) => name.startsWith('inc-'));
    const card = () => JSON.stringify(slack.see.pins(incidentChannels()[0]?.id ?? '').at(-1)?.blocks ?? '');
    const shows = (words: RegExp, what: string) =>
      slack.until(() => incidentChannels().length > 0 && words.test(card()), { timeoutMs: LATE_MS, what });

    monitors.set('checkout_errors_per_second', 42);
    await shows(/Checkout answers 42 errors a second/, 'an incident of the alert');
    expect(card()).toContain('https://runbooks.example/checkout');

    monitors.set('checkout_latency_seconds', 3);
    await shows(/2 alerts, 2 firing/, 'the second alert on the card');
    expect(incidentChannels()).toHaveLength(1);

    monitors.set('checkout_errors_per_second', 0);
    monitors.set('checkout_latency_seconds', 0.2);
    await shows(/2 alerts, none firing/, 'the end of both on the card');

    await scraped(PROMETHEUS_URL, ENOUGH_SCRAPES);
    const channel = incidentChannels()[0]!.id;
    await slack
      .as('bo')
      .join(channel)
      .catch(() => undefined);
    await slack.as('bo').slash(channel, '/incident resolve the deploy was rolled back');
    const [review] = await slack.until(
      () => {
        const canvases = slack.see.canvases(channel);
        return canvases.some(({ markdown }) => markdown.includes('rolled back')) && canvases;
      },
      { timeoutMs: LATE_MS, what: 'the review' },
    );
    expect(review?.markdown).toContain('Checkout answers 42 errors a second');
    expect(review?.markdown).toContain('Checkout takes 3 s');
    expect(review?.markdown).toMatch(/CheckoutErrors, from Prometheus: highest 42, threshold 5\./);
    const pictures = slack.see.files().filter(({ name }) => /^inc-1-graph-.*\.png$/.test(name));
    expect(pictures.some(({ id }) => review?.markdown.includes(`/${id}/`))).toBe(true);
    await workplace.settled(app);
    expect(await app.stop()).toBe(0);
  },
  600_000,
);
