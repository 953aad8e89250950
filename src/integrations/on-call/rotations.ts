// The section `rotations` of firescribe.yml: who takes turns, how long, in which zone, and who stands in for whom.
import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import type { Who } from './port.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
type Day = (typeof DAYS)[number];

const person = z
  .string()
  .refine(
    (word) => /^[UW][A-Z0-9]{5,}$/.test(word) || z.email().safeParse(word).success,
    'name a person by e-mail address or by Slack id (U0123ABC)',
  )
  .transform((word): Who => (word.includes('@') ? { email: word } : { slackId: word }));

const zone = z
  .string()
  .refine((name) => IANAZone.isValidZone(name), 'use an IANA zone such as Europe/Berlin');

const HANDOVER = /^(?:([a-z]+) +)?(\d{1,2}):(\d{2})$/i;

/** `monday 09:00` for weekly shifts, `09:00` for daily ones. By the clock on the wall, all year round. */
export type Handover = { day?: Day; hour: number; minute: number };

const handover = z.string().transform((words, check): Handover => {
  const [, day, hour, minute] = HANDOVER.exec(words.trim()) ?? [];
  const known = DAYS.find((name) => day && name.startsWith(day.toLowerCase()) && day.length >= 3);
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || (day && !known)) {
    check.addIssue(`${words} is no time of handover; write monday 09:00, or 09:00 for daily shifts`);
    return z.NEVER;
  }
  return { ...(known ? { day: known } : {}), hour: Number(hour), minute: Number(minute) };
});

const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?$/;

/** A day, or a day and a time, on the rotation's own clock: `2026-12-24 09:00`. Kept as `2026-12-24T09:00`. */
const localTime = z.string().transform((words, check) => {
  const [, day, time = '00:00'] = LOCAL.exec(words.trim()) ?? [];
  if (day === undefined || !DateTime.fromISO(`${day}T${time}`).isValid) {
    check.addIssue(`${words} is no date; write 2026-12-24 or 2026-12-24 09:00`);
    return z.NEVER;
  }
  return `${day}T${time}`;
});

const localDay = z
  .string()
  .refine(
    (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && DateTime.fromISO(day).isValid,
    'write the day as 2026-01-05',
  );

const turns = {
  shift: z.enum(['weekly', 'daily'], 'a shift is weekly or daily').default('weekly'),
  handover: handover.describe('monday 09:00; 09:00 for daily shifts. By the clock on the wall.').optional(),
  from: localDay
    .describe('The first of the people takes over at the first handover on or after this day.')
    .optional(),
  people: z
    .array(person)
    .min(1, 'name at least one person')
    .describe('In this order. E-mail addresses, or Slack ids.'),
};

const layer = z.strictObject({ name: z.string().min(1).optional(), ...turns });

const override = z.strictObject({
  who: person,
  from: localTime,
  to: localTime,
  layer: z.string().describe('Name of the layer; the first one where it is left out.').optional(),
});

const rotation = z
  .strictObject({
    label: z.string().min(1).optional(),
    zone: zone.optional(),
    layers: z
      .array(layer)
      .min(1, 'name at least one layer')
      .describe('Instead of people: several lists, of which the first is asked first.')
      .optional(),
    ...turns,
    people: turns.people.optional(),
    overrides: z.array(override).describe('Who stands in for whom, from when to when.').default([]),
  })
  .transform((given, check): Rotation => {
    const { layers, people, shift, handover: at, from, ...rest } = given;
    if ((layers === undefined) === (people === undefined)) {
      const message = 'give either people, or layers with people each';
      check.addIssue({ code: 'custom', message, path: layers ? ['people'] : [] });
      return z.NEVER;
    }
    const all = layers ?? [{ people: people ?? [], shift, handover: at, from }];
    const named = all.map((one, index) => layerOf(one, index));
    named.forEach((one, index) => {
      if ((one.shift === 'daily') === (one.handover.day !== undefined)) {
        const message =
          one.shift === 'daily'
            ? 'a daily shift hands over at a time without a day: 09:00'
            : 'a weekly shift hands over on a day: monday 09:00';
        check.addIssue({ code: 'custom', message, path: [...(layers ? ['layers', index] : []), 'handover'] });
      }
    });
    return { ...rest, layers: named, overrides: overridesOf(rest.overrides, named, check) };
  });

const WEEKLY: Handover = { day: 'monday', hour: 9, minute: 0 };
const DAILY: Handover = { hour: 9, minute: 0 };
/** A Monday. Who has no `from` counts from here, so that a rotation stays what it is whenever it is read. */
const BEGINNING = '2024-01-01';

function layerOf(given: z.infer<typeof layer>, index: number): Layer {
  const { shift, people } = given;
  return {
    name: given.name ?? (index === 0 ? 'primary' : index === 1 ? 'secondary' : `level ${index + 1}`),
    shift,
    handover: given.handover ?? (shift === 'weekly' ? WEEKLY : DAILY),
    from: given.from ?? BEGINNING,
    people,
  };
}

function overridesOf(
  given: z.infer<typeof override>[],
  layers: readonly Layer[],
  check: z.RefinementCtx,
): Override[] {
  return given.map(({ layer: name, ...one }, index) => {
    const found = name === undefined ? 0 : layers.findIndex((each) => each.name === name);
    if (found < 0) {
      const known = layers.map((each) => each.name).join(', ');
      const message = `there is no layer ${name}; the layers are ${known}`;
      check.addIssue({ code: 'custom', message, path: ['overrides', index, 'layer'] });
    }
    if (one.to <= one.from) {
      const message = 'an override ends after it begins';
      check.addIssue({ code: 'custom', message, path: ['overrides', index, 'to'] });
    }
    return { ...one, layer: found };
  });
}

export type Layer = {
  name: string;
  shift: 'weekly' | 'daily';
  handover: Handover;
  /** `2026-01-05` */
  from: string;
  people: Who[];
};

/** `from` and `to` on the rotation's own clock, `2026-12-24T09:00`; `layer` is an index. */
export type Override = { who: Who; from: string; to: string; layer: number };

export type Rotation = {
  label?: string;
  /** IANA; the policy's own zone where it is left out. */
  zone?: string;
  /** The first is asked first. */
  layers: Layer[];
  overrides: Override[];
};

/** By the name under which services and teams know it. */
export const Rotations = z.record(z.string().regex(/^[^:]+$/, 'a rotation’s name holds no colon'), rotation);
export type Rotations = Readonly<Record<string, Rotation>>;

/** 1 for Monday, as luxon counts. */
export const weekdayOf = (day: Day): number => DAYS.indexOf(day) + 1;
