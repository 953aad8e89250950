import { fc } from '../lib/fixtures/chance.ts';
import { storedText, typedText, unescaped } from './text.ts';
import { emptyWorld } from './world.ts';

const world = emptyWorld({ id: 'T1', name: 'acme', domain: 'acme', plan: 'paid' });

test.each([
  ['plain words', 'hello', 'hello'],
  ['signs', 'a<b && c>d', 'a&lt;b &amp;&amp; c&gt;d'],
  ['entities that are there already', '&lt;b&gt; &amp;', '&lt;b&gt; &amp;'],
  ['a labelled link', '<https://example.com|here>', '<https://example.com|here>'],
  ['a bare address at the end of a sentence', 'See https://example.com/a.', 'See <https://example.com/a>.'],
  ['a date', '<!date^1700000000^{time}|then>', '<!date^1700000000^{time}|then>'],
  ['an escaped address in brackets', '&lt;https://example.com&gt;', '&lt;<https://example.com>&gt;'],
  ['something that only looks like a mention', '<@nobody>', '&lt;@nobody&gt;'],
])('what an app sends: %s', (_name, given, kept) => {
  expect(storedText(given)).toBe(kept);
});

test('a person cannot mention by typing the code of somebody who is not there', () => {
  expect(typedText(world, '<@U12345> <!subteam^S1> <!channel> <https://example.com|not a label>')).toBe(
    '&lt;@U12345&gt; &lt;!subteam^S1&gt; <!channel> &lt;<https://example.com>|not a label&gt;',
  );
});

test('storing a stored text changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '<', '>', '&', '@', '#', '!', '|', 'U', '1', ';') }),
      (text) => {
        const once = storedText(text);
        expect(storedText(once)).toBe(once);
      },
    ),
  );
});

test('apart from links and mentions, what was written can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '<', '>', '"', '(', '1') }), (text) => {
      expect(unescaped(storedText(text))).toBe(text);
    }),
  );
});
