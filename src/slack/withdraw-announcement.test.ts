import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';

let desk: SlackHouse;

beforeEach(async () => {
  desk = await openSlackHouse();
});

afterEach(() => desk.close());

/** What the bot wrote in #incidents, Slack's own lines aside. */
const announced = () =>
  desk.slack.see
    .messages('incidents')
    .filter(({ user, fields }) => user === desk.installed.botUserId && !fields)
    .map(({ text }) => text)
    .filter((text) => !text.includes('Firescribe'));

async function settled(): Promise<void> {
  await desk.settled();
  desk.house.clock.moveBy(10_000);
  await desk.settled();
}

test('where nobody may delete messages, a neutral line takes the place of each', async () => {
  const channel = await desk.declare();
  await desk.slack.as('ana').slash(channel, '/incident status mitigated page taken down');
  await settled();
  expect(announced().join()).toMatch(/INC-1.*mitigated/);
  desk.slack.faults.api('chat.delete', { kind: 'error', error: 'cant_delete_message' });
  await desk.slack.as('ana').makePrivate(channel);
  await settled();
  expect(announced()).toEqual(Array(2).fill('Withdrawn: this is not public any more.'));
  expect((await desk.incident()).announcement).toBeUndefined();
});

test('an announcement that the record does not know (its posting was cut off) is found and withdrawn', async () => {
  const channel = await desk.declare();
  await settled();
  const stream = `incident/${(await desk.incident()).id}`;
  await desk.house.engine.handle({
    type: 'record-announcement-withdrawn',
    incident: stream,
    wish: { place: { team: 'T1', channel: 'C0', ts: '1.000100' } },
    asking: desk.house.asking({ kind: 'firescribe', id: 'firescribe' }),
  });
  expect((await desk.incident()).announcement).toBeUndefined();
  expect(announced()).toHaveLength(1);
  await desk.slack.as('ana').makePrivate(channel);
  await settled();
  expect(announced()).toEqual([]);
});

test('a message that is gone already is no failure', async () => {
  const channel = await desk.declare();
  desk.slack.faults.api('chat.delete', { kind: 'error', error: 'message_not_found' });
  await desk.slack.as('ana').makePrivate(channel);
  await settled();
  expect((await desk.incident()).announcement).toBeUndefined();
  const parked = await desk.house.timeline.listEffects({ status: ['parked'], limit: 100 });
  expect(parked.filter(({ kind }) => kind.startsWith('announcement'))).toEqual([]);
  const waiting = await desk.house.timeline.listEffects({ status: ['waiting'], limit: 100 });
  expect(waiting.filter(({ kind }) => kind.startsWith('announcement'))).toEqual([]);
});
