// Who is not known yet: looked up before their deed is decided, read by and by in a large workspace, and asked for again where Slack fails.
import { setTimeout } from 'node:timers/promises';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { type ManualClock, manualClock } from '../lib/clock.ts';
import { runningOut } from '../lib/fixtures/running-out.ts';
import { silentLog } from '../lib/log.ts';
import { createClient, type SlackClient } from './client.ts';
import { createDirectory, type Directory } from './people.ts';

const MEMBERS = 2_100;

let slack: Emulator;
let clock: ManualClock;
let client: SlackClient;
let people: Directory;
let bo: string;
let guest: string;

beforeEach(async () => {
  clock = manualClock(Date.UTC(2026, 10, 22, 3));
  slack = await startEmulator({ clock });
  bo = slack.addUser({ name: 'bo', realName: 'Bo' });
  const installed = slack.installApp({
    display_information: { name: 'Firescribe' },
    features: { bot_user: { display_name: 'firescribe' } },
    oauth_config: { scopes: { bot: ['users:read', 'usergroups:read'] } },
  });
  client = createClient({
    token: installed.botToken,
    apiUrl: slack.apiUrl,
    clock,
    log: silentLog,
    onTokenTrouble: () => undefined,
  });
  people = createDirectory(() => ({ team: installed.teamId }), clock, silentLog);
});

afterEach(async () => {
  people.stop();
  await slack.close();
});

const hire = (count: number) => {
  for (let one = 0; one < count; one += 1) {
    slack.addUser({ name: `u${one}`, realName: `U ${one}` });
  }
  guest = slack.addUser({ name: 'gil', realName: 'Gil', guest: true });
};
const asked = (method: string) => slack.calls.filter((call) => call.method === method).length;

/** What is read of Slack changes nothing there that one could wait for. */
async function until(look: () => unknown): Promise<void> {
  while (!look()) {
    await setTimeout(5);
  }
}

test('the tenth page is not the last: the others are read by and by, and refused by no limit', async () => {
  hire(MEMBERS);
  await people.load(client);
  expect(asked('users.list')).toBe(10);
  expect(people.grants(guest)).toEqual(['unknown']);
  clock.moveBy(4_000);
  await until(() => people.find(guest));
  expect(people.grants(guest)).toEqual(['guest']);
  clock.moveBy(60 * 60_000);
  expect(asked('users.list')).toBe(11);
});

test('a list that could not be read is read again, from where it broke off', async () => {
  hire(300);
  slack.faults.api('users.list', { kind: 'ratelimited', retryAfter: 20 }, { times: 1 });
  await people.load(client);
  expect(people.grants(bo)).toEqual(['unknown']);
  clock.moveBy(20_000);
  await until(() => people.find(bo));
  clock.moveBy(4_000);
  await until(() => people.find(guest));
  expect(asked('users.list')).toBe(3);
});

test('somebody is met by one question, however many deeds wait for it, and whoever is known by none', async () => {
  hire(0);
  await Promise.all([people.meet(client, guest), people.meet(client, guest), people.learn(client, guest)]);
  expect(people.grants(guest)).toEqual(['guest']);
  await people.meet(client, guest);
  expect(asked('users.info')).toBe(1);
});

test('who is not known to Slack either is of another workspace', async () => {
  await people.meet(client, 'U0NOBODY00');
  expect(people.grants('U0NOBODY00')).toEqual(['external']);
  await people.learn(client, 'U0NOBODY00');
  expect(asked('users.info')).toBe(1);
});

test('where Slack does not answer, a deed waits no longer than it may, and the answer counts when it comes', async () => {
  const waits = slack.faults.api('users.info', { kind: 'latency', ms: 300 });
  const patience = runningOut();
  const met = people.meet(client, bo, patience.patience);
  patience.runOut();
  await met;
  expect(people.grants(bo)).toEqual(['unknown']);
  waits();
  await until(() => people.find(bo));
  expect(people.grants(bo)).toEqual([]);
});

test('a look-up that failed is made again by itself, once for all, and before a deed at once', async () => {
  hire(0);
  slack.faults.api('users.info', { kind: 'status', status: 503 }, { times: 3 });
  await people.learn(client, bo);
  await people.learn(client, bo);
  await people.learn(client, guest);
  expect(asked('users.info')).toBe(2);
  clock.moveBy(30_000);
  await until(() => asked('users.info') === 3);
  await people.meet(client, guest);
  expect(people.grants(guest)).toEqual(['guest']);
  clock.moveBy(30_000);
  await until(() => people.find(bo));
});
