import { fc } from '../lib/fixtures/chance.ts';
import type { CommandType, Message, Wish } from './commands.ts';
import { entriesOf } from './entries.ts';
import type { Entry } from './entry.ts';
import { fold } from './evolve.ts';
import { alerted, ana, bo, chidi, latencyHigh, minutes, placeAt, type World } from './fixtures/given.ts';
import { factsOf, messageKey } from './message-facts.ts';
import { metricsOf } from './metrics.ts';
import type { Actor } from './values.ts';

type Telling = (world: World) => void;

/** One thing that the platform tells: the same by, at and key each time it is told. */
const told = <T extends CommandType>(type: T, wish: Wish<T>, minute: number, by: Actor): Telling => {
  const source = { kind: 'message' as const, key: `${type} ${minute}` };
  return (world) => world.when(type, wish, { by, at: minutes(minute), source, now: minutes(90) });
};

const revised = (minute: number) => `${minutes(minute) / 1000}.000000`;
const place = placeAt(3);
const post: Message = { place, author: ana, text: 'rolled bakc', files: [] };
const reply: Message = { place: placeAt(7), thread: place.ts, author: bo, text: 'confirmed', files: [] };
const slip: Message = { place: placeAt(8), author: chidi, text: 'my password is 1234', files: [] };
const edit = (minute: number, text: string) => ({
  place,
  revision: revised(minute),
  text,
  files: [],
  message: { ...post, text, revision: revised(minute) },
});
const emoji = { place, how: 'emoji' as const };
const other = { ...latencyHigh, dedupeKey: 'f2/1', startsAt: minutes(2), title: 'Queue is full' };

const TELLINGS: readonly Telling[] = [
  told('record-message', post, 3, ana),
  told('record-edit', edit(4, 'rolled back'), 4, ana),
  told('record-edit', edit(5, 'rolled back v42'), 5, ana),
  told('record-message', reply, 7, bo),
  told('record-message', slip, 8, chidi),
  told('record-deletion', { place: slip.place }, 9, chidi),
  told('pin', emoji, 10, bo),
  told('unpin', emoji, 11, bo),
  told('pin', { ...emoji, message: { ...post, text: 'rolled back v42', revision: revised(5) } }, 12, bo),
  told('pin', { ...emoji, how: 'slack' }, 13, chidi),
  told('unpin', { ...emoji, how: 'slack' }, 14, chidi),
  told('pin', { place: reply.place, how: 'shortcut', message: reply }, 15, chidi),
  told('attach-signal', { signal: other, because: 'same service' }, 2, chidi),
  told('resolve-signal', { signal: { ...other, state: 'resolved', endsAt: minutes(20) } }, 20, chidi),
];

/** What a reader sees, without ids and without when we heard of it. */
const seen = (entries: readonly Entry[]) =>
  entries.map(({ id: _id, events, recordedAt: _recordedAt, values, ...rest }) => ({
    ...rest,
    events: events.length,
    values: { ...values, state: null },
    text: rest.text.replace('Alert, resolved since', 'Alert'),
  }));

function shown(world: World) {
  const facts = factsOf(messageKey(place), world.keys.get(messageKey(place)));
  const { replies, latestReply, revision, revisions, posted, pins } = facts;
  return {
    entries: seen(world.entries()),
    metrics: metricsOf(world.state()),
    counts: world.state().counts,
    keyTimes: Object.entries(world.state().keyTimes).map(([name, time]) => [name, time.at]),
    found: world.documents.get(messageKey(place)),
    hidden: world.documents.get(messageKey(slip.place)),
    facts: { replies, latestReply, revision, revisions, posted, pins },
  };
}

function tellAll(tellings: readonly Telling[]): World {
  const world = alerted();
  for (const telling of tellings) {
    telling(world);
  }
  return world;
}

const inOrder = shown(tellAll(TELLINGS));
const anyOrder = fc.shuffledSubarray([...TELLINGS], { minLength: TELLINGS.length });
const duplicates = fc.array(fc.constantFrom(...TELLINGS), { maxLength: 12 });

test('the deliveries in order are what they should be', () => {
  expect(inOrder).toMatchObject({
    counts: { messages: 3, pins: 2, signals: 2, firing: 1 },
    found: 'rolled back v42',
    hidden: undefined,
    facts: { replies: 1, posted: true, pins: [{ by: bo.id, how: 'emoji' }] },
  });
});

test('late, doubled and reordered deliveries give the same entries, metrics, counts and search', () => {
  fc.assert(
    fc.property(anyOrder, duplicates, fc.integer(), (tellings, again, seed) => {
      const mixed = [...tellings];
      for (const [index, one] of again.entries()) {
        mixed.splice(Math.abs((seed + index * 7919) % (mixed.length + 1)), 0, one);
      }
      expect(shown(tellAll(mixed))).toEqual(inOrder);
    }),
    { numRuns: 400 },
  );
});

test('a message told only by its latest telling is the same message', () => {
  const latest = told('record-edit', edit(5, 'rolled back v42'), 5, ana);
  const entry = tellAll([latest])
    .entries()
    .find((one) => one.kind === 'message');
  expect(entry).toMatchObject({ text: 'rolled back v42', at: minutes(3), author: ana, edited: true });
});

test('entries and key times do not depend on the order of the events', () => {
  const { events } = tellAll(TELLINGS);
  const [opening, ...rest] = events;
  const entries = entriesOf(events);
  const state = fold(events);
  fc.assert(
    fc.property(fc.shuffledSubarray(rest, { minLength: rest.length }), (shuffled) => {
      expect(entriesOf([...shuffled, opening!])).toEqual(entries);
      expect(fold([opening!, ...shuffled])).toEqual({ ...state, version: expect.any(Number) });
    }),
    { numRuns: 200 },
  );
});
