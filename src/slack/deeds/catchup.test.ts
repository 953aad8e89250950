import type { ProposalKind } from '../../engine/proposals.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { proposing } from '../fixtures/proposing.ts';

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

test('of many open tasks the first are shown, and the others counted', async () => {
  for (let step = 1; step <= 10; step += 1) {
    await desk.type('UBO', `task step ${step}`);
  }
  const words = wordsIn(await desk.type('UCHIDI', 'catchup'));
  expect(words).toContain('8. step 8');
  expect(words).not.toContain('9. step 9');
  expect(words).toContain('… and 2 more.');
});

test('a task that is done is named, not numbered', async () => {
  await desk.type('UBO', 'task restart the pods');
  await desk.type('UBO', 'task done 1');
  expect(wordsIn(await desk.type('UCHIDI', 'catchup'))).toContain('Action item “restart the pods” is done');
});

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

describe('with a narrator', () => {
  const asked: ProposalKind[] = [];

  beforeEach(() => {
    asked.length = 0;
    desk.context.narrator = proposing(
      {
        sentences: [
          {
            text: 'Bo rolled back <!channel>.',
            sources: [{ entry: 'e', at: 0, link: 'https://x.example/p' }],
          },
        ],
        ...{ removed: [{ reason: 'name', count: 1 }], model: 'm-1', shown: 3, citable: 7 },
      },
      asked,
    );
  });

  test('the answer is complete before anybody is asked; sentences follow, marked, linked, and pinging nobody', async () => {
    const answer = await desk.type('UCHIDI', 'summary');
    expect(wordsIn(answer)).toContain('✎ A summary by Anthropic follows here within 20 seconds.');
    expect(asked).toEqual([]);
    const followed = answer.kind === 'private' ? await answer.later?.() : undefined;
    expect(asked).toEqual(['catch-up']);
    const words = JSON.stringify(followed);
    expect(words).toMatch(/✎ Bo rolled back &lt;!channel&gt;\. <https:\/\/x\.example\/p\|/);
    expect(words).toContain('1 sentence removed, since the record does not carry them (name 1).');
    const value = /"action_id":"proposal:made","value":("(?:[^"\\]|\\.)*")/.exec(words)?.[1] ?? '""';
    const made = wordsIn(await desk.press('UCHIDI', 'proposal:made', JSON.parse(value)));
    for (const part of ['m-1', '3 of the 7 entries', '(name 1)', 'The prompt for catch-up.']) {
      expect(made).toContain(part);
    }
  });

  test.each(['catchup', 'handover', 'update'])(
    '%s: of a private incident that may not be sent nothing follows',
    async (word) => {
      const { id } = await desk.incident();
      await desk.context.engine.handle({
        type: 'record-privacy',
        incident: `incident/${id}`,
        wish: { private: true },
        asking: desk.house.asking({ kind: 'firescribe', id: 'firescribe' }),
      });
      const answer = await desk.type('UANA', word);
      expect(answer).not.toHaveProperty('later');
      expect(wordsIn(answer)).not.toContain('✎');
    },
  );
});
