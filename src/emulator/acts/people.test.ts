import { SocketModeClient } from '@slack/socket-mode';
import { QUIET, startTestWorkspace, type TestWorkspace, testManifest } from '../fixtures/workspace.ts';

let t: TestWorkspace;
let socket: SocketModeClient;
let heard: { type: string; [field: string]: unknown }[];

/** An app that is told of people and groups; `without` scopes it lacks. */
async function listen(...without: string[]): Promise<void> {
  const manifest = testManifest({ without });
  manifest.settings.event_subscriptions.bot_events.push(
    'user_change',
    'team_join',
    'subteam_created',
    'subteam_updated',
    'subteam_members_changed',
  );
  const app = t.slack.installApp(manifest);
  heard = [];
  socket = new SocketModeClient({
    appToken: app.appToken,
    logger: QUIET,
    clientOptions: { slackApiUrl: t.slack.apiUrl },
  });
  socket.on('slack_event', async ({ ack, body }) => {
    heard.push(body.event);
    await ack();
  });
  await socket.start();
}

beforeEach(async () => {
  t = await startTestWorkspace();
});

afterEach(async () => {
  await socket.disconnect();
  await t.slack.close();
});

const types = () => heard.map((event) => event.type);

test('a new name, a new zone and a newcomer are told, without anybody’s e-mail address', async () => {
  await listen();
  await t.slack.as('ana').changeProfile({ displayName: 'Annie', tz: 'Asia/Tokyo' });
  const eve = t.slack.addUser({ name: 'eve', realName: 'Eve Stone', email: 'eve@example.com' });
  t.slack.addUser({ name: 'out', realName: 'Out Sider', external: true });
  await t.slack.idle();
  expect(heard).toMatchObject([
    {
      type: 'user_change',
      user: { id: t.ana, tz: 'Asia/Tokyo', tz_offset: 32_400, profile: { display_name: 'Annie' } },
    },
    { type: 'team_join', user: { id: eve, profile: { display_name: '', real_name: 'Eve Stone' } } },
  ]);
  expect(JSON.stringify(heard)).not.toContain('@example.com');
});

test('a group is told as it is, and then who came and who went', async () => {
  await listen();
  const id = t.slack.addUserGroup({ handle: 'payments', name: 'Payments', users: ['ana', 'bo'] });
  t.clock.moveBy(60_000);
  t.slack.changeUserGroup('payments', { users: ['bo', 'chidi'] });
  t.slack.changeUserGroup(id, { name: 'Payments team' });
  await t.slack.idle();
  expect(types()).toEqual([
    'subteam_created',
    'subteam_updated',
    'subteam_members_changed',
    'subteam_updated',
  ]);
  expect(heard[2]).toMatchObject({
    subteam_id: id,
    added_users: [t.chidi],
    removed_users: [t.ana],
    added_users_count: 1,
  });
  expect(heard[3]).toMatchObject({ subteam: { name: 'Payments team', users: [t.bo, t.chidi] } });
});

test('who is deactivated is out of channels and groups, and still known', async () => {
  await listen();
  t.slack.addUserGroup({ handle: 'payments', name: 'Payments', users: ['ana', 'bo'] });
  t.slack.deactivateUser('bo');
  await t.slack.idle();
  expect(types()).toEqual(['subteam_created', 'user_change', 'subteam_updated', 'subteam_members_changed']);
  expect(t.slack.see.members('ops')).not.toContain(t.bo);
  expect((await t.client.users.info({ user: t.bo })).user).toMatchObject({ deleted: true });
});

test('without users:read and usergroups:read an app hears of none of it', async () => {
  await listen('users:read', 'usergroups:read');
  t.slack.changeProfile('ana', { realName: 'Ana Ruiz Vega' });
  const group = t.slack.addUserGroup({ handle: 'payments', name: 'Payments', users: ['ana'] });
  t.slack.changeUserGroup(group, { users: ['bo'] });
  await t.slack.idle();
  expect(heard).toEqual([]);
});
