// A real Bolt app connected to an emulator, over HTTP or Socket Mode: what the tests of this room talk to.
import type { AddressInfo } from 'node:net';
import { App, type Logger, LogLevel } from '@slack/bolt';
import type { Emulator } from '../emulator.ts';
import type { InstalledApp } from '../install.ts';

export type Way = 'http' | 'socket';

/** Everything this room offers, in one manifest. */
export const everything = {
  display_information: { name: 'Scribe' },
  features: {
    bot_user: { display_name: 'scribe' },
    app_home: { home_tab_enabled: true },
    slash_commands: [
      { command: '/incident', description: 'Incidents' },
      { command: '/escaped', description: 'The same, with ids', should_escape: true },
    ],
    shortcuts: [
      { name: 'Declare', type: 'global', callback_id: 'declare', description: 'Declare an incident' },
      { name: 'Pin', type: 'message', callback_id: 'pin', description: 'Pin to the timeline' },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'canvases:read',
        'canvases:write',
        'channels:history',
        'channels:read',
        'chat:write',
        'commands',
        'files:read',
        'files:write',
      ],
    },
  },
  settings: {
    interactivity: { is_enabled: true },
    event_subscriptions: {
      bot_events: ['app_home_opened', 'file_change', 'file_created', 'file_shared', 'message.channels'],
    },
  },
};

const drop = () => undefined;

/** A logger that drops everything: tests provoke refusals, and the clients would print each of them. */
export const quiet: Logger = {
  debug: drop,
  info: drop,
  warn: drop,
  error: drop,
  setLevel: drop,
  getLevel: () => LogLevel.ERROR,
  setName: drop,
};

export type Connected = { bolt: App; installed: InstalledApp; stop(): Promise<void> };

/** Installs an app and starts Bolt for it; `listen` registers its listeners first. */
export async function connectBolt(
  slack: Emulator,
  way: Way,
  listen: (bolt: App) => void,
): Promise<Connected> {
  const manifest = {
    ...everything,
    settings: { ...everything.settings, socket_mode_enabled: way === 'socket' },
  };
  const installed = slack.installApp(manifest);
  const bolt = new App({
    token: installed.botToken,
    logger: quiet,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: quiet },
    ...(way === 'socket'
      ? { socketMode: true, appToken: installed.appToken }
      : { signingSecret: installed.signingSecret }),
  });
  listen(bolt);
  const server = await bolt.start(0);
  if (way === 'http') {
    const { port } = (server as { address(): AddressInfo }).address();
    await slack.setRequestUrl(installed.appId, `http://127.0.0.1:${port}/slack/events`);
  }
  return { bolt, installed, stop: async () => void (await bolt.stop()) };
}
