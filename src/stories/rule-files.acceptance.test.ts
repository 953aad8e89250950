// Rule files as people write them, in a real Prometheus and Alertmanager: incidents open with severity, service and team mapped.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { openWorkplace, type Workplace } from '../ops/fixtures/workplace.ts';
import { type Groups, type Monitors, startMonitors } from './monitors.ts';

const RULES = fileURLToPath(new URL('../../../shared/data/alert-rules', import.meta.url));
const FILES = [
  'kube-prometheus/general.yml',
  'kube-prometheus/node.yml',
  'awesome-prometheus-alerts/redis--oliver006-redis-exporter.yml',
  'awesome-prometheus-alerts/postgresql--postgres-exporter.yml',
].map((name) => join(RULES, name));

const installed = ['/usr/bin/prometheus', '/usr/bin/prometheus-alertmanager'].every(existsSync);
const there = FILES.every(existsSync);
if (!installed || !there) {
  const missing = there ? 'Prometheus and Alertmanager are not installed' : 'The rule files are not at hand';
  process.stdout.write(`${missing}: the story of rule files is skipped.\n`);
}

const SECRET = 'a-secret-of-sixteen';
const LATE_MS = 60_000;

const CONFIG = `
services:
  cache: { team: storage, labels: { alertname: 'Redis*' } }
  orders-db: { team: storage, labels: { alertname: 'Postgresql*' } }
  hosts: { team: platform, labels: { job: node-exporter } }
teams:
  storage: {}
  platform: {}
routing:
  severity: { label: severity, values: { critical: SEV-2, warning: SEV-4 } }
  declareFrom: SEV-2
  fields: { instance: { label: instance } }
  rules:
    - name: what every cluster says all day
      when: { labels: { alertname: [Watchdog, InfoInhibitor, TargetDown] } }
      do: record
`;

/** The files' own rules; only their patience is another: longer than the first scrape takes, and no minutes. */
function groupsOf(file: string): Groups {
  const { groups } = parse(readFileSync(file, 'utf8')) as { groups: Groups };
  return groups.map(({ name, rules }) => ({
    name,
    rules: rules.map((rule) => ('for' in rule ? { ...rule, for: '6s' } : rule)),
  }));
}

let workplace: Workplace;
let monitors: Monitors | undefined;
afterEach(async () => {
  await monitors?.close();
  await workplace.close();
});

(installed && there ? test : test.skip)(
  'alerts of rule files open one incident for each service, with its severity and team; what is lower is a line',
  async () => {
    workplace = await openWorkplace({ ALERTMANAGER_WEBHOOK_SECRET: SECRET });
    const { slack, folder } = workplace;
    writeFileSync(join(folder, 'firescribe.yml'), CONFIG);
    const app = workplace.start();
    const url = `${await app.listening}/webhooks/alertmanager`;
    await app.connected;
    monitors = await startMonitors({
      rules: [],
      groups: FILES.flatMap(groupsOf),
      figures: {
        redis_up: 1,
        'redis_instance_info{role="master"}': 1,
        redis_connected_slaves: 0,
        pg_up: 1,
        'node_systemd_unit_state{job="node-exporter",name="cron.service",state="failed"}': 0,
      },
      webhook: { url, secret: SECRET },
    });
    const cards = () =>
      slack.see
        .channels()
        .filter(({ name }) => name.startsWith('inc-'))
        .map(({ id }) => JSON.stringify(slack.see.pins(id).at(-1)?.blocks ?? ''));
    const shows = (words: RegExp, what: string) =>
      slack.until(() => cards().some((card) => words.test(card)), { timeoutMs: LATE_MS, what });
    const announced = (words: RegExp, what: string) =>
      slack.until(
        () => slack.see.messages('incidents').some((message) => words.test(JSON.stringify(message))),
        {
          timeoutMs: LATE_MS,
          what,
        },
      );

    // All at once: each of them is patient for seconds.
    monitors.set('redis_up', 0);
    monitors.set('pg_up', 0);
    monitors.set('node_systemd_unit_state{job="node-exporter",name="cron.service",state="failed"}', 1);
    await shows(
      /Redis down.*SEV-2.*Service: cache.*Team: storage.*instance: 127/,
      'an incident of the cache',
    );
    await shows(/Postgresql down.*SEV-2.*Service: orders-db.*Team: storage/, 'an incident of the database');
    await announced(/Systemd service[\s\S]*below the severity that declares/i, 'a line about a failed unit');
    monitors.set('redis_instance_info{role="master"}', 0);
    monitors.set('redis_up', 1);
    monitors.set('pg_up', 1);
    await shows(/Redis down.*none firing/, 'the end of the alert of the cache');
    expect(cards()).toHaveLength(2);
    const routed = await workplace.look((reader) => reader.readStream('inbox', { types: ['signal-routed'] }));
    expect(routed.map(({ data }) => (data as { rule: string }).rule)).toContain(
      'what every cluster says all day',
    );
    await workplace.settled(app);
    expect(await app.stop()).toBe(0);
  },
  600_000,
);
