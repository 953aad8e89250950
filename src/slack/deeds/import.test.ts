import { AUDIT } from '../../engine/stream-names.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

const askedFor = () => desk.house.timeline.listEffects({ kind: 'channel.import', limit: 10 });

test('a channel picked from the list: the import is on disk as work to be done, and the answer says that it has begun', async () => {
  expect(wordsIn(await desk.type('UANA', 'import <#C77|old-outage>'))).toContain(
    'The import of <#C77> has begun.',
  );
  const [asked, ...others] = await askedFor();
  expect(others).toEqual([]);
  expect(asked).toMatchObject({ stream: AUDIT, status: 'waiting', payload: { channel: 'C77' } });
  const { event } = (asked ?? { payload: {} }).payload as { event: string };
  expect(await desk.house.engine.questions.asked(event)).toMatchObject({
    command: 'import',
    by: { name: 'Ana' },
    line: '/incident import <#C77|old-outage>',
  });
});

test('a channel’s name alone could be any, and is refused', async () => {
  expect(wordsIn(await desk.type('UANA', 'import #old-outage'))).toContain('pick it from the list');
  expect(await askedFor()).toEqual([]);
});

test('a channel that is an incident’s already is refused, and guests are', async () => {
  await desk.declare();
  expect(wordsIn(await desk.type('UANA', 'import <#C1|inc-1>'))).toContain('already that of INC-1');
  expect(wordsIn(await desk.type('UGUEST', 'import <#C77>'))).toContain('may not declare incidents here');
  expect(await askedFor()).toEqual([]);
});
