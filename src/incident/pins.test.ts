import { ana, bo, chidi, declared, deployBot, minutes, placeAt, says, type World } from './fixtures/given.ts';

const place = placeAt(3);
const pinned = (world: World) => world.entries().find((entry) => entry.kind === 'message')?.pinned;
const emoji = { place, how: 'emoji' as const };
const at = (minute: number, by = bo) => ({ at: minutes(minute), by });

function withMessage(): World {
  const world = declared();
  says(world, 3, 'errors since 13:58', ana);
  return world;
}

test('a message pinned an hour later shows when it was written; the time of the pin is kept beside it', () => {
  const world = withMessage();
  world.when('pin', emoji, at(63));
  expect(world.entries().at(-1)).toMatchObject({ at: minutes(3), pinned: { at: minutes(63), by: [bo] } });
});

test.each(['emoji', 'shortcut', 'slack'] as const)('a pin by %s pins', (how) => {
  const world = withMessage();
  world.when('pin', { place, how }, at(4));
  expect(pinned(world)).toEqual({ at: minutes(4), by: [bo] });
  expect(world.state().counts.pins).toBe(1);
});

test('two people pin, told three times each: one entry, one pinned message', () => {
  const world = withMessage();
  for (let again = 0; again < 3; again++) {
    world.when('pin', emoji, at(4, bo));
    world.when('pin', emoji, at(5, chidi));
  }
  expect(pinned(world)).toEqual({ at: minutes(4), by: [bo, chidi] });
  expect(world.state().counts.pins).toBe(1);
  expect(world.entries().filter((entry) => entry.kind === 'message')).toHaveLength(1);
});

test('it stays pinned while anyone’s pin remains', () => {
  const world = withMessage();
  world.when('pin', emoji, at(4, bo));
  world.when('pin', { place, how: 'slack' }, at(5, bo));
  world.when('pin', emoji, at(6, chidi));
  world.when('unpin', emoji, at(7, bo));
  world.when('unpin', { place, how: 'slack' }, at(8, bo));
  expect(pinned(world)).toEqual({ at: minutes(6), by: [chidi] });
  world.when('unpin', emoji, at(9, chidi));
  expect(pinned(world)).toBeUndefined();
  expect(world.state().counts.pins).toBe(0);
});

test('a pin that was taken back is not put back by a late telling', () => {
  const world = withMessage();
  world.when('unpin', emoji, at(5));
  world.when('pin', emoji, at(4));
  expect(world.events.at(-1)?.type).toBe('message-pinned');
  expect(world.when('pin', emoji, at(4)).facts).toEqual([]);
  expect(pinned(world)).toBeUndefined();
  expect(world.state().counts.pins).toBe(0);
});

test('pinned, taken back and pinned again it stands, in whatever order that is told', () => {
  const world = withMessage();
  world.when('pin', emoji, at(4));
  world.when('pin', emoji, at(6));
  world.when('unpin', emoji, at(5));
  expect(pinned(world)?.at).toBe(minutes(6));
  expect(world.state().counts.pins).toBe(1);
});

test('pins by bots do not count', () => {
  const world = withMessage();
  expect(world.when('pin', emoji, at(4, deployBot)).facts).toEqual([]);
  expect(world.when('unpin', emoji, at(4, deployBot)).facts).toEqual([]);
});

test('a pin of a message that nobody told us of brings it along', () => {
  const world = declared();
  const message = { place, author: ana, text: 'errors since 13:58', files: [] };
  world.when('pin', { ...emoji, message }, at(9));
  expect(world.entries().at(-1)).toMatchObject({
    text: 'errors since 13:58',
    author: ana,
    pinned: { by: [bo] },
  });
  expect(world.state().counts).toMatchObject({ messages: 1, pins: 1 });
});

test('a pin whose message never comes is on record as a pin, and gives nobody words', () => {
  const world = declared();
  world.when('pin', emoji, at(9));
  expect(world.entries().at(-1)).toMatchObject({
    kind: 'record',
    text: 'A message was pinned that is not in the record',
    at: minutes(3),
    author: bo,
  });
});

test('an unknown person who pins is attributed by id', () => {
  const world = withMessage();
  world.when('pin', emoji, at(4, { kind: 'person', id: 'T1/U404' }));
  expect(pinned(world)?.by).toEqual([{ kind: 'person', id: 'T1/U404' }]);
});

describe('a message of another channel', () => {
  const elsewhere = placeAt(-3, 'C9');
  const copy = {
    place: elsewhere,
    author: ana,
    text: 'graph looks odd',
    files: [],
    postedAt: minutes(-3),
    pinned: true,
  };

  test('is copied as evidence with text, author, time and link, once', () => {
    const world = declared();
    world.when('copy-evidence', { ...copy, permalink: 'https://t1.slack.example/p1' }, at(9));
    expect(world.when('copy-evidence', copy, at(10)).facts).toEqual([]);
    expect(world.entries()[0]).toMatchObject({
      kind: 'evidence',
      text: 'graph looks odd',
      author: ana,
      at: minutes(-3),
      permalink: 'https://t1.slack.example/p1',
      pinned: { at: minutes(9), by: [bo] },
    });
  });

  test('that turns out to be of the incident’s own channel is pinned there', () => {
    const world = withMessage();
    world.when('record-channel', { channel: { team: 'T1', id: 'C1', name: 'inc' }, adopted: false });
    world.when('copy-evidence', { ...copy, place }, at(9));
    expect(world.events.at(-1)?.type).toBe('message-pinned');
  });
});
