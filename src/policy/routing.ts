// The sections `routing` and `mutes` of firescribe.yml: what alerts lead to, told by rules in order.
import { z } from 'zod';
import { Mute } from './mutes.ts';
import { duration as length } from './section-words.ts';
import { When } from './when.ts';

/** `standard` is what holds where nothing is written. */
const duration = (standard: string) => length.prefault(standard);

/** A value taken from a label, or the same for all. */
const Value = z
  .strictObject({
    /** The same value for every alert. */
    is: z.string().min(1).optional(),
    /** The first of these labels that is there gives the value. */
    label: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)], 'write a label or a list of labels')
      .optional(),
    /** What the label's words mean; words that are not listed stand for themselves. */
    values: z.record(z.string(), z.string().min(1)).default({}),
    /** Where the label is not there. */
    otherwise: z.string().min(1).optional(),
  })
  .refine(({ is, label }) => (is === undefined) !== (label === undefined), 'give either `is` or `label`');
export type Value = z.output<typeof Value>;

const Group = z
  .strictObject({
    /** `service` and `team`: alerts of the same one join. `expression`: those for which it gives the same. `none`: each for itself. */
    by: z.enum(['service', 'team', 'expression', 'none']).default('service'),
    /** CEL over `signal`. */
    expression: z.string().min(1).optional(),
    /** An incident takes alerts until none has come, and nobody has done anything, for this long. */
    window: duration('10m'),
  })
  .refine(
    ({ by, expression }) => (by === 'expression') === (expression !== undefined),
    'an expression goes with `by: expression`, and the other way round',
  );
export type Group = z.output<typeof Group>;

const OnResolved = z.strictObject({
  /** What follows when every alert of the incident is over. */
  do: z.enum(['note', 'propose', 'mitigate']).default('note'),
  /** How long none may fire before that. */
  after: duration('5m'),
  /** How long afterwards an alert that fires again takes the incident back to the status before. */
  soak: duration('15m'),
});
export type OnResolved = z.output<typeof OnResolved>;

const settings = {
  severity: Value.optional(),
  service: Value.optional(),
  team: Value.optional(),
  /** Custom fields of the incident. */
  fields: z.record(z.string().min(1).max(40), Value).default({}),
  /** The least severity that declares; what is below gives a line with a button. */
  declareFrom: z.string().min(1).optional(),
  group: Group.optional(),
  resolved: OnResolved.optional(),
};

export const RoutingRule = z.strictObject({
  /** As it is named on the timeline. */
  name: z.string().min(1).max(100),
  enabled: z.boolean().default(true),
  /** Only written down: what it would have done. */
  shadow: z.boolean().default(false),
  /** All that is written has to hold. Nothing written: every alert. */
  when: When.prefault({}),
  /**
   * `declare`: joins an open incident of its group, or opens one. `attach`: joins, or is only recorded. `line`: joins, or is
   * one line with a button. `record`: only recorded. `ignore`: recorded, and counted nowhere. Absent: as without the rule.
   */
  do: z.enum(['declare', 'attach', 'line', 'record', 'ignore']).optional(),
  ...settings,
});
export type RoutingRule = z.output<typeof RoutingRule>;

export const Routing = z.strictObject({
  /** The first that matches decides. */
  rules: z
    .array(RoutingRule)
    .default([])
    .refine(
      (rules) => new Set(rules.map(({ name }) => name)).size === rules.length,
      'two rules have one name; give each its own',
    ),
  /** What holds for every alert whose rule says nothing else. */
  ...settings,
  /** An alert that begins so often within this time is said once, then counted. */
  flapping: z.strictObject({ times: z.int().min(2).max(50).default(5), within: duration('1h') }).prefault({}),
});
export type Routing = z.output<typeof Routing>;

export const Mutes = z.array(Mute).default([]);

/** What holds where nothing is configured. */
export const noRouting: Routing = Routing.parse({});
