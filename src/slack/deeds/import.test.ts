import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

test('a channel picked from the list is imported, and the answer says that it has begun', async () => {
  expect(wordsIn(await desk.type('UANA', 'import <#C77|old-outage>'))).toContain(
    'The import of <#C77> has begun.',
  );
  expect(desk.imported).toEqual(['C77']);
});

test('a channel’s name alone could be any, and is refused', async () => {
  expect(wordsIn(await desk.type('UANA', 'import #old-outage'))).toContain('pick it from the list');
  expect(desk.imported).toEqual([]);
});

test('a channel that is an incident’s already is refused, and guests are', async () => {
  await desk.declare();
  expect(wordsIn(await desk.type('UANA', 'import <#C1|inc-1>'))).toContain('already that of INC-1');
  expect(wordsIn(await desk.type('UGUEST', 'import <#C77>'))).toContain('may not declare incidents here');
});
