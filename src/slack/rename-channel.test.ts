import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';

let desk: SlackHouse;

beforeEach(async () => {
  desk = await openSlackHouse();
});

afterEach(() => desk.close());

async function redactTitle(): Promise<string> {
  const channel = await desk.declare('/incident declare Zebra cannot pay --sev 2');
  const { id, title } = await desk.incident();
  const { engine, asking } = desk.house;
  const ana = { kind: 'person' as const, id: `T1/${desk.people.ana}` };
  await engine.handle({
    type: 'redact',
    incident: `incident/${id}`,
    wish: { entry: title.event },
    asking: asking(ana),
  });
  await desk.settled();
  desk.house.clock.moveBy(10_000);
  await desk.settled();
  return channel;
}

test('the channel gets a name without words, and a number where that is taken', async () => {
  desk.slack.addChannel({ name: 'inc-20261122-1', members: [desk.people.ana] });
  const channel = await redactTitle();
  expect(desk.slack.see.channel(channel)?.name).toBe('inc-20261122-1-1');
  expect((await desk.incident()).channel?.name).toBe('inc-20261122-1-1');
  expect(desk.slack.see.topic(channel)).not.toContain('Zebra');
});

test('an answer that was lost does not rename it twice', async () => {
  desk.slack.faults.api('conversations.rename', { kind: 'answer_lost' }, { times: 1 });
  const channel = await redactTitle();
  expect(desk.slack.see.channel(channel)?.name).toBe('inc-20261122-1');
  expect((await desk.incident()).channel?.name).toBe('inc-20261122-1');
  expect(desk.slack.see.messages(channel).filter(({ subtype }) => subtype === 'channel_name')).toHaveLength(
    1,
  );
});

test('where Slack does not allow it, the channel is told to do it by hand', async () => {
  desk.slack.faults.api('conversations.rename', { kind: 'error', error: 'not_authorized' });
  const channel = await redactTitle();
  expect(JSON.stringify(desk.slack.see.messages(channel))).toContain('Rename it by hand in its settings');
});
