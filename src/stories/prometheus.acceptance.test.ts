// A rule of a real Prometheus fires, a real Alertmanager sends it, and the real process opens, updates and ends an incident by it.
import { existsSync } from 'node:fs';
import { openWorkplace, type Workplace } from '../ops/fixtures/workplace.ts';
import { type Monitors, type Rule, startMonitors } from './monitors.ts';

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

let workplace: Workplace;
let monitors: Monitors | undefined;
afterEach(async () => {
  await monitors?.close();
  await workplace.close();
});

(wanted ? test : test.skip)(
  'a rule fires: an incident opens, a second alert joins it, and the end of both is on the card and in the review',
  async () => {
    workplace = await openWorkplace({ ALERTMANAGER_WEBHOOK_SECRET: SECRET });
    const { slack } = workplace;
    const app = workplace.start();
    const url = `${await app.listening}/webhooks/alertmanager`;
    await app.connected;
    monitors = await startMonitors({
      rules,
      figures: { checkout_errors_per_second: 0, checkout_latency_seconds: 0.2 },
      webhook: { url, secret: SECRET },
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
    await workplace.settled(app);
    expect(await app.stop()).toBe(0);
  },
  240_000,
);
