import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { openSlackHouse } from '../fixtures/slack-house.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

const first = () => desk.context.engine.questions.byNumber(1, { kind: 'operator' });

test('a drill is an incident of its own kind, with a channel whose name says so', async () => {
  expect(await desk.type('UANA', 'drill the cache goes away --sev 1', 'CELSEWHERE')).toEqual({
    kind: 'private',
    text: 'INC-1 is declared as SEV-1. It is a drill: it is announced nowhere, and nobody is paged. Its channel #inc-20261122-drill-the-cache-goes-away is being opened; you will be invited.',
  });
  expect(await first()).toMatchObject({
    kind: 'drill',
    status: 'acknowledged',
    title: { text: 'the cache goes away' },
  });
});

test('without a title it begins at once', async () => {
  await desk.type('UANA', 'drill');
  expect(await first()).toMatchObject({ kind: 'drill', title: { text: 'Practice' } });
});

test('a guest begins none, and nobody is paged in one', async () => {
  expect(wordsIn(await desk.type('UGUEST', 'drill'))).toContain('Ask a member of this workspace');
  await desk.type('UANA', 'drill');
  expect(wordsIn(await desk.type('UANA', 'INC-1 page <@UBO> can you look'))).toContain(
    'INC-1 is a drill; nobody is woken for it.',
  );
});

test('its channel, topic and card say that it is a drill, and nobody else hears of it', async () => {
  const house = await openSlackHouse();
  const channel = await house.declare('/incident drill the cache goes away');
  expect(house.slack.see.channel(channel)?.name).toBe('inc-20261122-drill-the-cache-goes-away');
  expect(house.slack.see.topic(channel)).toBe('Drill · INC-1 · SEV-3 · the cache goes away');
  expect(house.slack.see.pins(channel)[0]?.text).toBe(
    'Drill. INC-1 the cache goes away: SEV-3, acknowledged',
  );
  await house.slack.as('ana').slash(channel, '/incident resolve the replica took over');
  await house.settled();
  expect(house.slack.see.messages('incidents').map(({ text }) => text)).not.toContainEqual(
    expect.stringContaining('INC-1'),
  );
  await house.close();
});
