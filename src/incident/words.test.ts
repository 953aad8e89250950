import { compareTs, instantOf } from './slack-time.ts';
import { oneLine } from './texts.ts';
import { dateIn, nameOf, nearest, statusByWord, timeWords } from './words.ts';

test.each([
  ['resolv', 'resolve'],
  ['tiemline', 'timeline'],
  ['serverity', 'severity'],
  ['rol', 'role'],
  ['stauts', 'status'],
])('%s is nearest to %s', (typed, meant) => {
  expect(nearest(typed, ['resolve', 'timeline', 'severity', 'role', 'start', 'status'])).toBe(meant);
});

test('a word like nothing has no nearest', () => {
  expect(nearest('xyzzy', ['resolve', 'timeline'])).toBeUndefined();
  expect(nearest('resolve', [])).toBeUndefined();
});

test('words of an object’s own are not statuses', () => {
  expect(statusByWord('constructor')).toBeUndefined();
  expect(statusByWord(' Ack ')).toBe('acknowledged');
});

test('a time is said in its zone, with the date where it is another day there', () => {
  const late = Date.UTC(2026, 10, 22, 23, 30);
  expect(timeWords(late, 'UTC', late)).toBe('23:30 UTC');
  expect(timeWords(late, 'Europe/Berlin', late)).toBe('00:30 Europe/Berlin');
  expect(timeWords(late, 'UTC', late + 3_600_000)).toBe('2026-11-22 23:30 UTC');
  expect(dateIn(late, 'Asia/Tokyo')).toBe('2026-11-23');
});

test('somebody without a name is called by their id', () => {
  expect(nameOf({ kind: 'person', id: 'T1/U404' })).toBe('U404');
  expect(nameOf(undefined)).toBe('somebody');
});

test('Slack’s timestamps are times, and keep their order', () => {
  expect(instantOf('1732276800.000100')).toBe(1_732_276_800_000);
  expect(instantOf('1732276800.123456')).toBe(1_732_276_800_123);
  expect(instantOf('never')).toBeUndefined();
  expect(compareTs('999999999.000100', '1732276800.000100')).toBeLessThan(0);
  expect(compareTs('1732276800.000100', '1732276800.000200')).toBeLessThan(0);
});

test('a line has no white space to spare', () => {
  expect(oneLine('\t a \u3000 b\n')).toBe('a b');
});
