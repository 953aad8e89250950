import {
  clientFor,
  refusal,
  startTestWorkspace,
  type TestWorkspace,
  testManifest,
} from '../fixtures/workspace.ts';

let t: TestWorkspace;

beforeEach(async () => {
  t = await startTestWorkspace();
});

afterEach(() => t.slack.close());

test('a user has a zone with its offset of the day; the address needs its own scope', async () => {
  const app = t.slack.installApp(testManifest({ scopes: ['users:read', 'users:read.email'] }));
  const curious = clientFor(t.slack, app.botToken);
  const { user } = await t.client.users.info({ user: t.ana });
  expect(user).toMatchObject({
    id: t.ana,
    name: 'ana',
    real_name: 'Ana Ruiz',
    tz: 'Europe/Madrid',
    tz_offset: 3600,
  });
  expect(user?.profile).not.toHaveProperty('email');
  expect((await curious.users.info({ user: t.ana })).user?.profile?.email).toBe('ana@example.com');
  expect((await curious.users.lookupByEmail({ email: 'BO@example.com' })).user?.id).toBe(t.bo);
  expect(await refusal(curious.users.lookupByEmail({ email: 'no@example.com' }))).toBe('users_not_found');
  expect(await refusal(t.client.users.info({ user: 'UNOBODY' }))).toBe('user_not_found');
});

test('the list of users has everybody, the bot and the guest included, page by page', async () => {
  const names: string[] = [];
  for await (const page of t.client.paginate('users.list', { limit: 2 })) {
    names.push(...(page as unknown as { members: { name: string }[] }).members.map((member) => member.name));
  }
  expect(names).toEqual(['ana', 'bo', 'chidi', 'dev', 'gil', 'scribe']);
});

test('the bot is known by its bot id, and the team by its domain', async () => {
  const { bot } = await t.client.bots.info({ bot: t.app.botId });
  expect(bot).toMatchObject({
    id: t.app.botId,
    name: 'scribe',
    user_id: t.app.botUserId,
    app_id: t.app.appId,
  });
  expect(await refusal(t.client.bots.info({ bot: 'BNONE' }))).toBe('bot_not_found');
  expect((await t.client.team.info()).team).toMatchObject({ id: t.app.teamId, domain: 'acme' });
});

test('user groups have members, on a paid plan', async () => {
  const id = t.slack.addUserGroup({ handle: 'payments', name: 'Payments', users: ['bo', 'chidi'] });
  const { usergroups } = await t.client.usergroups.list({ include_users: true });
  expect(usergroups).toMatchObject([{ id, handle: 'payments', users: [t.bo, t.chidi] }]);
  expect((await t.client.usergroups.users.list({ usergroup: id })).users).toEqual([t.bo, t.chidi]);
  expect(await refusal(t.client.usergroups.users.list({ usergroup: 'SNONE' }))).toBe('no_such_subteam');
});

test('a free workspace has no user groups', async () => {
  const free = await startTestWorkspace({ plan: 'free' });
  expect(await refusal(free.client.usergroups.list())).toBe('plan_upgrade_required');
  await free.slack.close();
});

test('people of an organisation have ids of their own kind, and the organisation beside the workspace', async () => {
  const grid = await startTestWorkspace({ grid: true });
  const { team_id: team, enterprise_id: enterprise } = await grid.client.auth.test();
  const { user } = await grid.client.users.info({ user: grid.ana });
  await grid.slack.close();
  expect(grid.ana).toMatch(/^W/);
  expect(enterprise).toMatch(/^E/);
  expect(user).toMatchObject({
    team_id: enterprise,
    enterprise_user: { enterprise_id: enterprise, teams: [team] },
  });
});
