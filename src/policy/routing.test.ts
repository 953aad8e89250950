import { mutedUntil } from './mutes.ts';
import { Mutes, Routing } from './routing.ts';

const at = (text: string) => Date.parse(text);
const until = (mute: unknown, when: string) => {
  const [read] = Mutes.parse([{ name: 'm', ...(mute as object) }]);
  const end = read && mutedUntil(read, at(when), 'UTC');
  return end === undefined ? undefined : new Date(end).toISOString();
};

const night = { weekly: { days: ['sat'], from: '22:00', to: '06:00' }, zone: 'Europe/Berlin' };

test.each<[string, unknown, string, string | undefined]>([
  [
    'once, while it lasts',
    { from: '2026-11-30 22:00', to: '2026-12-01 02:00' },
    '2026-11-30T22:00:00Z',
    '2026-12-01T02:00:00.000Z',
  ],
  [
    'once, at its end',
    { from: '2026-11-30 22:00', to: '2026-12-01 02:00' },
    '2026-12-01T02:00:00Z',
    undefined,
  ],
  [
    'once, in its zone',
    { from: '2026-07-01 10:00', to: '2026-07-01 12:00', zone: 'Europe/Berlin' },
    '2026-07-01T08:30:00Z',
    '2026-07-01T10:00:00.000Z',
  ],
  ['weekly, before it begins', night, '2026-11-28T20:59:00Z', undefined],
  ['weekly, on its evening', night, '2026-11-28T21:00:00Z', '2026-11-29T05:00:00.000Z'],
  ['weekly, after midnight', night, '2026-11-29T04:59:00Z', '2026-11-29T05:00:00.000Z'],
  ['weekly, at its end', night, '2026-11-29T05:00:00Z', undefined],
  ['weekly, over the night the clocks go forward', night, '2026-03-28T22:00:00Z', '2026-03-29T04:00:00.000Z'],
  ['weekly, over the night they go back', night, '2026-10-24T21:00:00Z', '2026-10-25T05:00:00.000Z'],
  ['weekly, on another day', night, '2026-11-27T22:00:00Z', undefined],
  [
    'weekly, a whole day',
    { weekly: { days: ['sun'], from: '00:00', to: '00:00' } },
    '2026-11-29T23:59:00Z',
    '2026-11-30T00:00:00.000Z',
  ],
])('a mute holds %s', (_what, mute, when, end) => {
  expect(until(mute, when)).toBe(end);
});

test.each<[string, unknown, RegExp]>([
  ['neither times nor a week', {}, /give `from` and `to`, or `weekly`/],
  ['an end before its beginning', { from: '2026-11-30 22:00', to: '2026-11-30 21:00' }, /after `from`/],
  ['a date there is not', { from: '2026-13-30 22:00', to: '2026-11-30 21:00' }, /no such date/],
  ['a zone there is not', { ...night, zone: 'Mars' }, /IANA zone/],
])('a mute with %s is refused', (_what, mute, why) => {
  expect(() => Mutes.parse([{ name: 'm', ...(mute as object) }])).toThrow(why);
});

test.each<[string, unknown, RegExp]>([
  ['two rules of one name', { rules: [{ name: 'a' }, { name: 'a' }] }, /two rules have one name/],
  ['an unknown word', { rules: [{ name: 'a', does: 'x' }] }, /does/],
  ['a value from nowhere', { service: {} }, /either `is` or `label`/],
  [
    'an expression that groups nothing',
    { group: { by: 'team', expression: 'x' } },
    /goes with `by: expression`/,
  ],
  ['a window that is no time', { group: { window: 'soon' } }, /write a duration/],
])('%s is refused', (_what, routing, why) => {
  expect(() => Routing.parse(routing)).toThrow(why);
});
