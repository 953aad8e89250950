import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

test('in an incident channel a message is pinned at once, with the time of the message', async () => {
  await desk.declare();
  desk.house.clock.moveBy(60 * 60_000);
  expect(await desk.onMessage('UANA', 'pin_to_timeline')).toEqual({
    kind: 'private',
    text: 'Pinned to the timeline of INC-1.',
  });
  const stream = `incident/${(await desk.incident()).id}`;
  const entries = await desk.context.engine.questions.entries(stream, { kind: 'operator' });
  expect(entries.find(({ kind }) => kind === 'message')).toMatchObject({
    at: 1_795_356_000_000,
    text: 'p99 is at 4 s since 13:50',
    author: { name: 'Bo' },
    pinned: { by: [{ name: 'Ana' }] },
  });
});

test('elsewhere it asks which incident, and says what to do where none is open', async () => {
  const nothing = await desk.onMessage('UANA', 'pin_to_timeline', { channel: 'C9', incident: undefined });
  expect(wordsIn(nothing)).toContain('No incident is open. Declare one first');
  await desk.declare();
  const asked = await desk.onMessage('UANA', 'pin_to_timeline', { channel: 'C9', incident: undefined });
  expect(asked).toMatchObject({ kind: 'modal', view: { callback_id: 'pin:form' } });
  expect(wordsIn(asked)).toContain('INC-1 Checkout is slow');
});

test('an unknown author is kept by id', async () => {
  await desk.declare();
  await desk.onMessage('UANA', 'pin_to_timeline', { author: desk.context.people.actor('USTRANGER') });
  const stream = `incident/${(await desk.incident()).id}`;
  const entries = await desk.context.engine.questions.entries(stream, { kind: 'operator' });
  expect(entries.find(({ kind }) => kind === 'message')?.author).toEqual({
    kind: 'person',
    id: 'T1/USTRANGER',
  });
});
