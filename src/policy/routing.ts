// The sections `routing` and `mutes` of firescribe.yml: what alerts lead to, told by rules in order.
import { z } from 'zod';
import { Mute } from './mutes.ts';
import { durationWords, duration as length } from './section-words.ts';
import { When } from './when.ts';

/** `standard` is what holds where nothing is written. */
const duration = (standard: string) => length.prefault(standard);

/** A value taken from a label, or the same for all. */
const Value = z
  .strictObject({
    is: z.string().min(1).describe('The same value for every alert.').optional(),
    label: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)], 'write a label or a list of labels')
      .describe('The first of these labels that is there gives the value.')
      .optional(),
    values: z
      .record(z.string(), z.string().min(1))
      .describe('What the label’s words mean; words that are not listed stand for themselves.')
      .default({}),
    otherwise: z.string().min(1).describe('Where the label is not there.').optional(),
  })
  .refine(({ is, label }) => (is === undefined) !== (label === undefined), 'give either `is` or `label`');
export type Value = z.output<typeof Value>;

const Group = z
  .strictObject({
    by: z
      .enum(['service', 'team', 'expression', 'none'])
      .describe('Alerts of one service or team join, or those for which the expression gives the same.')
      .default('service'),
    expression: z.string().min(1).describe('CEL over `signal`, with `by: expression`.').optional(),
    window: duration('10m').describe(
      'An incident takes alerts until none has come, and nobody has done anything, for so long.',
    ),
  })
  .refine(
    ({ by, expression }) => (by === 'expression') === (expression !== undefined),
    'an expression goes with `by: expression`, and the other way round',
  );
export type Group = z.output<typeof Group>;

/** Where nothing else is written. */
export const GROUP_WINDOW_MS = Group.parse({}).window;

const OnResolved = z.strictObject({
  do: z
    .enum(['note', 'propose', 'mitigate'])
    .describe('What follows when every alert of the incident is over.')
    .default('note'),
  after: duration('5m').describe('How long none may fire before that.'),
  soak: duration('15m').describe(
    'How long afterwards an alert that fires again takes the incident back to the status before.',
  ),
});
export type OnResolved = z.output<typeof OnResolved>;

const settings = {
  severity: Value.describe('The incident’s severity.').optional(),
  service: Value.optional(),
  team: Value.optional(),
  fields: z.record(z.string().min(1).max(40), Value).describe('Custom fields of the incident.').default({}),
  declareFrom: z
    .string()
    .min(1)
    .describe('The least severity that declares; what is below gives a line with a button.')
    .optional(),
  group: Group.optional(),
  resolved: OnResolved.optional(),
};

export const RoutingRule = z.strictObject({
  name: z.string().min(1).max(100).describe('As it is named on the timeline.'),
  enabled: z.boolean().default(true),
  shadow: z.boolean().describe('Tried out: only written down, with what it would have done.').default(false),
  when: When.prefault({}).describe('All that is written has to hold. Nothing written: every alert.'),
  /**
   * `declare`: joins an open incident of its group, or opens one. `attach`: joins, or is only recorded. `line`: joins, or is
   * one line with a button. `record`: only recorded. `ignore`: recorded, and counted nowhere. Absent: as without the rule.
   */
  do: z
    .enum(['declare', 'attach', 'line', 'record', 'ignore'])
    .describe('Absent: as without the rule, with the values that it gives.')
    .optional(),
  ...settings,
});
export type RoutingRule = z.output<typeof RoutingRule>;

export const Routing = z.strictObject({
  rules: z
    .array(RoutingRule)
    .describe('The first that matches decides.')
    .default([])
    .refine(
      (rules) => new Set(rules.map(({ name }) => name)).size === rules.length,
      'two rules have one name; give each its own',
    ),
  /** What holds for every alert whose rule says nothing else. */
  ...settings,
  flapping: z.strictObject({ times: z.int().min(2).max(50).default(5), within: duration('1h') }).prefault({}),
});
export type Routing = z.output<typeof Routing>;

export const Mutes = z.array(Mute).describe('When alerts are recorded and nothing else is done.');

/** What holds where nothing is configured. */
export const noRouting: Routing = Routing.parse({});

type Settings = Pick<RoutingRule, 'group' | 'resolved'>;

const writtenSettings = <S extends Settings>({ group, resolved, ...others }: S) => ({
  ...others,
  ...(group ? { group: { ...group, window: durationWords(group.window) } } : {}),
  ...(resolved
    ? {
        resolved: {
          ...resolved,
          after: durationWords(resolved.after),
          soak: durationWords(resolved.soak),
        },
      }
    : {}),
});

/** The section as one would write it for this policy. */
export const writtenRouting = ({ routing }: { routing: Routing }) => ({
  ...writtenSettings(routing),
  rules: routing.rules.map(writtenSettings),
  flapping: { ...routing.flapping, within: durationWords(routing.flapping.within) },
});
