// Channels by name, in workspaces with many of them.
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { manualClock } from '../lib/clock.ts';
import { silentLog } from '../lib/log.ts';
import { createClient, type SlackClient } from './client.ts';
import { createChannelFinder } from './find-channel.ts';

let slack: Emulator;
let client: SlackClient;
let bot: string;
const clock = manualClock(Date.UTC(2026, 10, 22, 12));

beforeEach(async () => {
  slack = await startEmulator({ clock });
  const installed = slack.installApp({
    display_information: { name: 'Firescribe' },
    oauth_config: { scopes: { bot: ['channels:read', 'groups:read', 'channels:join'] } },
  });
  bot = installed.botUserId;
  client = createClient({
    token: installed.botToken,
    apiUrl: slack.apiUrl,
    clock,
    log: silentLog,
    onTokenTrouble: () => undefined,
  });
});
afterEach(() => slack.close());

const asked = (method: string) => slack.calls.filter((call) => call.method === method).length;

const crowd = () => {
  for (let one = 0; one < 1_200; one += 1) {
    slack.addChannel({ name: `c${one}` });
  }
};

test('where the list is long, a channel that we are in is found among ours', async () => {
  crowd();
  const id = slack.addChannel({ name: 'incidents', members: [bot] });
  expect(await createChannelFinder(client).find('#incidents', 'ANNOUNCEMENT_CHANNEL')).toBe(id);
  expect([asked('conversations.list'), asked('conversations.join')]).toEqual([1, 0]);
});

test('where Slack asks to wait in the midst of a long list, the next look goes on from there', async () => {
  crowd();
  const id = slack.addChannel({ name: 'incidents' });
  const call: SlackClient['call'] = async (method, ...how) => {
    if (method === 'conversations.list' && asked(method) === 1) {
      slack.faults.api(method, { kind: 'ratelimited', retryAfter: 20 }, { times: 1 });
    }
    return client.call(method, ...how);
  };
  const channels = createChannelFinder({ ...client, call });
  const find = () => channels.find('incidents', 'ANNOUNCEMENT_CHANNEL');
  await expect(find()).rejects.toMatchObject({ permanent: false });
  clock.moveBy(20_000);
  expect(await find()).toBe(id);
  expect(asked('conversations.list')).toBe(3);
});
