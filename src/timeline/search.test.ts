import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { matchExpression, segment } from './search.ts';
import { openTimeline } from './sqlite.ts';

test('text with spaces between its words is kept as it is', () => {
  expect(segment('Checkout — is  down 🔥')).toBe('Checkout — is  down 🔥');
});

test('words without spaces between them are parted, and nothing else changes', () => {
  const parted = segment('決済APIが停止 now');
  expect(parted.split('\u200b')).toEqual(expect.arrayContaining(['決済', '停止', 'now']));
  expect(parted.replaceAll('\u200b', '')).toBe('決済APIが停止 now');
});

test('a question becomes words that must all occur', () => {
  expect(matchExpression('check out')).toBe('"check"* AND "out"*');
  expect(matchExpression('"timed out" api -')).toBe('"timed out" AND "api"*');
  expect(matchExpression(' * ')).toBe('');
});

test('nothing a person can type makes the search fail', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'search-'));
  const timeline = openTimeline({ file: join(dir, 'timeline.db') });
  const signs = [...'"\'*-^():{}+«»“”\0 \u200b', 'AND', 'OR', 'NOT', 'NEAR(', 'text:', '障害', 'a'];
  const typed = fc
    .array(fc.oneof(fc.constantFrom(...signs), fc.string({ unit: 'binary' })))
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      expect(await timeline.search({ text, limit: 5 })).toEqual([]);
    }),
    { numRuns: 500 },
  );
  await timeline.close();
  rmSync(dir, { recursive: true });
});
