import type { ModalView } from '@slack/types';
import type { Proposed } from '../../engine/proposals.ts';
import type { Answer } from '../deed.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { proposing } from '../fixtures/proposing.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

const updates = async () =>
  (await desk.entries()).filter(({ kind }) => kind === 'update').map(({ text }) => text);

const later = async (answer: Answer): Promise<ModalView> => {
  const view = answer.kind === 'modal' ? await answer.later?.() : undefined;
  return view ?? Promise.reject(new Error('Nothing follows this form.'));
};

const blockOf = (view: ModalView, blockId: string) =>
  view.blocks.find((block) => block.block_id === blockId) as
    | { element?: { initial_value?: string } }
    | undefined;

test('with words it is sent at once', async () => {
  expect(await desk.type('UBO', 'update Payments fail; we are on it')).toEqual({ kind: 'nothing' });
  expect(await updates()).toEqual(['Update: Payments fail; we are on it']);
});

test('bare, a form opens with a text to begin with, and nothing is sent by itself', async () => {
  await desk.type('UBO', 'impact One in five payments fails');
  const answer = await desk.type('UBO', 'update');
  expect(answer).toMatchObject({ kind: 'modal' });
  const words = wordsIn(answer);
  for (const part of ['Affected: One in five payments fails.', 'Nothing is sent before you press Send.']) {
    expect(words).toContain(part);
  }
  expect(words).not.toContain('✎');
  expect(await updates()).toEqual([]);
});

test('what was written in the form is what is sent', async () => {
  expect(await desk.send('UBO', 'update:form', { text: 'Payments fail.' })).toEqual({
    answer: { kind: 'close' },
  });
  expect(await desk.send('UBO', 'update:form', { text: ' ' })).toMatchObject({ field: 'text' });
  expect(await updates()).toEqual(['Update: Payments fail.']);
});

const written: Proposed = {
  sentences: [
    {
      text: 'Payments fail for one in five users.',
      sources: [{ entry: 'e1', at: 0, link: 'https://x.example/p1' }],
    },
  ],
  removed: [{ reason: 'number', count: 2 }],
  model: 'm-1',
  shown: 3,
  citable: 4,
};

test('a narrator’s text is offered beside the field, which keeps what was typed, and is taken over by a button', async () => {
  desk.context.narrator = proposing(written);
  const opened = await desk.type('UBO', 'update');
  expect(wordsIn(opened)).toContain('✎ Another text by Anthropic follows here within 20 seconds.');
  const view = await later(opened);
  expect(JSON.stringify(view)).toContain('✎ Payments fail for one in five users. <https://x.example/p1|');
  expect(JSON.stringify(view)).toContain(
    '2 sentences removed, since the record does not carry them (number 2).',
  );
  const field = blockOf(view, 'text')?.element;
  expect(field).toEqual(opened.kind === 'modal' ? blockOf(opened.view, 'text')?.element : undefined);
  const use = /"value":"((?:[^"\\]|\\.)*Payments fail for one in five(?:[^"\\]|\\.)*)"/.exec(
    JSON.stringify(view),
  );
  const used = await desk.press('UBO', 'update:use', JSON.parse(`"${use?.[1]}"`));
  expect(used.kind === 'redraw' && blockOf(used.view, 'narrated')?.element?.initial_value).toBe(
    'Payments fail for one in five users.',
  );
  expect(await updates()).toEqual([]);
  await desk.send('UBO', 'update:form', { narrated: 'Payments fail for one in five users.' });
  expect(await updates()).toHaveLength(1);
});

test('where nothing came, one line says so, and the text that is there stands', async () => {
  desk.context.narrator = proposing({
    ...written,
    sentences: [],
    removed: [],
    failed: 'Anthropic did not answer in time.',
  });
  const view = JSON.stringify(await later(await desk.type('UBO', 'update')));
  expect(view).toContain('wrote nothing: Anthropic did not answer in time.');
  expect(view).not.toContain('Use this text');
});
