import { silentLog } from '../lib/log.ts';
import { createClient } from './client.ts';
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';
import { createTopics } from './topic.ts';

let desk: SlackHouse;
beforeEach(async () => {
  desk = await openSlackHouse();
});
afterEach(() => desk.close());

const setTopics = () => desk.slack.calls.filter(({ method }) => method === 'conversations.setTopic').length;

test('after a restart a topic with an address in it is known for what it is, and not set again', async () => {
  const channel = await desk.declare('/incident declare https://shop.example.com/pay fails');
  await desk.settled();
  expect([desk.slack.see.topic(channel), setTopics()]).toEqual([
    expect.stringContaining('<https://shop.example.com/pay> fails'),
    1,
  ]);
  const slack = createClient({
    token: desk.installed.botToken,
    apiUrl: desk.slack.apiUrl,
    clock: desk.house.clock,
    log: silentLog,
    onTokenTrouble: (error) => {
      throw error;
    },
  });
  await createTopics({ slack }).set(channel, await desk.incident());
  expect(setTopics()).toBe(1);
});
