import type { Canvas } from '../surfaces.ts';
import { type CanvasChange, editSections, newSections } from './edit.ts';
import { canvasHtml } from './html.ts';
import { readMarkdown } from './markdown.ts';
import { lookUp, markdownOf, partsOf } from './sections.ts';

function canvasOf(markdown: string): Canvas {
  const made = newSections('F0CANVASABC', markdown, 'UBOT', 'first');
  if (!('sections' in made)) {
    throw new Error(`refused: ${JSON.stringify(made)}`);
  }
  return {
    id: 'F0CANVASABC',
    title: 'Review',
    owner: 'UBOT',
    created: 0,
    updated: 0,
    isChannelCanvas: true,
    sections: made.sections,
    access: [],
    deleted: false,
  };
}

function edited(markdown: string, change: (canvas: Canvas) => CanvasChange) {
  const canvas = canvasOf(markdown);
  const problem = editSections(canvas, change(canvas), 'UANA', 'second');
  return { canvas, problem, markdown: markdownOf(canvas) };
}

/** Writes into a cell of a table, counted from its first. */
const fillCell = (cell: number, markdown: string) => (canvas: Canvas) => ({
  operation: 'replace' as const,
  sectionId: canvas.sections.flatMap((section) => partsOf(canvas, section))[cell]?.id ?? '',
  markdown,
});

const first = (canvas: Canvas, text: string) =>
  lookUp(canvas, { contains_text: text })[0]?.id ?? 'nothing found';

describe('Markdown', () => {
  test.each([
    ['# One\n\n## Two\n\n### Three\n\nText with **bold**, *italic*, ~~struck~~ and `code`.'],
    ['- one\n- two\n  - nested\n\n1. first\n2. second\n\n- [ ] open\n- [x] done'],
    ['> a quote\n\n---\n\n```\ncode\n```'],
    ['| a | b |\n| --- | --- |\n| 1 | two<br>lines |'],
    ['![](@U0ANA) in ![](#C0INC), see [the graph](https://a.test).\n\n![](https://a.test/page)'],
  ])('that Slack documents is taken: %j', (markdown) => {
    expect(readMarkdown(markdown)).toHaveProperty('blocks');
  });

  test.each([
    ['a list in a quote', 'Hello\n\n> - listed', 'line 3: Unsupported block type (List) within block quote'],
    ['a quote in a quote', '> > deeper', 'line 1: Unsupported block type (BlockQuote) within block quote'],
    ['a fourth heading', '#### Four', 'line 1: Unsupported heading depth (4)'],
    ['a quote in a list', '- item\n\n  > quoted', 'line 3: Unsupported block type (BlockQuote) within list'],
    ['an address in angle brackets', 'see <https://a.test>', 'line 1: Unsupported input'],
    ['HTML', 'a <script>', 'line 1: Unsupported input'],
    [
      'a table of more than 300 cells',
      `| a |\n| --- |\n${'| x |\n'.repeat(300)}`,
      'line 1: Unsupported table type (more than 300 cells)',
    ],
  ])('is refused with its line: %s', (_what, markdown, detail) => {
    expect(readMarkdown(markdown)).toEqual({ detail: `'content' error: ${detail}` });
  });

  test('of more than a mebibyte is too large', () => {
    expect(newSections('F1', 'x'.repeat(1_048_577), 'U1', 'seed')).toEqual({ tooLarge: true });
  });

  test('keeps what its references point at, though each section stands alone', () => {
    expect(readMarkdown('See [the graph][g].\n\n[g]: https://a.test/graph')).toEqual({
      blocks: ['See [the graph](https://a.test/graph).'],
    });
  });
});

describe('sections', () => {
  const text =
    '# Review\n\nWhat happened.\n\n## Impact\n\n- one customer\n- two customers\n\n| a | b |\n| - | - |\n| 1 | 2 |';

  test('have ids as Slack makes them, all different', () => {
    const ids = canvasOf(text).sections.map((section) => section.id);
    expect(new Set(ids).size).toBe(5);
    expect(ids[0]).toMatch(/^temp:C:ABC[0-9a-f]{25}$/);
  });

  test('are found by kind of heading and by text, both together', () => {
    const canvas = canvasOf(text);
    const ids = (criteria: Parameters<typeof lookUp>[1]) => lookUp(canvas, criteria).map((found) => found.id);
    expect(ids({ section_types: ['any_header'] })).toEqual([canvas.sections[0]?.id, canvas.sections[2]?.id]);
    expect(ids({ section_types: ['h2'] })).toEqual([canvas.sections[2]?.id]);
    expect(ids({ section_types: ['h1'], contains_text: 'Impact' })).toEqual([]);
    expect(ids({ contains_text: 'happened' })).toEqual([canvas.sections[1]?.id]);
  });

  test('of a list are its items', () => {
    const canvas = canvasOf(text);
    const list = canvas.sections[3];
    expect(list && partsOf(canvas, list).map((part) => part.text)).toEqual(['one customer', 'two customers']);
    expect(lookUp(canvas, { contains_text: 'two customers' })).toHaveLength(1);
  });
});

describe('a change', () => {
  test('puts text at the start and at the end', () => {
    expect(edited('Two', () => ({ operation: 'insert_at_start', markdown: 'One' })).markdown).toBe(
      'One\n\nTwo',
    );
    expect(edited('Two', () => ({ operation: 'insert_at_end', markdown: 'Three' })).markdown).toBe(
      'Two\n\nThree',
    );
  });

  test('puts text before and after a section, whose id stays', () => {
    const { canvas, markdown } = edited('# A\n\n# B', (it) => ({
      operation: 'insert_after',
      sectionId: first(it, 'A'),
      markdown: 'text',
    }));
    expect(markdown).toBe('# A\n\ntext\n\n# B');
    expect(canvas.sections.map((section) => section.editedBy)).toEqual(['UBOT', 'UANA', 'UBOT']);
  });

  test('that replaces a section gives it a new id and leaves the others theirs', () => {
    const before = canvasOf('One\n\nTwo');
    const { canvas, markdown } = edited('One\n\nTwo', (it) => ({
      operation: 'replace',
      sectionId: first(it, 'One'),
      markdown: 'Uno',
    }));
    expect(markdown).toBe('Uno\n\nTwo');
    expect(canvas.sections[0]?.id).not.toBe(before.sections[0]?.id);
    expect(canvas.sections[1]?.id).toBe(before.sections[1]?.id);
  });

  test('without a section replaces the whole canvas', () => {
    expect(edited('One\n\nTwo', () => ({ operation: 'replace', markdown: 'New' })).markdown).toBe('New');
  });

  test('ticks one item of a list', () => {
    const { markdown } = edited('- [ ] look\n- [ ] fix', (it) => ({
      operation: 'replace',
      sectionId: first(it, 'fix'),
      markdown: '- [x] fix',
    }));
    expect(markdown).toBe('- [ ] look\n- [x] fix');
  });

  test('fills one cell of a table', () => {
    const { markdown } = edited('| a | b |\n| - | - |\n| 1 | 2 |', fillCell(3, 'three'));
    expect(markdown).toBe('| a | b |\n| - | - |\n| 1 | three |');
  });

  test.each([
    ['the first', 3, '| a | b | c |\n| - | - | - |\n| x | 2 |  |'],
    ['the last', 5, '| a | b | c |\n| - | - | - |\n|  | 2 | x |'],
  ])('fills an empty cell between its bars: %s', (_which, at, filled) => {
    const table = '| a | b | c |\n| - | - | - |\n|  | 2 |  |';
    expect(edited(table, fillCell(at, 'x')).markdown).toBe(filled);
  });

  test.each([
    ['|||x|', 0],
    ['|x|||', 1],
    ['|x|||', 2],
    ['| | | |', 1],
  ])('leaves the other cells of %j what they are', (row, column) => {
    const before = canvasOf(`| a | b | c |\n| - | - | - |\n${row}`);
    const said = (canvas: Canvas) =>
      canvas.sections.flatMap((section) => partsOf(canvas, section).map((part) => part.text));
    const { canvas } = edited(markdownOf(before), fillCell(3 + column, 'new'));
    expect(said(canvas)).toEqual(said(before).with(3 + column, 'new'));
  });

  test('of a cell may hold a bar', () => {
    const { canvas } = edited('| a | b |\n| - | - |\n| 1 |  |', fillCell(3, 'x | y'));
    const parts = canvas.sections.flatMap((section) => partsOf(canvas, section));
    expect(parts.map((part) => part.text)).toEqual(['a', 'b', '1', 'x | y']);
  });

  test('of a section that is gone fails, and nothing has changed', () => {
    const { problem, markdown } = edited('One', () => ({ operation: 'delete', sectionId: 'temp:C:gone' }));
    expect(problem).toEqual({ detail: 'Section temp:C:gone was not found' });
    expect(markdown).toBe('One');
  });
});

test('a canvas reads back as the HTML that Slack gives', () => {
  const canvas = canvasOf(
    [
      '# Title',
      'Ask ![](@U0ANA) in ![](#C0INC) :tada: & co',
      '- a\n  - nested',
      '1. one',
      '- [x] done',
      '> said',
      '```\nx < 1\ny\n```',
      '| h |\n| - |\n| c |',
      '---',
      '![](https://a.test/page)',
    ].join('\n\n'),
  );
  const html = canvasHtml(canvas).replaceAll(/ id=['"]temp:C:\w+['"]/g, '');
  expect(html.startsWith('<div class="quip-canvas-content"><h1>Title</h1>')).toBe(true);
  for (const piece of [
    '<control data-remapped="true"><a>@U0ANA</a></control>',
    '<control data-remapped="true"><a>#C0INC</a></control>',
    ':tada:</img></control> &amp; co',
    `<div data-section-style='5' class="" style=""><ul><li class='parent' value='1'><span>a</span><br/></li><ul>`,
    `<div data-section-style='6'`,
    `<div data-section-style='7' class="" style=""><ul><li class='checked'`,
    '<blockquote><p class="line">said</p></blockquote>',
    '<p class="prettyprint line">x &lt; 1<br>y</p>',
    '<table><tr><td><p class="line">h</p></td></tr><tr><td><p class="line">c</p></td></tr></table>',
    "<hr style='width:100%'>",
    "<p class='embedded-link'>Link URL: https://a.test/page</p>",
  ]) {
    expect(html).toContain(piece);
  }
});
