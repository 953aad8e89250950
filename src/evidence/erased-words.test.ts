import { erasedWords, linesGone, saysErased } from './erased-words.ts';

const ERASED = [
  'Bo told us that Jane Doe of Acme cannot log in, her address is jane.doe@acme.example',
  'the password of the pool is swordfish',
  '決済サービスの顧客は山田さんです',
  'ok',
  'Incident started: Zebra cannot pay',
];
const LEFT = 'The pool of `checkout-api` was too small. See https://grafana.example/d/1 for 2026-11-22.';
const says = (text: string) => saysErased(text, erasedWords(ERASED, LEFT));

test.each([
  'As Bo said: “Jane Doe of Acme cannot log in”.',
  'JANE  DOE of acme, cannot — log in!',
  'Ask jane.doe@acme.example what she saw',
  'swordfish is burnt, take another',
  '顧客は山田さんです。',
  'Zebra cannot pay',
])('%s says it again', (text) => expect(says(text)).toBe(true));

test.each([
  'ok',
  'The pool was too small',
  'the password of a pool should rotate',
  'People could not log in',
  'Bo told us to roll back',
  '決済サービスが停止しました',
  'See https://grafana.example/d/1',
  '',
])('%s does not', (text) => expect(says(text)).toBe(false));

test('what is still said elsewhere gives nothing away', () => {
  const words = erasedWords(
    ['look at `checkout-api` and build 4711-ab23'],
    'build 4711-ab23 of checkout-api',
  );
  expect(saysErased('the build 4711-ab23 was bad', words)).toBe(false);
  expect(saysErased('checkout-api was slow', words)).toBe(false);
});

test('lines that left a log are what was erased, without who said them', () => {
  const before = [
    'INC-1: Zebra cannot pay',
    'Channel log, 3 entries, times in UTC.',
    '== 22 Nov 2026 ==',
    '14:00:00  Ana (edited): the pool is full: all of it',
    '    [before the edit: the pool is jane]',
    '14:01:00  Bo: rolled back',
  ].join('\n');
  const now = [
    'INC-1: [redacted]',
    'Channel log, 4 entries, times in UTC.',
    '== 22 Nov 2026 ==',
    '14:00:00  Ana: [redacted]',
    '14:01:00  Bo (pinned): rolled back',
  ].join('\n');
  expect(linesGone(before, now)).toEqual([
    'INC-1: Zebra cannot pay',
    'the pool is full: all of it',
    'the pool is jane',
  ]);
});
