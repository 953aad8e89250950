import { describe, expect, test } from '@jest/globals';
import { phrases, wordPattern } from './phrases.ts';

const BASIC_PLANE = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code)).filter(
  (one) => !/\p{Cs}/u.test(one),
);

describe('a pattern of words', () => {
  test.each(['\\p{L}', '\\p{N}'])(
    'given every character of one unit, then %s misses none of its own',
    (name) => {
      const unicode = new RegExp(name, 'u');
      const ranged = wordPattern(name === '\\p{N}' ? '[\\p{N}\\p{L}]' : name);
      expect(BASIC_PLANE.filter((one) => unicode.test(one) && !ranged.test(one))).toEqual([]);
    },
  );

  test('given the signs that people write around words, then none of them counts as a letter or a number', () => {
    const signs = BASIC_PLANE.filter(
      (one) =>
        /[\p{P}\p{S}\p{Z}\p{C}]/u.test(one) &&
        /[!-\u00ff\u2000-\u206f\u2190-\u23ff\u2500-\u2bff\u3000-\u3004\u3008-\u3020]/.test(one),
    );
    expect(signs.length).toBeGreaterThan(1_000);
    expect(signs.filter((one) => wordPattern('[\\p{L}\\p{N}]').test(one))).toEqual([]);
  });

  test('given a class of Unicode that it does not know, then it says so instead of reading it as letters', () => {
    expect(() => wordPattern('^\\p{Lu}+$')).toThrow('knows no Unicode but \\p{L} and \\p{N}: \\p{Lu}+$');
  });
});

describe('phrases', () => {
  test.each([
    ['Rolled  back the cache', true],
    ['we rolled\nback', true],
    ['unrolled back', false],
    ['rolled backé', false],
    ['é rolled back!', true],
  ])('given "rolled back" to look for in %j, then found: %s', (text, found) => {
    expect(phrases('rolled back').test(text)).toBe(found);
  });

  test('given an apostrophe in a phrase, then a curly one and none will do', () => {
    const pattern = phrases("can't reach");
    expect(
      ["can't reach", 'can’t reach', 'CANT reach', 'can reach'].map((text) => pattern.test(text)),
    ).toEqual([true, true, true, false]);
  });
});
