import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

test.each(['catchup', 'summary'])(
  '%s says privately where it stands, who does what, and what happened',
  async (word) => {
    await desk.type('UBO', 'role commander me');
    await desk.type('UBO', 'impact One in five payments fails');
    await desk.type('UBO', 'task restart the pods @chidi');
    await desk.type('UBO', 'status identified the pool is exhausted');
    desk.house.clock.moveBy(47 * 60_000);
    const answer = await desk.type('UCHIDI', word);
    expect(answer.kind).toBe('private');
    const words = wordsIn(answer);
    for (const part of [
      'Checkout is slow',
      'identified since',
      'Declared 47 min ago.',
      'Impact: One in five payments fails',
      'Commander <@UBO>',
      '1. restart the pods — <@UCHIDI>',
      'the pool is exhausted',
    ]) {
      expect(words).toContain(part);
    }
  },
);

test('what is not recorded is said to be so', async () => {
  const words = wordsIn(await desk.type('UCHIDI', 'catchup'));
  expect(words).toContain('Impact: not recorded yet.');
  expect(words).toContain('Nobody holds a role yet.');
});

test('a long incident fits into a message, and what is left out is counted', async () => {
  for (let number = 0; number < 40; number += 1) {
    await desk.type('UBO', `note ${'long words '.repeat(60)} ${number}`);
  }
  const answer = await desk.type('UCHIDI', 'catchup');
  const blocks = answer.kind === 'private' ? (answer.blocks ?? []) : [];
  expect(wordsIn(answer)).toContain('earlier key entries are left out here');
  expect(blocks.length).toBeLessThan(50);
  expect(JSON.stringify(blocks).length).toBeLessThan(13_000);
});
