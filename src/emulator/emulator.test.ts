import { App } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { type Emulator, startEmulator } from './emulator.ts';

const manifest = {
  display_information: { name: 'Scribe' },
  features: { bot_user: { display_name: 'scribe' } },
  oauth_config: { scopes: { bot: ['chat:write', 'channels:history', 'channels:read'] } },
  settings: { socket_mode_enabled: true, event_subscriptions: { bot_events: ['message.channels'] } },
};

let slack: Emulator;

beforeEach(async () => {
  slack = await startEmulator();
});

afterEach(() => slack.close());

test('the official client authenticates and learns its scopes', async () => {
  const app = slack.installApp(manifest);
  const client = new WebClient(app.botToken, { slackApiUrl: slack.apiUrl });
  const who = await client.auth.test();
  expect(who).toMatchObject({ ok: true, user_id: app.botUserId, bot_id: app.botId, team_id: app.teamId });
  expect(who.response_metadata?.scopes).toEqual(['chat:write', 'channels:history', 'channels:read']);
});

test('the official Socket Mode client connects and is greeted', async () => {
  const app = slack.installApp(manifest);
  const socket = new SocketModeClient({
    appToken: app.appToken,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  await socket.start();
  await socket.disconnect();
  expect(slack.calls.map((call) => call.method)).toContain('apps.connections.open');
});

test('Bolt starts over Socket Mode', async () => {
  const { botToken, appToken } = slack.installApp(manifest);
  const bolt = new App({
    token: botToken,
    appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  await bolt.start();
  await bolt.stop();
  expect(slack.calls.map((call) => call.method)).toContain('auth.test');
});
