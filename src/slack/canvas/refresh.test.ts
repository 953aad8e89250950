// A canvas in which people write, brought in step with new drafts.
import { lookUp } from '../../emulator/canvas/sections.ts';
import { type Paper, paper } from './fixtures/paper.ts';
import { baseOf, type Refreshed, refreshCanvas } from './refresh.ts';

const MODE = { frozen: false, erased: false };

const first = [
  'INC-7 · SEV-1 · resolved',
  '## Summary',
  'It was declared at 14:02.',
  '## What went well',
  '- the alert came *early*\n- the rollback worked',
  '## Action items',
  '| Item | Owner | Status |\n| --- | --- | --- |\n| Fix the pool | Ana | open |\n| Add an alert | Bo | open |',
  '## How this draft was made',
  '- Of 12 entries 5 are cited.',
].join('\n\n');

/** A canvas just made of the first draft. */
async function begun(oddity = {}): Promise<{ it: Paper; base: Refreshed['base'] }> {
  const it = paper(first, oddity);
  return { it, base: (await baseOf(it, first)).base };
}

async function refreshed(it: Paper, base: Refreshed['base'], draft: string, mode = MODE): Promise<Refreshed> {
  return refreshCanvas(it, { ...base, entries: base.entries ?? [] }, draft, mode);
}

const idOf = (it: Paper, text: string) => lookUp(it.canvas, { contains_text: text })[0]?.id ?? '';
const typeOver = (it: Paper, text: string, markdown: string) => {
  it.person({ operation: 'replace', sectionId: idOf(it, text), markdown });
};

test('what nobody touched follows the draft; what people wrote stands', async () => {
  const { it, base } = await begun();
  typeOver(it, 'declared at', 'Ana says it was **14:01**.');
  it.person({ operation: 'insert_at_end', markdown: 'We blame the cache.' });
  const next = first
    .replace('5 are cited', '6 are cited')
    .replace('- the rollback worked', '- the rollback worked\n- nobody was paged twice');
  const { left } = await refreshed(it, base, next);
  expect(left).toBeUndefined();
  expect(it.markdown()).toBe(
    `${next.replace('It was declared at 14:02.', 'Ana says it was **14:01**.')}\n\nWe blame the cache.`,
  );
});

test('both changed the same: people’s words stand, ours stand behind them, once', async () => {
  const { it, base } = await begun();
  typeOver(it, 'declared at', 'Ana says so.');
  const next = first.replace('14:02', '14:05');
  const once = await refreshed(it, base, next);
  expect(once.base.clashes).toEqual(['Summary']);
  const note = '*Firescribe has since:* It was declared at 14:05.';
  expect(it.markdown()).toContain(`Ana says so.\n\n${note}\n\n## What`);
  const edits = it.edits();
  const twice = await refreshed(it, once.base, next);
  expect([it.edits(), twice.base.clashes]).toEqual([edits, ['Summary']]);
  const third = await refreshed(it, twice.base, first.replace('14:02', '14:07'));
  expect(it.markdown()).toContain(
    'Ana says so.\n\n*Firescribe has since:* It was declared at 14:07.\n\n## What',
  );
  it.person({ operation: 'delete', sectionId: idOf(it, 'Firescribe has since') });
  const fourth = await refreshed(it, third.base, first.replace('14:02', '14:07'));
  expect(it.markdown()).not.toContain('Firescribe has since');
  expect(fourth.base.clashes).toEqual([]);
  const fifth = await refreshed(it, fourth.base, first.replace('14:02', '14:09'));
  expect(it.markdown()).toContain('*Firescribe has since:* It was declared at 14:09.');
  await refreshed(it, fifth.base, first.replace('It was declared at 14:02.', 'Ana says so.'));
  expect(it.markdown()).not.toContain('Firescribe has since');
});

test('an item that is done changes its cell, whoever wrote in the cells beside it', async () => {
  const { it, base } = await begun();
  const cells = lookUp(it.canvas, { contains_text: 'Fix the pool' })[0]?.child_section_ids ?? [];
  it.person({ operation: 'replace', sectionId: cells[4] ?? '', markdown: 'Chidi' });
  const next = first.replace('| Ana | open |', '| Ana | done |');
  const { base: after } = await refreshed(it, base, next);
  expect(it.markdown()).toContain('| Fix the pool | Chidi | done |');
  expect(it.edits()).toBe(1);
  const clash = next
    .replace('| Ana | done |', '| Dev | done |')
    .replace('open |\n\n', 'open |\n| Write it up | Bo | open |\n\n');
  const { base: last } = await refreshed(it, after, clash);
  expect(it.markdown()).toContain('| Fix the pool | Chidi | done |');
  expect(it.markdown()).toContain('*Firescribe has since:* Fix the pool, Owner: Dev');
  expect(it.markdown()).toContain('new row: Write it up · Bo · open');
  expect(last.clashes).toEqual(['Action items']);
});

test('a row that is erased is emptied beside what people wrote in it; one that is only left out stays there', async () => {
  for (const erased of [true, false]) {
    const { it, base } = await begun();
    const cells = lookUp(it.canvas, { contains_text: 'Fix the pool' })[0]?.child_section_ids ?? [];
    it.person({ operation: 'replace', sectionId: cells[4] ?? '', markdown: 'Chidi' });
    const next = first.replace('| Fix the pool | Ana | open |\n', '');
    const { base: after } = await refreshed(it, base, next, { frozen: false, erased });
    expect(it.markdown()).toContain(erased ? '| – | Chidi | – |' : '| Fix the pool | Chidi | open |');
    expect(it.markdown()).toContain('| Add an alert | Bo | open |');
    const edits = it.edits();
    await refreshed(it, after, next, { frozen: false, erased });
    expect(it.edits()).toBe(edits);
  }
});

test('quotations, code, numbers and tables are found and written anew where they stand', async () => {
  const begin = '> said *so*\n\n```\nx < 1\n```\n\n1. one\n2. two\n\n| a | b |\n| - | - |\n| 1 | 2 |';
  const it = paper(begin);
  const { base } = await baseOf(it, begin);
  it.person({ operation: 'insert_at_start', markdown: 'Mine.' });
  const next =
    '> said no\n\n```\ny < 2\n```\n\n1. one\n2. three\n\n| a | c |\n| - | - |\n| 5 | 6 |\n| 7 | 8 |';
  const { left } = await refreshed(it, base, next);
  expect([left, it.markdown()]).toEqual([undefined, `Mine.\n\n${next.replace(/2. three/, `1. three`)}`]);
});

test('a canvas in which nothing stands is left alone', async () => {
  const { it, base } = await begun();
  it.person({ operation: 'replace', markdown: '' });
  const { left, base: after } = await refreshed(it, base, first);
  expect([left, it.edits(), after.entries]).toEqual(['Nothing stands in the canvas.', 0, base.entries]);
});

test('what people took out stays out, with all that belongs to it', async () => {
  const { it, base } = await begun();
  for (const text of ['What went well', 'came early', 'rollback']) {
    it.person({ operation: 'delete', sectionId: idOf(it, text) });
  }
  const next = first.replace('- the rollback worked', '- the rollback worked at once\n- more luck');
  const { base: after } = await refreshed(it, base, next);
  expect(it.markdown()).not.toMatch(/went well|rollback|luck/);
  expect(it.edits()).toBe(0);
  await refreshed(it, after, next.replace('more luck', 'even more luck'));
  expect(it.edits()).toBe(0);
});

test.each([
  ['new ids at each change', { newIds: true }],
  ['a sibling in place of a replacement', { sibling: true }],
])('whatever Slack does, nothing is lost: %s', async (_what, oddity) => {
  const { it, base } = await begun(oddity);
  it.person({ operation: 'insert_after', sectionId: idOf(it, 'declared at'), markdown: 'My own words.' });
  const next = first.replace('14:02', '14:05').replace('5 are', '6 are').replace('resolved', 'closed');
  const { left } = await refreshed(it, base, next);
  expect(left).toBeUndefined();
  expect(it.markdown()).toBe(next.replace('14:05.', '14:05.\n\nMy own words.'));
});

test('a published review is kept true where it stands, and nothing is put in or taken out', async () => {
  const { it, base } = await begun();
  typeOver(it, 'came early', '- the alert came in time');
  const next = first
    .replace('14:02', '14:05')
    .replace('*early*', 'late')
    .replace('- the rollback worked', '- the rollback worked\n- one more')
    .replace('\n\n- Of 12 entries 5 are cited.', '');
  const { base: after } = await refreshed(it, base, next, { frozen: true, erased: false });
  expect(it.markdown()).toBe(first.replace('14:02', '14:05').replace('*early*', 'in time'));
  expect(after).toMatchObject({ clashes: ['What went well'], withheld: 3 });
  await refreshed(it, after, next, { frozen: false, erased: false });
  expect(it.markdown()).toContain('- one more');
});

test('where only we wrote in it and much has changed, it is written anew in one call', async () => {
  const long = Array.from({ length: 30 }, (_, at) => `Paragraph ${at}`).join('\n\n');
  const it = paper(long);
  const next = long.replaceAll('Paragraph', 'Section');
  const { touched } = await refreshed(it, (await baseOf(it, long)).base, next);
  expect([it.edits(), touched, it.markdown()]).toEqual([1, false, next]);
});

test('an empty cell is filled, wherever it stands in its row', async () => {
  const begin = '| a | b | c |\n| - | - | - |\n|  |  |  |\n| x |  |  |';
  const it = paper(begin);
  const { base } = await baseOf(it, begin);
  const next = '| a | b | c |\n| - | - | - |\n|  |  | 3 |\n| x | 4 |  |';
  const { left, touched } = await refreshed(it, base, next);
  expect([it.edits(), left, touched, it.markdown()]).toEqual([2, undefined, false, next]);
});

test('what Slack made of a change is not taken for people’s words later on', async () => {
  const { it, base } = await begun();
  const meant = it.edit;
  it.edit = (change) => {
    it.edit = meant;
    return meant({ ...change, document_content: { type: 'markdown', markdown: 'Something else.' } });
  };
  const next = first.replace('14:02', '14:05');
  const once = await refreshed(it, base, next);
  expect(once).toMatchObject({ left: expect.stringMatching(/^Slack did/), base: { strayed: true } });
  const twice = await refreshed(it, once.base, next);
  expect(twice).toMatchObject({ touched: true, base: { misses: 0, strayed: true } });
  typeOver(it, 'Something else', 'It was declared at 14:05.');
  it.person({ operation: 'delete', sectionId: idOf(it, 'Firescribe has since') });
  const third = await refreshed(it, twice.base, next);
  expect([third.left, third.touched, third.base.strayed]).toEqual([undefined, false, undefined]);
});
