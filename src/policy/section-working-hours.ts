// The section `workingHours` of firescribe.yml: when people are written to in private about what can wait.
import { z } from 'zod';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** By the clock on each person's own wall. */
export type WorkingHours = {
  /** `09:00`; the last minute is the one before `to`. */
  from: string;
  to: string;
  days: readonly Weekday[];
};

export const defaultWorkingHours: WorkingHours = {
  from: '09:00',
  to: '17:00',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
};

/** Minutes. */
const SHORTEST = 60;
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'write a time such as 09:00');

export const workingHoursSection = z
  .strictObject({
    from: clock.describe('09:00 by default.').optional(),
    to: clock.describe('17:00 by default.').optional(),
    days: z.array(z.enum(WEEKDAYS)).min(1).describe('mon to fri by default.').optional(),
  })
  .transform(({ from, to, days }, context): WorkingHours => {
    const hours = {
      from: from ?? defaultWorkingHours.from,
      to: to ?? defaultWorkingHours.to,
      days: days ?? defaultWorkingHours.days,
    };
    if (minutesOf(hours.to) - minutesOf(hours.from) < SHORTEST) {
      const message = `working hours last an hour at least, within one day; these are ${hours.from} to ${hours.to}`;
      context.addIssue({ code: 'custom', path: ['to'], message });
    }
    return hours;
  })
  .describe(
    'When people are asked for the review and reminded of what is overdue, each in the time zone of their Slack profile.',
  );
