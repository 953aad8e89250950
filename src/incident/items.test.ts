import { bo, chidi, declared, placeAt, type World } from './fixtures/given.ts';

const add = (world: World, text: string, more = {}) =>
  world.when('add-item', { kind: 'task', text, ...more });
const texts = (world: World) => world.state().items.map((item) => [item.id, item.text.text, item.done]);

test('tasks and follow-ups are numbered within their incident', () => {
  const world = declared();
  add(world, 'Restart the cache');
  world.when('add-item', { kind: 'follow-up', text: 'Alert on queue depth', owner: bo, due: '2026-11-30' });
  expect(world.state().items).toMatchObject([
    { id: '1', kind: 'task', done: false },
    { id: '2', kind: 'follow-up', owner: bo, due: '2026-11-30' },
  ]);
  expect(world.state().itemCounts).toEqual({ tasks: 1, followUps: 1, done: 0 });
});

test('an item made from a message knows its message', () => {
  const world = declared();
  add(world, 'Restart the cache', { message: placeAt(3) });
  expect(world.state().items[0]?.message).toEqual(placeAt(3));
});

test.each(['', '  '])('an item without text is refused', (text) => {
  expect(declared().refusal('add-item', { kind: 'task', text })).toContain('The text is missing');
});

test('an item is one line of at most 300 characters', () => {
  expect(declared().refusal('add-item', { kind: 'task', text: 'x'.repeat(301) })).toContain(
    'at most 300 fit',
  );
});

test.each(['tomorrow', '2026-02-30', '30.11.2026', '2026-13-01'])('%s is not a date', (due) => {
  expect(declared().refusal('add-item', { kind: 'task', text: 'Restart', due })).toBe(
    `${due} is not a date. Write year, month and day: 2026-11-30.`,
  );
});

test('what a change does not name stays; null empties', () => {
  const world = declared();
  add(world, 'Restart the cache', { owner: bo, due: '2026-11-30' });
  world.when('change-item', { item: '1', owner: chidi, text: 'Restart both caches' });
  expect(world.state().items[0]).toMatchObject({
    owner: chidi,
    due: '2026-11-30',
    text: { text: 'Restart both caches' },
  });
  world.when('change-item', { item: '1', owner: null, due: null, kind: 'follow-up' });
  expect(world.state().items[0]).toMatchObject({ owner: undefined, due: undefined, kind: 'follow-up' });
  expect(world.state().itemCounts).toEqual({ tasks: 0, followUps: 1, done: 0 });
});

test('a change that changes nothing is refused', () => {
  const world = declared();
  add(world, 'Restart the cache', { owner: bo });
  expect(world.refusal('change-item', { item: '1', owner: bo, text: 'Restart the cache' })).toContain(
    'Nothing would change',
  );
});

test('done, done again, open again', () => {
  const world = declared();
  add(world, 'Restart the cache');
  world.when('finish-item', { item: '1' });
  expect(texts(world)).toEqual([['1', 'Restart the cache', true]]);
  expect(world.refusal('finish-item', { item: '1' })).toBe('“Restart the cache” is done already.');
  world.when('reopen-item', { item: '1', reason: 'it filled up again' });
  expect(world.state()).toMatchObject({ items: [{ done: false }], itemCounts: { done: 0 } });
  expect(world.refusal('reopen-item', { item: '1' })).toContain('is open');
});

test('an item that does not exist is refused', () => {
  expect(declared().refusal('finish-item', { item: '9' })).toContain('has no action item 9');
});

test('the eight items done last stay in state; the open ones all do', () => {
  const world = declared();
  for (let item = 1; item <= 40; item++) {
    add(world, `Step ${item}`);
  }
  for (let item = 1; item <= 30; item++) {
    world.when('finish-item', { item: String(item) });
  }
  expect(
    world
      .state()
      .items.filter((item) => item.done)
      .map((item) => item.id),
  ).toEqual(Array.from({ length: 8 }, (_, index) => String(index + 23)));
  expect(world.state().items.filter((item) => !item.done)).toHaveLength(10);
  expect(world.state().itemCounts).toEqual({ tasks: 40, followUps: 0, done: 30 });
});

test('the timeline tells a follow-up’s story as a follow-up’s', () => {
  const world = declared();
  world.when('add-item', { kind: 'follow-up', text: 'Alert on queue depth' });
  world.when('finish-item', { item: '1' });
  expect(
    world
      .entries()
      .slice(1)
      .map((entry) => [entry.kind, entry.text]),
  ).toEqual([
    ['follow-up', 'Follow-up: Alert on queue depth'],
    ['follow-up', 'Action item 1 is done'],
  ]);
});

test('so many open items that state would grow large are refused, with what to do', () => {
  const world = declared();
  const texts = 'x'.repeat(300);
  const added = Array.from({ length: 60 }, (_, index) => {
    try {
      return add(world, `${index} ${texts}`.slice(0, 300));
    } catch {
      return undefined;
    }
  }).filter(Boolean).length;
  expect(added).toBeGreaterThan(15);
  expect(added).toBeLessThan(60);
  expect(world.refusal('add-item', { kind: 'task', text: texts })).toBe(
    `INC-42 has ${added} open action items; more do not fit. Finish some first, or put this into a note.`,
  );
  world.when('finish-item', { item: '1' });
  add(world, texts);
  expect(world.refusal('reopen-item', { item: '1' })).toContain('more do not fit');
});
