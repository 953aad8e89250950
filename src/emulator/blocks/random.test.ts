import { fc } from '../../lib/fixtures/chance.ts';
import { fillBlockIds } from './ids.ts';
import { validateBlocks, validateView } from './validate.ts';

const anyJson = fc.jsonValue();
const types = [
  'section',
  'actions',
  'context',
  'input',
  'header',
  'image',
  'rich_text',
  'table',
  'container',
  'carousel',
];
/** Blocks with a type that exists and everything else at random. */
const almostBlock = fc
  .tuple(
    fc.constantFrom(...types),
    fc.dictionary(fc.constantFrom('text', 'elements', 'element', 'rows'), anyJson),
  )
  .map(([type, rest]) => ({ ...rest, type }));

test('whatever an app sends is judged, never a crash, and each error says what and where', () => {
  fc.assert(
    fc.property(fc.oneof(anyJson, fc.array(almostBlock, { maxLength: 3 })), (blocks) => {
      for (const error of [...validateBlocks(blocks, 'message'), ...validateView(blocks)]) {
        expect(error.message).not.toBe('');
        expect(error.pointer).toMatch(/^(\/.*)?$/);
      }
    }),
  );
});

test('blocks with their ids filled in are judged as they were before', () => {
  fc.assert(
    fc.property(fc.array(almostBlock, { maxLength: 3 }), (blocks) => {
      const before = validateBlocks(blocks, 'message').length === 0;
      expect(validateBlocks(fillBlockIds(blocks), 'message').length === 0).toBe(before);
    }),
  );
});
