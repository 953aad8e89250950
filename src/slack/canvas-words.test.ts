import { canvasHtml } from '../emulator/canvas/html.ts';
import { readMarkdown } from '../evidence/blame/read-markdown.ts';
import { checkBlame } from '../evidence/blameless.ts';
import { paper } from './canvas/fixtures/paper.ts';
import { canvasMarkdown } from './canvas-words.ts';

const htmlOf = (markdown: string) => canvasHtml(paper(markdown).canvas);

const blame = (html: string) =>
  checkBlame(readMarkdown(canvasMarkdown(html)).document, { partOnly: true }).map(
    ({ rule, quoted, where }) => `${where?.title}: ${rule} ${quoted}`,
  );

test('headings, paragraphs, lists, tables and links are read as such', () => {
  const html =
    "<h2 id='a'>Timeline</h2><p class=\"line\">At <b>14:02</b> &amp; later</p><div><ul><li class=''><span>one</span><br/></li>" +
    "<li class='checked'><span>two</span><br/></li></ul></div><table><tr><td><p>Time</p></td><td><p>What</p></td></tr>" +
    "<tr><td><p>14:02</p></td><td><p>a | b <a href='https://x.example/a b'>m</a></p></td></tr></table>";
  expect(canvasMarkdown(html)).toBe(
    [
      '## Timeline',
      '',
      'At **14:02** & later',
      '',
      '- one',
      '- [x] two',
      '',
      '| Time | What |',
      '| - | - |',
      '| 14:02 | a \\| b [m](<https://x.example/a b>) |',
    ].join('\n'),
  );
});

test('words that look like markup stay words; struck words and code say nothing', () => {
  expect(canvasMarkdown('<p># no *heading* &lt;b&gt;</p>')).toBe('\\# no \\*heading\\* \\<b>');
  expect(blame('<p><del>The on-call failed to look.</del></p>')).toEqual([]);
  expect(blame("<p class='prettyprint line'>The on-call failed to look.</p>")).toEqual([]);
  expect(blame('<blockquote><p>The on-call failed to look.</p></blockquote>')).toEqual([]);
  expect(blame('<p>See <code>the on-call failed</code>.</p>')).toEqual([]);
});

test('what was emphasised, struck, numbered, nested or quoted is so again, and mentions are read', () => {
  const markdown = [
    '## Why',
    'It was **never** *tested*, ~~or was it~~: `pool.max = 5`, asked ![](@U0ANA) in [chat](https://a.test/x).',
    '1. first\n2. second',
    '- a\n  - within\n- b',
    'To do:',
    '- [ ] look\n- [x] fix',
    '> said\\\n> and done',
    '```\nx < 1\n```',
    '| a | b |\n| - | - |\n| **1** | two<br>lines |',
  ].join('\n\n');
  expect(canvasMarkdown(htmlOf(markdown))).toBe(markdown.replace('![](@U0ANA)', '@U0ANA'));
});

test('the title that Slack repeats is left out, and people are called by their names', () => {
  const html = '<h1>Postmortem of INC-1</h1><h1>Why</h1><p>Ask <control><a>@U0ANA</a></control>.</p>';
  const as = { names: { U0ANA: 'Ana' }, title: 'Postmortem of INC-1' };
  expect(canvasMarkdown(html, as)).toBe('# Why\n\nAsk @Ana.');
});

test('what people wrote is found under its heading', () => {
  const html = '<h1>Lessons</h1><p>The on-call <i>failed</i> to look.<br>It should have fired.</p>';
  expect(blame(html)).toEqual(['Lessons: B2 on-call failed to look', 'Lessons: B3 should have fired']);
});

test('whatever stands there, it is read without an error', () => {
  for (const html of [
    '',
    '<',
    '<p',
    '</p></tr></table>',
    '<td>x</td>',
    '<a><a href=x>',
    '&#99999999999;',
    '<tr><td>',
  ]) {
    expect(typeof canvasMarkdown(html)).toBe('string');
  }
});
