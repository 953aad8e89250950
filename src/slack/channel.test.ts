// The channel and its people: never two, never empty, nobody asked back who left.

import { serviceOf } from '../policy/services.ts';
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';
import { streamOf } from './ids.ts';

let desk: SlackHouse;
const open = async (setting?: Parameters<typeof openSlackHouse>[0]) => {
  desk = await openSlackHouse(setting);
  return desk;
};
afterEach(() => desk.close());

const channels = () => desk.slack.see.channels().filter(({ name }) => name.startsWith('inc-'));

test('a name that is taken gets the incident’s number', async () => {
  const { slack, declare } = await open();
  slack.addChannel({ name: 'inc-20261122-checkout-is-slow', members: ['dev'] });
  const channel = await declare();
  expect(slack.see.channel(channel)?.name).toBe('inc-20261122-checkout-is-slow-1');
});

test('a channel whose creation was answered into the void is taken up, not made again', async () => {
  const { slack, house, outbox, incident } = await open();
  slack.faults.api('conversations.create', { kind: 'answer_lost' }, { times: 1 });
  await slack.as('ana').slash('incidents', '/incident declare Checkout is slow');
  await slack.until(() => channels().length > 0, { what: 'the channel' });
  await outbox.idle();
  house.clock.moveBy(5 * 60_000);
  await outbox.idle();
  await slack.until(() => slack.see.pins(channels()[0]!.id).length > 0, { what: 'the card' });
  expect(channels()).toHaveLength(1);
  expect((await incident()).channel?.id).toBe(channels()[0]?.id);
});

test('a card whose posting was answered into the void is found again, not posted twice', async () => {
  const { slack, house, outbox } = await open();
  slack.faults.api('chat.postMessage', { kind: 'answer_lost' }, { times: 2 });
  await slack.as('ana').slash('incidents', '/incident declare Checkout is slow --sev 2');
  await slack.until(() => channels().length > 0, { what: 'the channel' });
  for (let minute = 0; minute < 5; minute += 1) {
    await outbox.idle();
    house.clock.moveBy(60_000);
  }
  await slack.until(() => slack.see.pins(channels()[0]!.id).length > 0, { what: 'the pinned card' });
  await desk.settled();
  const texts = [channels()[0]!.id, 'incidents'].map(
    (where) =>
      slack.see.messages(where).filter(({ text }) => text.startsWith('INC-1 Checkout is slow')).length,
  );
  expect(texts).toEqual([1, 1]);
});

test('a workspace that lets the app set no topic and pin nothing has the channel with its people and its card', async () => {
  const { slack, house, settled, incident, people } = await open({
    before: ({ faults }) => {
      faults.api('conversations.setTopic', { kind: 'error', error: 'user_is_restricted' });
      faults.api('pins.add', { kind: 'error', error: 'restricted_action' });
    },
  });
  await slack.as('ana').slash('incidents', '/incident declare Checkout is slow --sev 2');
  await slack.until(() => channels()[0] && slack.see.messages(channels()[0]!.id).length > 1);
  await settled();
  expect(slack.see.members(channels()[0]!.id)).toContain(people.ana);
  const events = await house.engine.questions.events(streamOf(await incident()));
  expect(events.filter(({ type }) => type === 'effect-failed')).toEqual([]);
});

test('where messages may not be changed any more, the card stays the only one', async () => {
  const { slack, declare, settled } = await open();
  const channel = await declare();
  slack.faults.api('chat.update', { kind: 'error', error: 'edit_window_closed' });
  await slack.as('ana').slash(channel, '/incident severity 1');
  await settled();
  expect(slack.see.pins(channel)).toHaveLength(1);
  expect(slack.see.messages(channel).map(({ text }) => text)).toContainEqual(
    expect.stringContaining('lets messages be changed for a while only'),
  );
});

test('a card that somebody deleted is posted and pinned anew', async () => {
  const { slack, house, declare, settled, incident } = await open();
  const channel = await declare();
  const card = (await incident()).card!;
  slack.workspace.world.channels.get(channel)!.messages.delete(card.ts);
  house.clock.moveBy(60_000);
  await slack.as('ana').slash(channel, '/incident severity 1');
  await slack.until(() => slack.see.pins(channel).some(({ ts }) => ts !== card.ts), { what: 'a new card' });
  await settled();
  expect((await incident()).card?.ts).not.toBe(card.ts);
});

test('people of the service come in; one whom Slack refuses is on record with why, and named in the channel once', async () => {
  const called = ['UNOBODY00'];
  const checkout = serviceOf('checkout', { label: 'Checkout', people: called });
  const { slack, people, declare, house, incident } = await open({ policy: { services: [checkout] } });
  called.push(people.bo, people.chidi);
  const channel = await declare('/incident declare Checkout is slow --service checkout');
  expect(slack.see.members(channel)).toEqual(expect.arrayContaining([people.ana, people.bo, people.chidi]));
  const events = await house.engine.questions.events(streamOf(await incident()));
  const invited = events.find((event) => event.type === 'people-invited');
  expect(invited?.data).toMatchObject({
    refused: [{ who: expect.stringContaining('UNOBODY00'), why: 'user_not_found' }],
  });
  const said = slack.see.messages(channel).filter(({ text }) => text.startsWith('Could not be brought in'));
  expect(said.map(({ text }) => text)).toEqual([
    'Could not be brought in: <@UNOBODY00> (Slack knows no such account here). Invite or call them by hand.',
  ]);
});

test('with nobody configured and a monitor declaring, the workspace’s owner or installer is brought in', async () => {
  const { slack, house, people } = await open({ installer: 'bo' });
  await house.declare('Disk is full', { kind: 'monitor', id: 'alertmanager' });
  await slack.until(() => channels()[0] && slack.see.members(channels()[0]!.id).length > 1, {
    what: 'somebody in it',
  });
  expect(slack.see.members(channels()[0]!.id)).toContain(people.bo);
});

test('nobody is invited back who left', async () => {
  const { slack, people, declare, settled, house } = await open();
  const channel = await declare();
  await slack.as('ana').invite(channel, people.bo);
  await slack.as('bo').leave(channel);
  await settled();
  await slack.as('ana').slash(channel, `/incident role commander <@${people.bo}>`);
  house.clock.moveBy(60_000);
  await settled();
  expect(slack.see.members(channel)).not.toContain(people.bo);
});

test('declaring costs few calls, and each of them once', async () => {
  const { slack, declare } = await open();
  slack.clearCalls();
  await declare();
  const made = slack.calls.map(({ method }) => method).filter((method) => method !== 'views.publish');
  expect(made.filter((method) => method === 'conversations.create')).toHaveLength(1);
  expect(made.filter((method) => method === 'pins.add')).toHaveLength(1);
  expect(made.length).toBeLessThanOrEqual(12);
});
