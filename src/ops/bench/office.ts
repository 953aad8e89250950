// A workspace with the cast, and Firescribe as a process of its own beside it.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { type Company, hireCast } from '../../stories/cast.ts';
import { type ChildApp, startChild } from '../fixtures/child-app.ts';

type Way = { http?: number; env?: Record<string, string> };

export type Office = {
  slack: Emulator;
  company: Company;
  /** Where data folders and whatever else is made lie; gone at the end. */
  folder: string;
  /** Starts the real process. `http`: over HTTP, with Slack's requests at this port; Socket Mode otherwise. */
  launch(way?: Way): ChildApp;
  /** The same; resolves when it is connected. */
  start(way?: Way): Promise<ChildApp>;
  /** Ana declares; resolves with the new channel when its card is pinned. */
  declare(words?: string): Promise<string>;
  close(): Promise<void>;
};

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export async function openOffice(): Promise<Office> {
  const slack = await startEmulator();
  slack.faults.rateLimits(false);
  const company = hireCast(slack);
  const folder = mkdtempSync(join(tmpdir(), 'firescribe-bench-'));
  const running = new Set<ChildApp>();
  const launch: Office['launch'] = ({ http, env = {} } = {}) => {
    const way: Record<string, string> =
      http === undefined ? {} : { SLACK_MODE: 'http', SLACK_PORT: String(http) };
    const app = startChild({ ...environmentOf(slack, company), ...way, ...env }, folder);
    running.add(app);
    return app;
  };
  return {
    slack,
    company,
    folder,
    launch,
    async start(way = {}) {
      const app = launch(way);
      await app.connected;
      if (way.http !== undefined) {
        const installed = slack.workspace.world.apps.get(company.app.appId);
        Object.assign(installed?.manifest.settings ?? {}, { socket_mode_enabled: false });
        await slack.setRequestUrl(company.app.appId, slackEvents(way.http));
      }
      return app;
    },
    async declare(words = 'Checkout is slow --sev 2') {
      const known = new Set(slack.see.channels().map(({ id }) => id));
      await slack.as('ana').slash('incidents', `/incident declare ${words}`);
      return slack.until(
        () => slack.see.channels().find(({ id }) => !known.has(id) && slack.see.pins(id).length > 0)?.id,
        { what: 'the channel with its pinned card', timeoutMs: 20_000 },
      );
    },
    async close() {
      await Promise.all([...running].map((app) => app.hasEnded() || app.kill()));
      await slack.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const slackEvents = (port: number) => `http://127.0.0.1:${port}/slack/events`;

function environmentOf(slack: Emulator, { app, people }: Company): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: app.botToken,
    SLACK_APP_TOKEN: app.appToken,
    SLACK_SIGNING_SECRET: app.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ANNOUNCEMENT_CHANNEL: 'incidents',
    RESPONDERS: [people.ana, people.bo].join(','),
    HOST: '127.0.0.1',
    PORT: '0',
  };
}
