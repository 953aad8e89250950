import { join } from 'node:path';
import { fc } from '../lib/fixtures/chance.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { best, snippetOf } from './search-rank.ts';
import { matchExpression, segment, spelledOut, termsIn } from './search-words.ts';
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
  expect(matchExpression(termsIn('check out'))).toBe('"check"* AND "out"*');
  expect(matchExpression(termsIn('"timed out" api -'))).toBe('"timed out" AND "api"*');
  expect(matchExpression(termsIn(' * '))).toBe('');
  expect(matchExpression(termsIn('a 決'))).toBe('"a" AND "決"*');
  expect(matchExpression(termsIn('check out'), { whole: true })).toBe('"check" AND "out"');
});

const found = (...texts: string[]) => texts.map((text, index) => ({ stream: 's', id: String(index), text }));

test('whole words tell more than beginnings, several of those asked for more than one of them often, newer ones are first among equals', () => {
  const ids = (question: string, ...texts: string[]) =>
    best(found(...texts), termsIn(question), 9).map(({ id }) => id);
  expect(ids('check', 'checkout is down', 'check is down')).toEqual(['1', '0']);
  expect(ids('pool down', 'pool pool pool pool', 'the pool is down')).toEqual(['1', '0']);
  expect(ids('pool', 'the pool is full', 'the pool is gone')).toEqual(['0', '1']);
});

test('a snippet shows where most of what was asked for stands together', () => {
  const text = `pool ${'word '.repeat(60)}the pool timed out ${'word '.repeat(60)}`;
  const [only] = best(found(text), termsIn('"timed out" pool'), 1);
  expect(snippetOf(only!)).toMatch(/^….*the «pool» «timed» «out» word.*…$/);
});

test('a snippet holds nothing but the text, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, question) => {
      const plain = segment(text.replace(/[«»…]/g, ''));
      const [only] = best(found(plain), termsIn(question), 1);
      const shown = snippetOf(only!).replace(/[«»…]/g, '');
      expect(plain.replaceAll('\u200b', '')).toContain(shown);
    }),
  );
});

test('words that begin so are spelled out where they are known', () => {
  const known = (beginning: string) => (beginning === 'api' ? ['api', 'apis'] : undefined);
  const spelled = (question: string) => spelledOut(termsIn(question), known);
  expect(spelled('checkout-Api')).toBe('("checkout api" OR "checkout apis")');
  expect(spelled('check "the api" a')).toBe('"check"* AND "the api" AND "a"');
});

test('nothing a person can type makes the search fail', async () => {
  const dir = temporaryFolder('search');
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
});
