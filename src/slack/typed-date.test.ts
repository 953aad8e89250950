// Typed due dates: what each way of writing means, and what is left of the text.
import { dueDate, takeDue } from './typed-date.ts';

/** Sunday 22 November 2026, 23:30 in Berlin. */
const WRITING = { zone: 'Europe/Berlin', now: Date.parse('2026-11-22T22:30:00Z') };

test.each([
  ['today', '2026-11-22'],
  ['tomorrow', '2026-11-23'],
  ['friday', '2026-11-27'],
  ['Fri', '2026-11-27'],
  ['sunday', '2026-11-22'],
  ['next friday', '2026-11-27'],
  ['next sunday', '2026-11-29'],
  ['next week', '2026-11-29'],
  ['in 3 days', '2026-11-25'],
  ['in a week', '2026-11-29'],
  ['in two weeks', '2026-12-06'],
  ['2026-11-30', '2026-11-30'],
  ['30 Nov', '2026-11-30'],
  ['Nov 30', '2026-11-30'],
  ['30 November 2026', '2026-11-30'],
  ['3 March', '2027-03-03'],
  ['EOW', '2026-11-27'],
  ['the end of the week', '2026-11-27'],
  ['end of next week', '2026-11-27'],
  ['end of month', '2026-11-30'],
  ['end of next month', '2026-12-31'],
  ['24.12.', '2026-12-24'],
  ['24.12.2027', '2027-12-24'],
  ['3.02.', '2027-02-03'],
  ['12/24', '2026-12-24'],
  ['24/12', '2026-12-24'],
  ['12/12', '2026-12-12'],
  ['03/04', undefined],
  ['31.02.', undefined],
  ['12/34', undefined],
  ['constructor', undefined],
])('due %s', (word, date) => {
  expect(dueDate(word, WRITING)).toBe(date);
});

test('the day is the writer’s, not the machine’s', () => {
  expect(dueDate('tomorrow', { ...WRITING, zone: 'America/New_York' })).toBe('2026-11-23');
  expect(dueDate('tomorrow', { ...WRITING, zone: 'Asia/Tokyo' })).toBe('2026-11-24');
});

test.each([
  ['raise the pool size by friday', 'raise the pool size', '2026-11-27'],
  ['raise the pool size, due 2026-11-30.', 'raise the pool size', '2026-11-30'],
  ['raise the limit by 10 by tomorrow', 'raise the limit by 10', '2026-11-23'],
  ['replace it by hand', 'replace it by hand', undefined],
  ['keep the flag off until monday', 'keep the flag off until monday', '2026-11-23'],
  ['move the nodes by 24.12.', 'move the nodes', '2026-12-24'],
  ['add an alert 2026-12-24', 'add an alert', '2026-12-24'],
  ['rerun the export of 2026-12-24', 'rerun the export of 2026-12-24', undefined],
  ['rerun the export 2026-11-20', 'rerun the export 2026-11-20', undefined],
  ['find what broke due to the load', 'find what broke due to the load', undefined],
  ['by friday', '', '2026-11-27'],
])('%s', (line, text, due) => {
  expect(takeDue(line, WRITING)).toEqual(due ? { text, due } : { text });
});

test.each([
  ['add an alert by end of quarter', 'end of quarter'],
  ['add an alert by 03/04', '03/04'],
  ['add an alert due soon', 'soon'],
  ['add an alert until next sprint', 'next sprint'],
  ['add an alert <@UBO|bo> by xmas', 'xmas'],
])('%s: the words that should have been a date are told', (line, unread) => {
  expect(takeDue(line, WRITING)).toEqual({ text: line, unread });
});

test.each([
  'replace it by hand',
  'raise the limit by 10',
  'roll back <@UBO> by 5pm',
  'fix what broke due to load',
])('%s: no words that should have been a date', (line) => {
  expect(takeDue(line, WRITING)).toEqual({ text: line });
});

test('yesterday is refused, too', () => {
  expect(() => takeDue('add an alert due yesterday', WRITING)).toThrow('Sat 21 Nov 2026 has passed.');
});

test('a date that has passed is refused with one that would do', () => {
  expect(() => takeDue('look into it by 2026-11-20', WRITING)).toThrow(
    'Fri 20 Nov 2026 has passed. Give a day to come, like `by friday` or `by 2026-11-29`.',
  );
});
