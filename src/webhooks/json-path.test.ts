import { query } from 'jsonpath-rfc9535';
import { fc } from '../lib/fixtures/chance.ts';
import { requirePath, valuesAt } from './json-path.ts';

const NAMES = ['a', 'b', 'c-d', '__proto__', 'length', '0'];
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, 1, 'x', false),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 4 }),
  ),
})).value;
const step = fc.oneof(
  fc.constantFrom('.a', '.b', '.length', '.__proto__', "['c-d']", '["a"]', "['0']"),
  fc.nat(3).map((index) => `[${index}]`),
);
const path = fc.array(step, { maxLength: 4 }).map((steps) => `$${steps.join('')}`);

test('the short walk finds what the library finds', () => {
  fc.assert(
    fc.property(json, path, (body, at) => {
      expect(valuesAt(body, at)).toEqual(query(body as never, at));
    }),
    { numRuns: 2_000 },
  );
});

test('paths that do more go to the library', () => {
  const body = {
    tags: [
      { name: 'tier', value: 1 },
      { name: 'service', value: 'shop' },
    ],
  };
  expect(valuesAt(body, '$.tags[?@.name == "service"].value')).toEqual(['shop']);
  expect(valuesAt(body, '$..value')).toEqual([1, 'shop']);
  expect(valuesAt(body, '$.tags[-1].value')).toEqual(['shop']);
});

test.each(['$.', '$.a[', 'a.b', '$.a b', '$[01]'])('%s is no path', (text) => {
  expect(() => requirePath(text)).toThrow();
});
