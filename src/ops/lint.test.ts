import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { lintMarkdown, lintText } from './lint.ts';

const placed = (text: string, strict = false) =>
  lintMarkdown('pm.md', text, { strict }).map(
    ({ rule, line, column, quoted, waived }) =>
      `${line}:${column} ${rule} ${quoted}${waived ? ` (${waived})` : ''}`,
  );

test('positions are those of the file, whatever stands before: front matter, markup, escapes, entities', () => {
  const text = [
    '---',
    'authors: [Ana, Bo]',
    '---',
    '# What happened',
    '',
    'Then **Ana** restarted db\\_3 &amp; the on-call failed to look.',
    '- nested',
    '  - The _alert_ should have fired.',
  ].join('\n');
  expect(placed(text)).toEqual(['6:8 B1 Ana', '6:40 B2 on-call failed to look', '8:17 B3 should have fired']);
});

test('quotations, code, block quotes and attributions say nothing of ours', () => {
  const text = [
    '**Participants:** Ana Stone, Bo',
    '',
    'A responder wrote “Ana should have looked” — Ana, 14:05.',
    '',
    '> The on-call failed to check.',
    '',
    '```',
    'Ana should have looked',
    '```',
    '',
    'The flag `Ana failed to look` was set. See https://example.com/Ana/should-have-been',
  ].join('\n');
  expect(placed(text)).toEqual([]);
});

test('names are known from authors, participants and owners, and stand there', () => {
  const text = [
    '# Review',
    '',
    'Author: Zoltan',
    '',
    '## Participants',
    '- Quill (commander)',
    '## Action items',
    '| Action | Owner | Due | Ticket |',
    '|---|---|---|---|',
    '| Add an alert | Wren | 2026-12-01 | |',
    '## Summary',
    'Zoltan called Quill, and Wren rolled back.',
  ].join('\n');
  expect(placed(text).filter((line) => line.includes('B'))).toEqual([
    '12:1 B1 Zoltan',
    '12:15 B1 Quill',
    '12:26 B1 Wren',
  ]);
});

test('a waiver in a comment holds for the block behind it, or everywhere; one without a reason counts for nothing', () => {
  const text = [
    '<!-- waive B3: their own words -->',
    'It should have fired.',
    '',
    'It should have fired.',
    '',
    '<!-- waive B4 everywhere: quoted from the vendor -->',
    'A human error. <!-- waive B3: here --> It would have fired.',
    '',
    'Another human error.',
    '',
    '<!-- waive B8 -->',
    'Ana is to blame.',
  ].join('\n');
  expect(placed(text)).toEqual([
    '2:4 B3 should have fired (their own words)',
    '4:4 B3 should have fired',
    '7:3 B4 human error (quoted from the vendor)',
    '7:43 B3 would have fired (here)',
    '9:9 B4 human error (quoted from the vendor)',
    '12:1 B1 Ana',
    '12:11 B8 blame',
    '11:1 W1 ',
  ]);
});

test('action items are read from tables, lists and check boxes', () => {
  const text = [
    '## Action items',
    '- [ ] Add an alert on pool size (owner: Bo, due 2026-12-01)',
    '- [ ] @bo Raise the limit by Friday',
    '- [x] rollback',
    '- Warm the cache (DONE)',
    '- We need to establish a rule for pools, OPS-3 (owner: Bo)',
    '- Better tests',
    '- Refuse a pool below 10 — Bo, OPS-12',
    '',
    '| # | Item | Assignee | Deadline | Ticket |',
    '|---|---|---|---|---|',
    '| 1 | Fix the driver | Bo | 2026-12-01 | |',
    '| 2 | Fix the driver | Ana, Bo | – | [OPS-1](https://x/OPS-1) |',
  ].join('\n');
  expect(placed(text)).toEqual(['7:3 B12 Better tests', '13:7 B12 Fix the driver']);
});

test('the shape of a review asks for what good reviews have; a page that is none is not asked', () => {
  const review =
    '## Impact\n5 %\n## Timeline\n- 14:02 alert\n- 14:05 [rolled back](https://x)\n## Contributing factors\n- A small pool.';
  expect(placed(review)).toEqual(['1:1 P1 ', '1:1 P2 ', '1:1 P3 ', '1:1 P5 ']);
  expect(placed('# Runbook\nRestart it.')).toEqual([]);
});

test('rows that our own drafts cite by time, and folded ones, ask for no link', () => {
  const table = (...rows: string[]) =>
    [
      '## Impact\n5 %\n## Contributing factors\n- A small pool.\n## Timeline',
      '| Time | Who | What | Kind | Evidence |',
      '| - | - | - | - | - |',
      ...rows,
    ].join('\n');
  const missing = ['1:1 P1 ', '1:1 P2 ', '1:1 P3 '];
  expect(
    placed(
      table(
        '| 15:12 | Bo | payments fail since 14:58 | note | (15:12) |',
        '| … | – | 1 h 5 min: no message | quiet | – |',
        '| 15:20 | Bo | resolved | status | [15:20](https://x) |',
      ),
    ),
  ).toEqual(missing);
  expect(placed(table('| 15:12 | Bo | payments fail since 14:58 | note | – |'))).toEqual([
    ...missing,
    '1:1 P5 ',
  ]);
});

test('a sentence is one, wherever its lines are broken', () => {
  expect(placed('The alert could\nhave been noticed, and the on-call\nfailed to look.')).toEqual([
    '1:11 B3 could\nhave been noticed',
    '2:28 B2 on-call\nfailed to look',
  ]);
});

test('“Root cause” in the singular with one item is found in strict mode, as a heading or a label', () => {
  expect(placed('## Root cause\nThe pool was small.', true)).toEqual(['1:4 B7 Root cause']);
  expect(placed('## Root cause\n- The pool was small.\n- No alert on it.', true)).toEqual([]);
  expect(placed('# X\n\nRoot cause: An engineer pushed a change.', true)).toEqual([
    '3:1 B6 Root cause: An engineer',
    '3:1 B7 Root cause',
  ]);
});

test('the text says file, line and column, why, what instead, and how many', () => {
  const text = lintText(lintMarkdown('a.md', 'It should have fired.'), 1);
  expect(text).toMatch(
    /^a\.md:1:4 B3 a wish in hindsight: “should have fired”\n {4}What did not.*\n {4}Say what happened/,
  );
  expect(text).toMatch(/1 finding in 1 file\.\n$/);
});

const bin = new URL('../firescribe.js', import.meta.url).pathname;

function run(args: string[], input = '') {
  const folder = temporaryFolder('lint');
  writeFileSync(join(folder, 'good.md'), 'The alert fired at 14:02.\n');
  writeFileSync(join(folder, 'bad.md'), 'The on-call failed to look!\n');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'lint', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  return { status, stdout, stderr };
}

test('on the command line it needs no configuration, and its exit code tells', () => {
  expect(run(['good.md'])).toMatchObject({
    status: 0,
    stdout: 'No finding in 1 file.\n'.replace('No finding', '0 findings'),
  });
  expect(run(['good.md', 'bad.md'])).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^bad\.md:1:5 B2 /),
  });
  const strict = run(['--strict', '--json', '-'], 'It failed!');
  expect([strict.status, JSON.parse(strict.stdout)]).toEqual([
    1,
    [expect.objectContaining({ file: '-', line: 1, column: 10, rule: 'B18', quoted: '!' })],
  ]);
  expect(run(['none.md'])).toMatchObject({ status: 2, stderr: 'none.md is not there. Check the path.\n' });
});
