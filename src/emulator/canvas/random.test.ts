import { fc } from '../../lib/fixtures/chance.ts';
import { readMarkdown } from './markdown.ts';

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const line = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const block = fc.oneof(
  line,
  fc.tuple(fc.constantFrom('#', '##', '###'), line).map(([marks, text]) => `${marks} ${text}`),
  fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((item) => `- [ ] ${item}`).join('\n')),
  line.map((text) => `> ${text}`),
  fc.tuple(line, line).map(([a, b]) => `| ${a} |\n| --- |\n| ${b} |`),
  line.map((text) => `\`\`\`\n${text}\n\`\`\``),
);
/** Paragraphs between the blocks, so that no two lists or tables touch and become one. */
const document = fc
  .array(block, { minLength: 1, maxLength: 6 })
  .map((blocks) => blocks.flatMap((each, index) => [each, `paragraph ${index}`]));

test('a canvas made of documented blocks is taken apart into just these blocks', () => {
  fc.assert(
    fc.property(document, (blocks) => {
      expect(readMarkdown(blocks.join('\n\n'))).toEqual({ blocks });
    }),
  );
});

test('any text at all is taken or refused, never a crash', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('#', '>', '-', ' ', '\n', '|', 'a', '`', '<', '[', ']') }),
      (text) => {
        const read = readMarkdown(text);
        expect('blocks' in read || read.detail.startsWith("'content' error: line ")).toBe(true);
      },
    ),
  );
});
