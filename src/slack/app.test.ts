// Slack from end to end: the real Bolt and its client, the real engine and outbox, a strict workspace.
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';

let open: SlackHouse | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function start(setting?: Parameters<typeof openSlackHouse>[0]): Promise<SlackHouse> {
  open = await openSlackHouse(setting);
  return open;
}

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  test('declaring opens a channel with its people, a pinned card, a topic and an announcement', async () => {
    const { slack, declare, people, incident } = await start({ way });
    const channel = await declare();
    expect(slack.see.members(channel)).toContain(people.ana);
    expect(slack.see.topic(channel)).toContain('INC-1 · SEV-2 · Checkout is slow');
    expect(slack.see.pins(channel)[0]?.text).toBe('INC-1 Checkout is slow: SEV-2, acknowledged');
    expect(slack.see.messages('incidents').map(({ text }) => text)).toContain(
      'INC-1 Checkout is slow: SEV-2, acknowledged',
    );
    expect((await incident()).card?.channel).toBe(channel);
  });

  test('what is said, answered, changed and deleted is in the timeline', async () => {
    const { slack, declare, settled, entries } = await start({ way });
    const channel = await declare();
    const ana = slack.as('ana');
    const first = await ana.say(channel, 'latency is up since the deploy');
    await ana.say(channel, 'rolling back', { thread: first });
    await ana.edit(channel, first, 'latency is up since 14:02');
    const wrong = await ana.say(channel, 'wrong window');
    await ana.delete(channel, wrong);
    await ana.react(channel, first, 'pushpin');
    await settled();
    const messages = (await entries()).filter(({ kind }) => kind === 'message');
    expect(
      messages.map(({ text, earlier, deleted, pinned }) => ({ text, earlier, deleted, pinned: !!pinned })),
    ).toEqual([
      {
        text: 'latency is up since 14:02',
        earlier: ['latency is up since the deploy'],
        deleted: false,
        pinned: true,
      },
      { text: 'rolling back', earlier: [], deleted: false, pinned: false },
      { text: '', earlier: [], deleted: true, pinned: false },
    ]);
  });
});

test('in a workspace of an organisation its own people may declare, and people of others may not', async () => {
  const { slack, declare, people, incident } = await start({ grid: true });
  const channel = await declare();
  expect(slack.see.members(channel)).toContain(people.ana);
  expect((await incident()).declaredBy).toMatchObject({ kind: 'person', name: 'Ana' });
  const stranger = slack.addUser({ name: 'eve', realName: 'Eve', external: true });
  slack.addChannel({ name: 'shared', members: [stranger, people.ana] });
  const refused = await slack.as('eve').slash('shared', '/incident declare Not ours');
  expect(refused.text).toContain('may not');
});
