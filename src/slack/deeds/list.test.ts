import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

test('without incidents it says how to open one', async () => {
  expect(wordsIn(await desk.type('UBO', 'list'))).toContain('No incident is open.');
  expect(wordsIn(await desk.type('UBO', 'list all'))).toContain('`/incident declare` opens one.');
});

test('open ones by default, all of them when asked', async () => {
  await desk.declare('Checkout is slow');
  await desk.house.declare('Search is down');
  await desk.type('UBO', 'INC-2 resolve reindexed');
  const open = wordsIn(await desk.type('UBO', 'list'));
  expect(open).toContain('Checkout is slow');
  expect(open).not.toContain('Search is down');
  expect(wordsIn(await desk.type('UBO', 'list all'))).toContain('Search is down');
});

test('a title cannot ping or format', async () => {
  await desk.declare('<!channel> *help* & `more`');
  const shown = wordsIn(await desk.type('UBO', 'list'));
  expect(shown).toContain('&lt;!channel&gt;');
  expect(shown).not.toContain(' *help*');
});
