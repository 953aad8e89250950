import type { ProposalKind, Proposed } from '../../engine/proposals.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { proposing } from '../fixtures/proposing.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
  await desk.say('UBO', 'we should add an alert on the pool of checkout');
  await desk.say('UANA', 'TODO: write a runbook for the failover');
});

afterEach(() => desk.close());

const carriedFor = (answer: object, about: string): string => {
  const values = JSON.stringify(answer).matchAll(/"value":("(?:[^"\\]|\\.)*")/g);
  return (
    [...values].map(([, value]) => JSON.parse(value!) as string).find((value) => value.includes(about)) ?? ''
  );
};

test('bare, it lists what was said should be done, with the source, and adds nothing', async () => {
  const answer = await desk.type('UBO', 'followup');
  const words = wordsIn(answer);
  expect(words).toContain('no open follow-ups');
  expect(words).toContain('• Add an alert on the pool of checkout <https://acme.slack.com/archives/C1/p');
  expect(words).toContain('• Write a runbook for the failover');
  expect((await desk.incident()).items).toEqual([]);
});

test('the button on the sheet of the review lists the same', async () => {
  const { id } = await desk.incident();
  const listed = await desk.press('UBO', 'followup:list', `incident/${id}`);
  expect(listed).toEqual(await desk.type('UBO', 'followup'));
});

test('Add opens the form filled in; what is added is not suggested again', async () => {
  const value = carriedFor(await desk.type('UBO', 'followup'), 'alert on the pool');
  const opened = await desk.press('UBO', 'followup:suggested:s0', value);
  if (opened.kind !== 'modal') {
    throw new Error('No form opened.');
  }
  expect(wordsIn(opened)).toContain('"initial_value": "Add an alert on the pool of checkout"');
  expect((await desk.incident()).items).toEqual([]);
  const filled = { text: 'Add an alert on the pool of checkout', kind: 'follow-up' };
  await desk.send('UBO', 'item:form', filled, opened.view.private_metadata);
  expect((await desk.incident()).items).toMatchObject([{ kind: 'follow-up', message: { channel: 'C1' } }]);
  expect(wordsIn(await desk.type('UBO', 'followup'))).not.toContain('• Add an alert');
});

test('Not this one hides it for everybody, and is on record without its words', async () => {
  const value = carriedFor(await desk.type('UBO', 'followup'), 'runbook');
  const left = wordsIn(await desk.press('UBO', 'followup:dismiss:s1', value));
  expect(left).toContain('alert on the pool');
  expect(left).not.toContain('runbook for the failover');
  expect(wordsIn(await desk.type('UCHIDI', 'followup'))).not.toContain('runbook for the failover');
  const [fact] = await desk.context.engine.questions.ofType(
    `incident/${(await desk.incident()).id}`,
    'suggestion-dismissed',
    5,
  );
  expect(JSON.stringify(fact)).not.toContain('runbook');
});

test('what is said to be done during it is still one line, and adds', async () => {
  await desk.type('UBO', 'followup raise the pool size @bo by friday');
  expect((await desk.incident()).items).toHaveLength(1);
});

test('a narrator is asked once there is a draft; what it repeats or nobody wants is left out', async () => {
  const asked: ProposalKind[] = [];
  const source = (await desk.entries()).find(({ text }) => text.includes('the pool of checkout'))!.id;
  const sources = [{ entry: source, at: 0 }];
  const written: Proposed = {
    sentences: [
      { text: 'Add an alert on the pool of checkout.', sources },
      { text: 'Be more careful with the pool.', sources },
      { text: 'Limit the connections of checkout.', sources },
    ],
    ...{ removed: [], model: 'm-1', shown: 2, citable: 2 },
  };
  desk.context.narrator = proposing(written, asked);
  expect(wordsIn(await desk.type('UBO', 'followup'))).not.toContain('✎');
  const { id } = await desk.incident();
  await desk.context.engine.handle({
    type: 'record-draft',
    incident: `incident/${id}`,
    wish: {
      cycle: 1,
      files: { canvas: 'a', markdown: 'b', json: 'c', log: 'd' },
      entries: { used: 1, notUsed: 0 },
    },
    asking: desk.house.asking({ kind: 'firescribe', id: 'firescribe' }),
  });
  const answer = await desk.type('UBO', 'followup');
  const followed = answer.kind === 'private' ? await answer.later?.() : undefined;
  const words = JSON.stringify(followed);
  expect(words).toContain('✎ Limit the connections of checkout <https://acme.slack.com/');
  expect(words).not.toMatch(/✎ (Add an alert|Be more careful)/);
  await desk.press('UBO', 'followup:dismiss:n0', carriedFor(followed!, 'Limit'));
  const again = await desk.type('UBO', 'followup');
  expect(JSON.stringify(again.kind === 'private' ? await again.later?.() : '')).toContain(
    'suggests nothing new',
  );
  expect(asked).toEqual(['follow-ups', 'follow-ups']);
});
