// Words that have broken renderers, on every way out: canvas, the canvas read back, Markdown, Confluence, Notion.
import { canvasHtml } from '../emulator/canvas/html.ts';
import { readMarkdown, visibleText } from '../emulator/canvas/markdown.ts';
import { blockOf, wordsOf, wrongWith } from '../emulator/vendors/notion-limits.ts';
import { readStorage, wordsIn } from '../emulator/vendors/storage-xml.ts';
import { ana, declared, minutes, says, type World } from '../incident/fixtures/given.ts';
import { blocksIn } from '../integrations/documents/markdown-blocks.ts';
import { notionBlocks, requestsOf } from '../integrations/documents/notion-blocks.ts';
import { blocks } from '../integrations/documents/storage-format.ts';
import { composeReview } from '../postmortem/compose-review.ts';
import { renderCanvas } from '../postmortem/render-canvas.ts';
import { renderMarkdown } from '../postmortem/render-markdown.ts';
import { paper } from '../slack/canvas/fixtures/paper.ts';
import { canvasMarkdown } from '../slack/canvas-words.ts';

/** As it came from Slack, and as a reader sees it; the same where only one is given. */
const NASTY: readonly (readonly [said: string, seen?: string])[] = [
  ['found a|b || c | d \\| e'],
  ['found ]]&gt; and &lt;![CDATA[x]]&gt; and &amp;#x5d;', 'found ]]> and <![CDATA[x]]> and &#x5d;'],
  ['found שלום and مرحبا بالعالم and back'],
  ['found 👨‍👩‍👧‍👦 👩🏽‍🚒 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇯🇵 é e\u0301 ﷽'],
  [
    'found {{ title }} {% raw %} $ {x} &lt;%= y %&gt; {code} {toc}',
    'found {{ title }} {% raw %} $ {x} <%= y %> {code} {toc}',
  ],
  [
    'found &lt;!-- hidden --&gt; and &lt;br&gt; and &lt;a id="e1"&gt;&lt;/a&gt;',
    'found <!-- hidden --> and <br> and <a id="e1"></a>',
  ],
  ['found [^1] and [ ] and [x] and [a]: b and ![c](d) and [[wiki]]'],
  [
    'found https://x.example/a_b_c*d*e?f=1&amp;g=~h~ there',
    'found https://x.example/a_b_c*d*e?f=1&g=~h~ there',
  ],
  ['found www.evil.example and me@evil.example'],
  ['found $x$ ^sup^ ~sub~ ==mark== __init__ snake_case_name 5*3*2'],
  ['found `a ]]&gt; b | &lt;c&gt; {{d}}` in code', 'found a ]]> b | <c> {{d}} in code'],
  // As Slack shows it: the third begins code that the fourth ends.
  ['found ``` alone and ` too', 'found `` alone and too'],
  ['found \\ at the end \\'],
  ['found &amp;amp; &amp;lt; &amp;nbsp; &copy;', 'found &amp; &lt; &nbsp; &copy;'],
  [`found ${'x'.repeat(1_993)}🔥${'y'.repeat(1_998)}👩🏽‍🚒 end`],
];
/** Of several lines; only the evidence shows them as they are. */
const LINES = [
  '# no heading\n- no item\n+ no item\n1. no number\n&gt; no quote\n***\n---\n    no code\nfound it',
  'found\n===\nnext\n---\nlast',
  '| a | b |\n| --- | --- |\n| 1 | 2 |\nfound',
];
const CODE = '~~~\n]]> {{ x }} <b> & `y` | z 決済 🔥\n  indented\n| a | b |';

const at = (minute: number) =>
  ({ at: minutes(minute), source: { kind: 'command', key: `c${minute}` } }) as const;

function talked(): World {
  const world = declared({ title: 'A | title <b>with</b> *marks* & ]]> {{x}}' });
  const all = [...NASTY.map(([said]) => said), ...LINES, `found this:\n\`\`\`\n${CODE}\n\`\`\``];
  all.forEach((text, index) => {
    world.when('pin', { place: says(world, index + 1, text, ana), how: 'emoji' }, at(60 + index));
  });
  return world;
}

const doc = composeReview(talked().events, { workspaceUrl: 'https://acme.example' });
const markdown = renderMarkdown(doc);
const canvas = renderCanvas(doc);
const readBack = canvasMarkdown(canvasHtml(paper(canvas).canvas));
const written = `# T\n\n${readBack}\n${markdown.slice(markdown.lastIndexOf('\n## Evidence\n'))}`;

const confluence = (source: string) => wordsIn(readStorage(blocks(blocksIn(source))));

function notion(source: string): string {
  let last = 0;
  const newId = () => {
    last += 1;
    return String(last);
  };
  return requestsOf(notionBlocks(blocksIn(source)))
    .map((children) => {
      expect(wrongWith({ children }, children)).toBeUndefined();
      return wordsOf(children.map((child) => blockOf({ newId }, child, 'bot')));
    })
    .join('\n');
}

const plain = (words: string) => words.replace(/\s+/g, ' ');
const OUTPUTS: readonly (readonly [string, string])[] = [
  ['the canvas', visibleText(canvas)],
  ['the canvas read back', visibleText(readBack)],
  ['Markdown', visibleText(markdown)],
  ['Markdown with what people wrote', visibleText(written)],
  ['Confluence', confluence(markdown)],
  ['Confluence with what people wrote', confluence(written)],
  ['Notion', notion(markdown)],
  ['Notion with what people wrote', notion(written)],
];

describe.each(OUTPUTS)('in %s', (name, words) => {
  const whole = plain(words);
  const isCanvas = name.startsWith('the canvas');

  test.each(NASTY.map(([said, seen = said]) => [seen.slice(0, 60), seen]))('%s', (_shown, seen = '') => {
    // A canvas shows the beginning of what is long, and links the rest.
    expect(whole).toContain(plain(isCanvas ? seen.slice(0, 100) : seen));
  });

  test('the title', () => {
    expect(name === 'Markdown' ? whole : `${whole} ${doc.incident.title}`).toContain(
      'A | title <b>with</b> *marks* & ]]> {{x}}',
    );
  });

  test('several lines, and code', () => {
    for (const text of isCanvas ? [] : [...LINES, CODE]) {
      for (const line of text.replaceAll('&gt;', '>').split('\n')) {
        expect(whole).toContain(plain(line));
      }
    }
  });
});

test('a canvas of it is taken by Slack’s rules', () => {
  expect(readMarkdown(canvas)).toHaveProperty('blocks');
});

test('a message of 100 kB is there to its last letter', () => {
  const world = declared();
  const text = `found ${'決済 fire_engine 🔥 | <b> '.repeat(4_000).replaceAll('<', '&lt;')} the last word`;
  world.when('pin', { place: says(world, 1, text, ana), how: 'emoji' }, at(60));
  const long = composeReview(world.events, { workspaceUrl: 'https://acme.example' });
  const source = renderMarkdown(long);
  expect(source.length).toBeGreaterThan(100_000);
  for (const words of [visibleText(source), confluence(source), notion(source)]) {
    expect(words).toContain('the last word');
    expect(words.match(/fire_engine/g)?.length).toBeGreaterThanOrEqual(4_000);
    expect(words.isWellFormed()).toBe(true);
  }
  expect(readMarkdown(renderCanvas(long))).toHaveProperty('blocks');
});
