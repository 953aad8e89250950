// Capture in any order, any number of times, and a little too early.
import { type House, openHouse } from '../engine/fixtures/house.ts';
import type { Entry } from '../incident/entry.ts';
import { fc } from '../lib/fixtures/chance.ts';
import { silentLog } from '../lib/log.ts';
import { type Capture, createCapture } from './capture.ts';
import { streamOf } from './ids.ts';
import { createDirectory } from './people.ts';
import type { Session } from './session.ts';

const identity = { team: 'T1', teamUrl: 'https://acme.slack.com/', botUser: 'UBOT', botId: 'BBOT' };
const session: Session = {
  identity: () => identity,
  known: () => identity,
  open: async () => identity,
};

type Desk = { house: House; capture: Capture; stream: string };

async function open(): Promise<Desk> {
  const house = openHouse();
  const directory = createDirectory(() => ({ team: 'T1' }), house.clock, silentLog);
  const capture = createCapture({
    engine: house.engine,
    session,
    directory,
    clock: house.clock,
    log: silentLog,
  });
  const { state } = await house.declare();
  return { house, capture, stream: streamOf(state) };
}

const recordChannel = ({ house, stream }: Desk) =>
  house.engine.handle({
    type: 'record-channel',
    incident: stream,
    wish: { channel: { team: 'T1', id: 'C1', name: 'inc-1' }, adopted: false },
    asking: house.asking({ kind: 'firescribe', id: 'firescribe' }),
  });

const entries = ({ house, stream }: Desk): Promise<Entry[]> =>
  house.engine.questions.entries(stream, { kind: 'operator' });

const body = (event: object) => ({
  type: 'event_callback',
  team_id: 'T1',
  event: { channel: 'C1', ...event },
});
const first = '1795356100.000100';
const reply = '1795356160.000100';
const wrong = '1795356220.000100';
const message = { type: 'message', user: 'U1', text: 'latency is up', ts: first };

const EVENTS = [
  body(message),
  body({
    type: 'message',
    subtype: 'message_changed',
    ts: '1795356130.000300',
    message: {
      ...message,
      text: 'latency is up since 14:02',
      edited: { user: 'U1', ts: '1795356130.000000' },
    },
  }),
  body({ type: 'message', user: 'U2', text: 'rolling back', ts: reply, thread_ts: first }),
  body({ type: 'message', user: 'U2', text: 'wrong window', ts: wrong }),
  body({ type: 'message', subtype: 'message_deleted', deleted_ts: wrong, ts: '1795356230.000100' }),
  {
    type: 'event_callback',
    event: {
      type: 'reaction_added',
      user: 'U2',
      reaction: 'pushpin',
      item_user: 'U1',
      item: { type: 'message', channel: 'C1', ts: first },
      event_ts: '1795356300.000100',
    },
  },
];

/** What a reader sees of each message. */
const seen = (list: readonly Entry[]) =>
  list
    .filter(({ kind }) => kind === 'message')
    .map(({ at, author, text, earlier, deleted, thread, pinned }) => ({
      at,
      author: author.id,
      text,
      earlier,
      deleted,
      thread,
      pinned: pinned?.by.map(({ id }) => id),
    }));

async function told(order: readonly number[]): Promise<ReturnType<typeof seen>> {
  const desk = await open();
  await recordChannel(desk);
  for (const index of order) {
    await desk.capture.take(EVENTS[index]);
  }
  const list = seen(await entries(desk));
  await desk.house.close();
  return list;
}

test('events in any order and any number give the same entries', async () => {
  const indexes = EVENTS.map((_event, index) => index);
  const straight = await told(indexes);
  expect(straight).toHaveLength(3);
  const orders = fc
    .tuple(
      fc.shuffledSubarray(indexes, { minLength: indexes.length }),
      fc.array(fc.nat({ max: EVENTS.length - 1 }), { maxLength: 6 }),
    )
    .map(([once, again]) => [...once, ...again]);
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      expect(await told(order)).toEqual(straight);
    }),
    { numRuns: 40 },
  );
});

test('a message that overtakes the word that its channel is an incident’s is told again when that is known', async () => {
  const desk = await open();
  await desk.capture.take(EVENTS[0]);
  expect(seen(await entries(desk))).toEqual([]);
  await recordChannel(desk);
  await desk.capture.channelKnown('C1');
  expect(seen(await entries(desk)).map(({ text }) => text)).toEqual(['latency is up']);
  await desk.house.close();
});

test('what is said in a channel that is no incident’s leaves no trace', async () => {
  const desk = await open();
  await recordChannel(desk);
  const before = await desk.house.engine.questions.events(desk.stream);
  await desk.capture.take({ ...EVENTS[0], event: { ...message, channel: 'C9' } });
  await desk.capture.take({ type: 'url_verification' });
  await desk.capture.take('nonsense');
  expect(await desk.house.engine.questions.events(desk.stream)).toEqual(before);
  await desk.house.close();
});

test.each([
  ['channel_archive', { channel: 'C1', user: 'U1' }, 'archived'],
  ['member_left_channel', { channel: 'C1', user: 'UBOT' }, 'bot-removed'],
  ['channel_deleted', { channel: 'C1' }, 'deleted'],
])('%s is on record as the loss of the channel', async (type, fields, why) => {
  const desk = await open();
  await recordChannel(desk);
  await desk.capture.take({
    type: 'event_callback',
    event: { type, event_ts: '1795356300.000100', ...fields },
  });
  const incident = await desk.house.engine.questions.byNumber(1, { kind: 'operator' });
  expect(incident?.channelLost).toBe(why);
  await desk.house.close();
});
