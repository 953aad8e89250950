// Mutes and maintenance windows: when alerts are recorded and nothing else is done, once or every week.
import { z } from 'zod';
import { isZone } from './section-words.ts';
import { When } from './when.ts';
import { offsetAt, partsIn } from './zones.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const DAY_MINUTES = 24 * 60;
const MINUTE = 60_000;

const local = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d$/, 'write date and time of the zone: 2026-11-30 22:00')
  .refine((text) => !Number.isNaN(wallOf(text)), 'there is no such date');
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'write a time of day: 22:00');

export const Mute = z
  .strictObject({
    name: z.string().min(1).max(100),
    when: When.prefault({}),
    /** The zone of its times; that of the reviews where none is given. */
    zone: z.string().refine(isZone, 'use an IANA zone such as Europe/Berlin').optional(),
    /** Once: from and to. */
    from: local.optional(),
    to: local.optional(),
    /** Every week on these days. Where `to` is not after `from`, it is that of the next day. */
    weekly: z
      .strictObject({
        days: z.array(z.enum(DAYS, `use ${DAYS.join(', ')}`)).min(1),
        from: time,
        to: time,
      })
      .optional(),
  })
  .refine(
    ({ from, to, weekly }) =>
      weekly === undefined ? from !== undefined && to !== undefined : from === undefined && to === undefined,
    'give `from` and `to`, or `weekly`',
  )
  .refine(
    ({ from, to }) => from === undefined || to === undefined || wallOf(to) > wallOf(from),
    '`to` has to be after `from`',
  );
export type Mute = z.output<typeof Mute>;

/** What the clock on the wall shows, as if it were UTC. */
function wallOf(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}:00Z`);
}

/** The instant at which the zone's clocks show this. Where they never do (a spring night), an hour off. */
function instantAt(wall: number, zone: string): number {
  const guess = wall - offsetAt(wall, zone);
  return wall - offsetAt(guess, zone);
}

const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** When the mute that is on at this time ends; undefined where it is off. `zone` where the mute has none. */
export function mutedUntil(mute: Mute, at: number, zone: string): number | undefined {
  const own = mute.zone ?? zone;
  if (mute.weekly) {
    return weeklyUntil(mute.weekly, at, own);
  }
  const [from, to] = [mute.from, mute.to].map((text) => instantAt(wallOf(text ?? ''), own));
  return from !== undefined && to !== undefined && at >= from && at < to ? to : undefined;
}

function weeklyUntil(weekly: NonNullable<Mute['weekly']>, at: number, zone: string): number | undefined {
  const { weekday, minutes, midnight } = partsIn(at, zone);
  const [from, to] = [minutesOf(weekly.from), minutesOf(weekly.to)];
  const length = to > from ? to - from : to + DAY_MINUTES - from;
  // Of the two that may be on (today's, and last night's), the one that ends later.
  const ends = [0, 1].flatMap((daysAgo) => {
    const since = minutes + daysAgo * DAY_MINUTES - from;
    const on =
      since >= 0 && since < length && weekly.days.includes(DAYS[(weekday + 7 - daysAgo) % 7] ?? 'sun');
    return on ? [instantAt(midnight + (from + length - daysAgo * DAY_MINUTES) * MINUTE, zone)] : [];
  });
  return ends.length > 0 ? Math.max(...ends) : undefined;
}
