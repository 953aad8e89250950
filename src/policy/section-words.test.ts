import { fc } from '../lib/fixtures/chance.ts';
import { duration, durationOf, durationWords } from './section-words.ts';

test.each([
  ['90s', 90_000],
  ['10m', 600_000],
  ['1.5h', 5_400_000],
  ['24 h', 86_400_000],
  ['5d', 432_000_000],
  ['2w', 1_209_600_000],
])('%s are %d milliseconds', (words, ms) => {
  expect(durationOf(words)).toBe(ms);
  expect(duration.parse(words)).toBe(ms);
});

test.each(['10', 'ten minutes', '1 hour', '-5m', '5M', '', '1h30m'])(
  '%s is no duration, and is said so',
  (words) => {
    expect(durationOf(words)).toBeUndefined();
    expect(duration.safeParse(words).error?.issues[0]?.message).toContain('10m');
  },
);

test('a duration in words means the same again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 10 }), (seconds) => {
      expect(durationOf(durationWords(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
  expect([86_400_000, 172_800_000, 600_000, 90_000].map(durationWords)).toEqual(['24h', '2d', '10m', '90s']);
});
