// Canvases as Slack has been seen to give them back (recorded by others, 2025 and 2026; ids and words are ours).
import { type Block, blocksOfHtml, blocksOfMarkdown, markdownOf, withoutTitle } from './blocks.ts';

const id = (n: number) => `temp:C:EXA${String(n).padStart(25, '0')}`;
const told = (blocks: readonly Block[] | undefined) =>
  blocks?.map(({ kind, node }) => [kind, markdownOf([node]).trim()]);

test('the title that Slack shows is no block; cells have ids, a table has none', () => {
  const html =
    `<div class="quip-canvas-content"><h1 id="${id(1)}">Postmortem of INC-1</h1><p id="${id(2)}" class="line">Some words.</p>` +
    `<table><tr><td><p id="${id(3)}" class="line">Item</p></td></tr><tr><td><p id="${id(4)}" class="line">Fix <b>it</b></p></td></tr></table></div>`;
  const blocks = withoutTitle(blocksOfHtml(html) ?? [], 'Postmortem of INC-1');
  expect(told(blocks)).toEqual([
    ['paragraph', 'Some words.'],
    ['table', '| Item |\n| - |\n| Fix **it** |'],
  ]);
  expect(blocks[1]).toMatchObject({ inner: [id(3), id(4)] });
  expect(blocks[1]).not.toHaveProperty('id');
  expect(withoutTitle(blocks, 'Postmortem of INC-1')).toEqual(blocks);
});

test('lists of each kind, words in no block, empty lines and colours', () => {
  const html =
    `Create a task quickly. </span><br/>\n\n<hr style='width:100%'><h2 id='${id(1)}'><span style="color:#333333">Business <i>value</i></span></h2>\n\n` +
    `<p id='${id(9)}' class='line'>\u200b</p><div class="" data-section-style='5' style=""><ul id='${id(2)}'><li id='${id(3)}' class='' value='1'>Reduction in cost. \n\n<br/></li></ul></div>` +
    `<div data-section-style='7'><ul id='${id(4)}'><li id='${id(5)}' class='checked'><span id='${id(5)}'>done</span><br/></li><li id='${id(6)}' class=''><span id='${id(6)}'>open</span><br/></li></ul></div>`;
  const blocks = blocksOfHtml(html);
  expect(told(blocks)).toEqual([
    ['paragraph', 'Create a task quickly.'],
    ['heading2', '## Business *value*'],
    ['bullet', '- Reduction in cost.'],
    ['box', '- [x] done'],
    ['box', '- [ ] open'],
  ]);
  expect(blocks?.map((block) => [block.id, block.list])).toContainEqual([id(5), id(4)]);
});

test('an attribute whose name ends like an id is none', () => {
  const [block] = blocksOfHtml(`<p data-id="elsewhere" id="${id(1)}" class="line">Words.</p>`) ?? [];
  expect(block?.id).toBe(id(1));
});

test('however the same is written, it prints the same; other emphasis, links or ticks do not', () => {
  const [html] =
    blocksOfHtml('<p id="a"><b>It</b> took\n 3&nbsp;min, <a href="https://a.test/1">see</a><br></p>') ?? [];
  const print = (markdown: string) => blocksOfMarkdown(markdown)[0]?.print;
  expect(html?.print).toBe(print('**It** took 3 min, [see](https://a.test/1)'));
  for (const other of [
    '*It* took 3 min, [see](https://a.test/1)',
    '**It** took 3 min, [see](https://a.test/2)',
  ]) {
    expect(print(other)).not.toBe(html?.print);
    expect(blocksOfMarkdown(other)[0]?.words).toBe(html?.words);
  }
  expect(print('- [ ] x')).not.toBe(print('- [x] x'));
});

test('a sign-in page is no canvas', () => {
  expect(
    blocksOfHtml('<html><head><title>Sign in | Slack</title></head><body><h1>Hi</h1></body></html>'),
  ).toBeUndefined();
});
