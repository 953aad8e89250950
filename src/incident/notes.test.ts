import { bo, chidi, declared, minutes } from './fixtures/given.ts';

test('a note stands where it was written, with its lines', () => {
  const world = declared();
  world.when('add-note', { text: ' rolled back\nv42 ' });
  expect(world.entries().at(-1)).toMatchObject({
    kind: 'note',
    text: 'rolled back\nv42',
    at: minutes(5),
    values: { backdated: false },
  });
});

test('a backdated note stands at the time it is about, and keeps when it was written', () => {
  const world = declared();
  world.when('add-note', { text: 'deployed v42', happenedAt: minutes(-20) }, { at: minutes(30) });
  expect(world.entries()[0]).toMatchObject({
    text: 'deployed v42',
    at: minutes(-20),
    recordedAt: minutes(30),
    values: { backdated: true },
  });
});

test('two notes across midnight stand at the right instants', () => {
  const world = declared();
  const lateEvening = Date.UTC(2026, 10, 22, 23, 50);
  const afterMidnight = Date.UTC(2026, 10, 23, 0, 10);
  const now = Date.UTC(2026, 10, 23, 1);
  world.when('add-note', { text: 'after', happenedAt: afterMidnight }, { at: now, by: bo });
  world.when('add-note', { text: 'before', happenedAt: lateEvening }, { at: now, by: chidi });
  expect(
    world
      .entries()
      .slice(1)
      .map((entry) => entry.text),
  ).toEqual(['before', 'after']);
});

test('a note about the future is refused', () => {
  expect(declared().refusal('add-note', { text: 'x', happenedAt: minutes(60) }, { at: minutes(30) })).toBe(
    '15:00 UTC is in the future. A note tells what has happened: give a past time.',
  );
});

test('an empty note is refused with an example, an endless one with the limit', () => {
  expect(declared().refusal('add-note', { text: ' ' })).toContain(
    '`/incident note at 14:05 rolled back v42`',
  );
  expect(declared().refusal('add-note', { text: 'x'.repeat(40_001) })).toContain('at most 40000 fit');
});
