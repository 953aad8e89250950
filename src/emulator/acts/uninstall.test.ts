import { SocketModeClient } from '@slack/socket-mode';
import {
  QUIET,
  refusal,
  startTestWorkspace,
  type TestWorkspace,
  testManifest,
} from '../fixtures/workspace.ts';

let t: TestWorkspace;
let socket: SocketModeClient | undefined;

beforeEach(async () => {
  t = await startTestWorkspace();
});

afterEach(async () => {
  await socket?.disconnect();
  await t.slack.close();
});

test('a removed app is told, and then nothing opens for it any more', async () => {
  const manifest = testManifest();
  manifest.settings.event_subscriptions.bot_events.push('app_uninstalled', 'tokens_revoked');
  const app = t.slack.installApp(manifest);
  const heard: unknown[] = [];
  socket = new SocketModeClient({
    appToken: app.appToken,
    logger: QUIET,
    clientOptions: { slackApiUrl: t.slack.apiUrl },
  });
  socket.on('slack_event', async ({ ack, body }: { ack: () => Promise<void>; body: { event: object } }) => {
    heard.push(body.event);
    await ack();
  });
  await socket.start();
  t.slack.uninstallApp(t.app.appId);
  t.slack.uninstallApp(app.appId);
  await t.slack.as('ana').say('ops', 'nobody hears this');
  await t.slack.idle();
  expect(heard).toMatchObject([
    { type: 'app_uninstalled' },
    { type: 'tokens_revoked', tokens: { bot: [app.botUserId], oauth: [] } },
  ]);
  expect(await refusal(t.client.auth.test())).toBe('account_inactive');
  expect(t.slack.see.members('ops')).toEqual([t.ana, t.bo]);
});
