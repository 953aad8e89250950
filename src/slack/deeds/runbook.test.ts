import { validateBlocks } from '../../emulator/blocks/validate.ts';
import { refreshRunbook } from '../../workflows/attach-runbooks.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { streamOf } from '../ids.ts';
import { readStepAction, renderRunbook, stepAction } from '../runbook-message.ts';

let desk: DeedDesk;
beforeEach(() => {
  desk = openDesk({}, [refreshRunbook]);
});
afterEach(() => desk.close());

const firescribe = { kind: 'firescribe', id: 'firescribe' } as const;

async function attach(key: string, title: string, steps: string[]): Promise<void> {
  await desk.house.engine.handle({
    type: 'record-runbook',
    incident: streamOf(await desk.incident()),
    wish: {
      vendor: { id: 'confluence', label: 'Confluence' },
      key,
      title,
      url: `https://wiki.example/${key}`,
      steps,
      more: 0,
      because: 'it is of checkout',
    },
    asking: desk.house.asking(firescribe),
  });
}
const place = { team: 'T1', channel: 'C1', ts: '1795356000.000100' };
async function post(runbook: string): Promise<void> {
  await desk.house.engine.handle({
    type: 'record-runbook-posted',
    incident: streamOf(await desk.incident()),
    wish: { runbook, place },
    asking: desk.house.asking(firescribe),
  });
}
const types = async () =>
  (await desk.house.engine.questions.events(streamOf(await desk.incident()))).map(({ type }) => type);

test('without a runbook it says how to get one', async () => {
  await desk.declare();
  expect(wordsIn(await desk.type('UBO', 'runbook'))).toContain('Say which service is affected');
});

test('the only one is posted at once; a second time its place is shown', async () => {
  await desk.declare();
  await attach('1', 'Checkout is slow', ['Look', 'Act']);
  expect(await desk.type('UBO', 'runbook')).toEqual({ kind: 'nothing' });
  expect(await types()).toContain('runbook-requested');
  await post('r1');
  expect(wordsIn(await desk.type('UBO', 'runbook'))).toContain('/archives/C1/p1795356000000100|stand here');
});

test('of several the one that is named is posted, or a button for each is shown', async () => {
  await desk.declare();
  await attach('1', 'Checkout is slow', ['Look']);
  await attach('2', 'Pool *exhausted*', ['Look']);
  await attach('3', 'Background', []);
  const list = wordsIn(await desk.type('UBO', 'runbook'));
  expect(list).toContain('Background>: no steps could be made out');
  expect(list).toContain('Post Checkout is slow');
  expect(await desk.press('UBO', 'runbook:post:r1', JSON.stringify({ runbook: 'r1' }))).toEqual({
    kind: 'nothing',
  });
  expect(await desk.type('UBO', 'runbook exhausted')).toEqual({ kind: 'nothing' });
  expect((await types()).filter((type) => type === 'runbook-requested')).toHaveLength(2);
});

test('a ticked box is an entry by whoever ticked it, an unticked one as well', async () => {
  await desk.declare();
  await attach('1', 'Checkout is slow', ['Look', 'Act']);
  await post('r1');
  await desk.press('UBO', stepAction('r1', 2), '2');
  await desk.press('UCHIDI', stepAction('r1', 2), '2');
  await desk.press('UCHIDI', stepAction('r1', 2), '');
  const told = (await desk.house.engine.questions.events(streamOf(await desk.incident()))).slice(-2);
  expect(told.map(({ type, actor, content }) => [type, actor.name, content])).toEqual([
    ['runbook-step-done', 'Bo', { text: 'Act' }],
    ['runbook-step-undone', 'Chidi', { text: 'Act' }],
  ]);
});

test('the message holds every step, says who did it, and cannot ping', async () => {
  await desk.declare();
  await attach(
    '1',
    'Checkout <!here> is slow',
    Array.from({ length: 40 }, (_none, index) => `Run \`a${index}\` <!channel>`),
  );
  const [runbook] = (await desk.incident()).runbooks ?? [];
  const rows = new Map([[3, { done: true, at: 1_795_356_000_000, by: 'T1/UBO', name: 'Bo' }]]);
  const steps = Array.from({ length: 40 }, (_none, index) => `Run \`a${index}\` <!channel>`);
  const { text, blocks } = renderRunbook({ runbook: runbook!, steps, more: 2 }, rows, 'Europe/Berlin');
  expect(validateBlocks(blocks, 'message')).toEqual([]);
  const words = JSON.stringify(blocks);
  expect(words).toContain('Bo, 22 Nov 2026');
  expect(words).toContain('2 more steps stand in the runbook itself.');
  expect(text).not.toContain('<!here>');
  const mrkdwn = blocks.filter((block) => JSON.stringify(block).includes('mrkdwn'));
  expect(JSON.stringify(mrkdwn)).not.toContain('<!');
});

test('boxes are told apart by their names', () => {
  expect(readStepAction(stepAction('r3', 12))).toEqual({ runbook: 'r3', step: 12 });
  expect(readStepAction('runbook:step:x')).toBeUndefined();
});
