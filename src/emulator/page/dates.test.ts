import { clockTime, dateToken, dayName, fieldFromSeconds, secondsFromField } from './dates.ts';

const now = Date.UTC(2026, 10, 22, 20);
const quarterPast = Date.UTC(2026, 10, 22, 14, 5, 9) / 1000;

test('tokens are shown in the zone of the reader', () => {
  expect(dateToken('{date_short_pretty} at {time}', quarterPast, 'Europe/Madrid', now)).toBe(
    'today at 15:05',
  );
  expect(dateToken('{date_num} {time_secs}', quarterPast, 'Asia/Kolkata', now)).toBe('2026-11-22 19:35:09');
});

test('what is near is named, what is far is dated', () => {
  expect(dateToken('{date_pretty}', quarterPast - 86_400, 'UTC', now)).toBe('yesterday');
  expect(dateToken('{date_long_pretty}', quarterPast - 864_000, 'UTC', now)).toBe(
    'Thursday 12 November 2026',
  );
  expect(dayName(now, 'UTC', now)).toBe('Today');
});

test('a token nobody knows stays as it is written', () => {
  expect(dateToken('{moon} {ago}', now / 1000 - 120, 'UTC', now)).toBe('{moon} 2 minutes ago');
});

test('a picked time is read in the zone of the person', () => {
  expect(secondsFromField('2026-11-22T15:05', 'Europe/Madrid')).toBe(Date.UTC(2026, 10, 22, 14, 5) / 1000);
  expect(fieldFromSeconds(quarterPast, 'Europe/Madrid')).toBe('2026-11-22T15:05');
  expect(clockTime(now, 'Africa/Lagos')).toBe('21:00');
});
