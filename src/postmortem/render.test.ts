import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { readMarkdown } from '../emulator/canvas/markdown.ts';
import { alerted, ana, bo, declared, minutes, says, type World } from '../incident/fixtures/given.ts';
import { composeReview } from './compose-review.ts';
import { CANVAS_MAX_CHARACTERS, canvasSections, renderCanvas } from './render-canvas.ts';
import { renderMarkdown } from './render-markdown.ts';

const at = (minute: number) =>
  ({ by: bo, at: minutes(minute), source: { kind: 'command', key: `c${minute}` } }) as const;
const review = (world: World) => composeReview(world.events, { workspaceUrl: 'https://acme.example' });
const seen = (markdown: string) =>
  textOf(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));

/** Texts that have broken renderers: markup of three kinds, tables, code, emoji, links, brackets. */
const AWKWARD = [
  'found: a < b && c > d in <script>alert(1)</script>',
  'found | a | table | in | here',
  'found *stars*, _lines_, ~tildes~ and [brackets](https://evil.example)',
  'found # no heading, - no list, 1. no number, > no quote',
  'found emoji :fire_engine: 🔥 and ¯\\_(ツ)_/¯',
  'found `code | with <pipes>` in it',
  'found C:\\Users\\x and \\*escapes\\*',
  'found &amp; &lt;tags&gt; and &nbsp;',
  'found ![](@U999) and <!channel> and <@U2>',
];

function awkward(): World {
  const world = declared({ title: 'A | title <b>with</b> *marks*' });
  AWKWARD.forEach((text, index) => {
    world.when('pin', { place: says(world, index + 1, text, ana), how: 'emoji' }, at(40 + index));
  });
  return world;
}

describe.each([
  ['Markdown', renderMarkdown],
  ['canvas', renderCanvas],
] as const)('awkward text in %s', (_, render) => {
  const text = seen(render(review(awkward())));

  test.each([
    'a < b && c > d in <script>alert(1)</script>',
    'found | a | table | in | here',
    'found *stars*, _lines_, ~tildes~ and [brackets](https://evil.example)',
    'found # no heading, - no list, 1. no number, > no quote',
    'found emoji :fire_engine: 🔥 and ¯\\_(ツ)_/¯',
    'code | with <pipes>',
    'found C:\\Users\\x and \\*escapes\\*',
    'found & <tags> and &nbsp;',
    'found ![](@U999) and @channel and @Bo',
    'A | title <b>with</b> *marks*',
  ])('%s survives', (wanted) => {
    expect(text).toContain(wanted);
  });
});

test('a pasted block survives in the appendix as code', () => {
  const world = declared();
  world.when(
    'pin',
    { place: says(world, 1, 'found this:\n```\nERROR a|b\n| x | y |\n```', ana), how: 'emoji' },
    at(3),
  );
  expect(renderMarkdown(review(world))).toContain('   > ```\n   > ERROR a|b\n   > | x | y |\n   > ```');
});

test('Markdown quotes its evidence as well as linking it', () => {
  const world = alerted();
  says(world, 3, 'restarted the api, errors are gone', ana);
  const markdown = renderMarkdown(review(world));
  expect(markdown).toMatch(/\[\\\[3\\\]\]\(#e3\)/);
  expect(markdown).toMatch(
    /3\. <a id="e3"><\/a>\*\*2026-11-22 14:03, Ana\*\* \[open\]\(https:\/\/acme\.example\/archives\/C1\/p\d+\)\n {3}> restarted the api, errors are gone/,
  );
});

describe('a canvas', () => {
  test('is taken by Slack’s rules, awkward text and all', () => {
    expect(readMarkdown(renderCanvas(review(awkward())))).toHaveProperty('blocks');
  });

  test('links each statement to its message by the time of it, and mentions people in Slack’s form', () => {
    const world = alerted();
    world.when('assign-role', { role: 'commander', to: bo }, at(2));
    says(world, 3, 'restarted the api, errors are gone', ana);
    const canvas = renderCanvas(review(world));
    expect(canvas).toMatch(/\[14:03\]\(https:\/\/acme\.example\/archives\/C1\/p\d{16}\)/);
    expect(canvas).toContain('| Commander | ![](@U2) |');
  });

  test('ends each line of the summary with its evidence, so that no time is read as part of the next sentence', () => {
    const world = alerted();
    world.when('change-status', { status: 'resolved', text: 'restarted the api' }, at(9));
    const summary = renderCanvas(review(world)).split('## Summary')[1]?.split('\n## ')[0] ?? '';
    const lines = summary.split('\n').filter((line) => line !== '' && !line.includes('To fill in'));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line).toMatch(/[^)] (\(\d\d:\d\d\)|\[\d\d:\d\d\]\(\S+\))$/);
    }
  });

  test('keeps tables to 300 cells', () => {
    const world = declared();
    for (let index = 0; index < 60; index += 1) {
      world.when('add-item', { kind: 'task', text: `Task number ${index}` }, at(index));
    }
    const canvas = renderCanvas(review(world));
    expect(readMarkdown(canvas)).toHaveProperty('blocks');
    expect(canvas.match(/\| Item \| Type \| Owner/g)?.length).toBe(2);
  });

  test('stays under Slack’s size, and says what did not fit', () => {
    const world = declared();
    says(world, 1, 'restarted the api', ana);
    const doc = review(world);
    const huge = {
      ...doc,
      sections: doc.sections.map((one) =>
        one.id === 'went-well' ? { ...one, prompt: 'x'.repeat(CANVAS_MAX_CHARACTERS) } : one,
      ),
    };
    const canvas = renderCanvas(huge);
    expect(canvas.length).toBeLessThan(CANVAS_MAX_CHARACTERS);
    expect(canvas).toContain('Too long for a canvas: see the attached files.');
    expect(canvas).toContain('## How this draft was made');
  });

  test('comes in sections that can be found again by their headings', () => {
    const world = alerted();
    const parts = canvasSections(review(world));
    expect(parts.map(({ id }) => id).slice(0, 3)).toEqual(['head', 'summary', 'impact']);
    expect(parts.slice(1).every(({ heading, markdown }) => markdown.startsWith(`## ${heading}\n`))).toBe(
      true,
    );
    expect(new Set(parts.map(({ heading }) => heading)).size).toBe(parts.length);
  });
});
