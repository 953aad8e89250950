import { defaultWorkingHours } from '../policy/section-working-hours.ts';
import { nextWorkingHour } from './working-hours.ts';

/** 27 November 2026 is a Friday. */
const friday = (clock: string) => Date.parse(`2026-11-27T${clock}Z`);
const next = (at: number, zone: string, hours = defaultWorkingHours) =>
  new Date(nextWorkingHour(at, zone, hours)).toISOString().slice(0, 19);

test('within working hours is at once', () => {
  expect(nextWorkingHour(friday('16:59:59'), 'UTC', defaultWorkingHours)).toBe(friday('16:59:59'));
});

test('after them is the next morning, and on Friday the next Monday, on the wall of that zone', () => {
  expect(next(friday('17:00:00'), 'UTC')).toBe('2026-11-30T09:00:00');
  expect(next(friday('08:10:30'), 'UTC')).toBe('2026-11-27T09:00:00');
  expect(next(friday('09:00:00'), 'America/New_York')).toBe('2026-11-27T14:00:00');
  expect(next(friday('12:00:00'), 'Asia/Kolkata')).toBe('2026-11-30T03:30:00');
});

test('a change of the clock moves the morning with it', () => {
  // Berlin goes to winter time on 25 October 2026.
  expect(next(Date.parse('2026-10-23T18:00:00Z'), 'Europe/Berlin')).toBe('2026-10-26T08:00:00');
});

test('hours that begin at half past, on one day of the week', () => {
  const hours = { from: '10:30', to: '11:30', days: ['wed'] as const };
  expect(next(friday('10:45:00'), 'UTC', hours)).toBe('2026-12-02T10:30:00');
});

test.each([
  ['2026-12-04T13:59:00Z', 'America/New_York', '2026-12-04T14:00:00.000Z'],
  ['2026-12-04T14:00:00Z', 'America/New_York', '2026-12-04T14:00:00.000Z'],
  ['2026-12-04T23:30:00Z', 'Europe/Berlin', '2026-12-07T08:00:00.000Z'],
  ['2026-12-05T10:00:00Z', 'Asia/Kolkata', '2026-12-07T03:30:00.000Z'],
])('at %s somebody in %s is written to at %s', (at, zone, then) => {
  expect(new Date(nextWorkingHour(Date.parse(at), zone, defaultWorkingHours)).toISOString()).toBe(then);
});
