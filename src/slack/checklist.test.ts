// What doctor and the first start say of a workspace: each thing really tried.
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { manualClock } from '../lib/clock.ts';
import { silentLog } from '../lib/log.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import type { Policy } from '../policy/policy.ts';
import { checkWorkspace, SCOPES } from './checklist.ts';

const clock = manualClock(Date.UTC(2026, 10, 22, 12));
let slack: Emulator;
beforeEach(async () => {
  slack = await startEmulator({ clock });
});
afterEach(() => slack.close());

function install(scopes: readonly string[]) {
  return slack.installApp({
    display_information: { name: 'Firescribe' },
    features: { bot_user: { display_name: 'firescribe' } },
    oauth_config: { scopes: { bot: [...scopes] } },
    settings: { socket_mode_enabled: true },
  });
}

async function failing(tokens: { botToken: string; appToken: string }, policy: Partial<Policy>) {
  const checks = await checkWorkspace({
    settings: { ...tokens, mode: 'socket', apiUrl: slack.apiUrl },
    policy: { ...defaultPolicy, responders: [slack.addUser({ name: 'ana', realName: 'Ana' })], ...policy },
    clock,
    log: silentLog,
  });
  return checks.filter(({ ok }) => !ok).map(({ what, fix }) => `${what}: ${fix}`);
}

const checkNamed = async (tokens: { botToken: string; appToken: string }, announcementChannel: string) => {
  const checks = await checkWorkspace({
    settings: { ...tokens, mode: 'socket', apiUrl: slack.apiUrl },
    policy: { ...defaultPolicy, announcementChannel },
    clock,
    log: silentLog,
  });
  return checks.filter(({ what, ok }) => !ok && what.startsWith('Announcements'));
};

test('a workspace with everything has nothing missing', async () => {
  slack.addChannel({ name: 'incidents' });
  expect(await failing(install(Object.keys(SCOPES)), { announcementChannel: 'incidents' })).toEqual([]);
});

test('a missing scope is named with what it is for; a channel that is not there, with what to set', async () => {
  const scopes = Object.keys(SCOPES).filter((scope) => scope !== 'canvases:write');
  expect(await failing(install(scopes), { announcementChannel: 'nowhere' })).toEqual([
    expect.stringMatching(/canvases:write \(the review as a canvas\).*reinstall/),
    expect.stringMatching(/There is no channel #nowhere.*ANNOUNCEMENT_CHANNEL/),
  ]);
});

test('tokens that Slack does not accept are told apart', async () => {
  slack.addChannel({ name: 'incidents' });
  const { botToken } = install(Object.keys(SCOPES));
  const wrong = await failing({ botToken, appToken: 'xapp-wrong' }, { announcementChannel: 'incidents' });
  expect(wrong).toEqual([expect.stringMatching(/^The app token opens a socket: .*SLACK_APP_TOKEN/)]);
});

test('where Slack is only away, no token is blamed', async () => {
  const tokens = install(Object.keys(SCOPES));
  slack.faults.api('*', { kind: 'status', status: 503 });
  const wrong = await failing(tokens, { announcementChannel: 'incidents' });
  expect(wrong[0]).toMatch(/^The app token opens a socket: Slack answered .*503/);
  expect(wrong.join()).not.toContain('TOKEN');
});

test('tokens of two apps work, each, and are told apart: nothing that people type would arrive', async () => {
  slack.addChannel({ name: 'incidents' });
  const ours = install(Object.keys(SCOPES));
  const other = install(['commands']);
  const wrong = await failing({ ...ours, appToken: other.appToken }, { announcementChannel: 'incidents' });
  expect(wrong).toEqual([
    `Both tokens are of one app: SLACK_BOT_TOKEN is of the app ${ours.appId}, SLACK_APP_TOKEN of the app ${other.appId}: nothing that people type or press would arrive. Take both from https://api.slack.com/apps/${ours.appId}.`,
  ]);
});

test('a channel in which only some may post is said before the first announcement', async () => {
  slack.addChannel({ name: 'incidents', readOnly: true });
  const tokens = install(Object.keys(SCOPES));
  expect(await failing(tokens, { announcementChannel: 'incidents' })).toEqual([
    expect.stringMatching(/^Announcements go to incidents: Only some people may post .*Posting permissions/),
  ]);
});

test('a private channel that is named by its id takes an invitation, and says so', async () => {
  const tokens = install(Object.keys(SCOPES));
  const id = slack.addChannel({
    name: 'ops',
    private: true,
    members: [slack.addUser({ name: 'bo', realName: 'Bo' })],
  });
  expect(await failing(tokens, { announcementChannel: id })).toEqual([
    expect.stringMatching(/invite @firescribe/),
  ]);
  await slack.as('bo').invite(id, tokens.botUserId);
  expect(await checkNamed(tokens, id)).toEqual([]);
});
