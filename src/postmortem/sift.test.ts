import { fc } from '../lib/fixtures/chance.ts';
import { sift } from './sift.ts';

const GONE = 'https://acme.slack.com/archives/C1/p1732000000000100';
const sieve = {
  leads: (url: string) => url.includes('/archives/C1/p1732000000000100'),
  says: (text: string) => text.includes('swordfish'),
};
const of = (markdown: string) => sift(markdown, sieve).markdown;

test('a sentence goes with its evidence; those beside it stay letter for letter', () => {
  expect(of(`The pool was full. Bo rolled back. [\\[1\\]](${GONE}) It was *over* at 14:05.  Thanks!\n`)).toBe(
    'The pool was full. *(left out: erased)* It was *over* at 14:05.  Thanks!\n',
  );
  expect(of('First. It is swordfish. Last.')).toBe('First. *(left out: erased)* Last.');
});

test('a quotation goes as a whole, and so does a paragraph that says it over several sentences', () => {
  expect(of('Fine. “The word. It is swordfish. Yes.” said Bo. Good.')).toBe(
    'Fine. *(left out: erased)* Good.',
  );
  expect(of('> it is\n> swordfish\n\nrest')).toBe('> *(left out: erased)*\n\nrest');
});

test('rows go with their lines, items and code as a whole', () => {
  const table = '| a | b |\n| --- | --- |\n| 1 | swordfish |\n| 2 | x \\| y |\n';
  expect(of(table)).toBe('| a | b |\n| --- | --- |\n| 2 | x \\| y |\n');
  expect(of('- one\n- swordfish. And more.\n  - below\n')).toBe(
    '- one\n- *(left out: erased)* And more.\n  - below\n',
  );
  expect(of('```\nexport P=swordfish\n```\n\n## The swordfish\n\n`ls`')).toBe(
    '*(left out: erased)*\n\n## *(left out: erased)*\n\n`ls`',
  );
});

test('evidence that is erased goes whole, and whatever cites its number goes with it', () => {
  const markdown = `# T

It broke. [\\[1\\]](#e1) It was mended. [\\[2\\]](#e2)

| Time | What | Evidence |
| --- | --- | --- |
| 14:00 | said so | [\\[1\\]](#e1) |
| 14:05 | rolled back | [\\[2\\]](#e2) |

## Evidence

1. <a id="e1"></a>**14:00, Bo** [open](${GONE})

   > first lines

   > another
2. <a id="e2"></a>**14:05, Bo** [open](https://acme.slack.com/archives/C1/p2)

   > rolled back
`;
  const { markdown: left, out } = sift(markdown, sieve);
  expect(left).toContain('*(left out: erased)* It was mended. [\\[2\\]](#e2)');
  expect(left).not.toMatch(/It broke|said so|first lines|another|14:00, Bo/);
  expect(left).toContain('1. *(left out: erased)*\n2. <a id="e2"></a>**14:05, Bo**');
  expect(left).toContain('| 14:05 | rolled back |');
  expect(out.join('\n')).toContain('first lines');
});

test('where nothing is erased, not a letter changes', () => {
  const none = { leads: () => false, says: () => false };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(sift(text, none)).toEqual({ markdown: text, out: [] });
    }),
    { numRuns: 50 },
  );
});

test('whatever the text is, what is said is gone', () => {
  const part = fc.constantFrom(
    'swordfish',
    'a. ',
    '\n',
    '| ',
    '- ',
    '> ',
    '```',
    '“',
    '”',
    '[x](y)',
    '`',
    '**',
    '# ',
    '1. ',
    '<b>',
    '\\',
  );
  const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (markdown) => {
      expect(of(markdown)).not.toContain('swordfish');
    }),
    { numRuns: 300 },
  );
});
