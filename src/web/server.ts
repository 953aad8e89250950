// HTTP in: webhooks and health. Slack's own requests have a server of their own, where HTTP mode is on.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Engine } from '../engine/engine-port.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { portTrouble } from '../lib/port-trouble.ts';
import type { Webhook } from '../webhooks/port.ts';
import { type HealthReport, healthRoutes } from './health.ts';
import { webhookRoutes } from './webhooks.ts';

export type WebSettings = { port: number; host?: string };

export type Web = {
  /** Where it listens: `http://127.0.0.1:3001`. */
  url: string;
  close(): Promise<void>;
};

type Deps = {
  engine: Engine;
  /** Asked for each request: the configuration may change while we run. */
  webhooks: () => readonly Webhook[];
  health: () => Promise<HealthReport>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** Starts listening. Rejects where the port is taken, with the variable to change. */
export async function startWeb(settings: WebSettings, deps: Deps): Promise<Web> {
  const app = express();
  app.disable('x-powered-by');
  app.use(healthRoutes(deps.health));
  app.use(webhookRoutes(deps));
  app.use((_request, response) => {
    response
      .status(404)
      .json({ ok: false, message: 'There is nothing here. Webhooks live under /webhooks/<vendor>.' });
  });
  const server = createServer(app);
  await listen(server, settings);
  const address = server.address() as AddressInfo;
  return {
    url: `http://${settings.host ?? '127.0.0.1'}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, settings: WebSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(portTrouble(error, settings.port, 'Set PORT to a free one.', settings.host)),
    );
    server.listen(settings.port, settings.host, () => resolve());
  });
}
