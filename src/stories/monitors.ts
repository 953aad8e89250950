// A real Prometheus and a real Alertmanager on free ports, watching figures that a test sets.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';

export type Monitors = {
  /** Sets the figure that Prometheus reads. */
  set(metric: string, value: number): void;
  /** Address of Prometheus' own API. */
  prometheus: string;
  /** What the two programs wrote, for a failing test. */
  output(): string;
  close(): Promise<void>;
};

export type Rule = {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
};

/** The groups of a rule file, whoever wrote it. */
export type Groups = readonly { name: string; rules: readonly object[] }[];

/** For a Prometheus that has to be known before it runs. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** An exporter: `name value`, one a line. */
async function serveFigures(figures: ReadonlyMap<string, number>): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end([...figures].map(([name, value]) => `${name} ${value}\n`).join(''));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function alertmanagerConfig(webhook: { url: string; secret: string }) {
  return {
    route: {
      receiver: 'firescribe',
      group_by: ['service'],
      group_wait: '1s',
      group_interval: '1s',
      repeat_interval: '1h',
    },
    receivers: [
      {
        name: 'firescribe',
        webhook_configs: [
          {
            url: webhook.url,
            send_resolved: true,
            http_config: { authorization: { credentials: webhook.secret } },
          },
        ],
      },
    ],
  };
}

function prometheusConfig(exporter: number, alertmanager: number) {
  return {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yml'],
    scrape_configs: [
      { job_name: 'shop', honor_labels: true, static_configs: [{ targets: [`127.0.0.1:${exporter}`] }] },
    ],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanager}`] }] }] },
  };
}

/** Both run until `close`. Alerts go to `webhook.url` with its bearer secret. */
export async function startMonitors(setup: {
  rules: readonly Rule[];
  /** Beside the rules: groups of rule files. */
  groups?: Groups;
  figures: Readonly<Record<string, number>>;
  webhook: { url: string; secret: string };
  /** Of Prometheus; any free one unless given. */
  port?: number;
}): Promise<Monitors> {
  const folder = temporaryFolder('monitors');
  const figures = new Map(Object.entries(setup.figures));
  const exporter = await serveFigures(figures);
  const [alertmanagerPort, prometheusPort] = [await freePort(), setup.port ?? (await freePort())];
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), stringify(value));
  write('alertmanager.yml', alertmanagerConfig(setup.webhook));
  write('prometheus.yml', prometheusConfig((exporter.address() as AddressInfo).port, alertmanagerPort));
  write('rules.yml', { groups: [{ name: 'shop', rules: setup.rules }, ...(setup.groups ?? [])] });
  const printed: string[] = [];
  const run = (program: string, ...flags: string[]): ChildProcess => {
    const child = spawn(program, flags, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data) => void printed.push(String(data)));
    }
    return child;
  };
  const children = [
    run(
      'prometheus-alertmanager',
      '--config.file=alertmanager.yml',
      '--storage.path=alertmanager',
      `--web.listen-address=127.0.0.1:${alertmanagerPort}`,
      '--cluster.listen-address=',
    ),
    run(
      'prometheus',
      '--config.file=prometheus.yml',
      '--storage.tsdb.path=prometheus',
      // What fired before Alertmanager listened is sent again soon.
      '--rules.alert.resend-delay=1s',
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
    ),
  ];
  return {
    set: (metric, value) => void figures.set(metric, value),
    prometheus: `http://127.0.0.1:${prometheusPort}`,
    output: () => printed.join(''),
    async close() {
      for (const child of children.filter((one) => one.exitCode === null)) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      exporter.close();
      exporter.closeAllConnections();
    },
  };
}
