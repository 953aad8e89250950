// The section `workflows` of firescribe.yml: the built-in automatic steps, switched on or off, and users' own.
import { z } from 'zod';
import { fieldsTemplate } from './fields-template.ts';
import { duration, durationWords, id, personOrGroup, url } from './section-words.ts';

/** The times and choices of built-in steps. */
export type StepSettings = {
  /** Whoever acknowledges first gets the leading role, without being asked. */
  assignRoles: boolean;
  /** How long the leading role may stand empty before somebody is asked for. Milliseconds. */
  nagRolesAfterMs: number;
  /** Only severities of this rank or worse, once somebody chose them, need a leader. */
  nagRolesRank: number;
  /** How long after closing the channel is archived; absent: never. Milliseconds. */
  archiveAfterMs?: number;
  /** When nothing nags, in the incident's zone, as `HH:MM`. */
  quiet: { from: string; to: string };
  /** A severity of this rank or worse is nagged about at night, too. */
  quietExceptRank: number;
};

const MINUTE = 60_000;

export const defaultSteps: StepSettings = {
  assignRoles: false,
  nagRolesAfterMs: 10 * MINUTE,
  nagRolesRank: 2,
  quiet: { from: '22:00', to: '07:00' },
  quietExceptRank: 1,
};

const onOff = z
  .union([z.boolean(), z.enum(['on', 'off'])], 'write on or off')
  .transform((word) => word === true || word === 'on');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as 22:00');

const steps = z
  .strictObject({
    off: z
      .array(z.string())
      .describe(
        'Names of built-in steps that are not wanted: announce, make a bridge. The help command lists them.',
      )
      .optional(),
    assignRoles: onOff
      .describe('Whoever acknowledges first gets the leading role by itself. Off by default: it is offered.')
      .optional(),
    nagRolesAfter: duration.describe('How long the leading role may stand empty. 10m by default.').optional(),
    nagRolesRank: z
      .int()
      .min(0)
      .describe('Only severities of this rank or worse need a leader. 2 by default; 0: none.')
      .optional(),
    archiveAfter: duration
      .describe('How long after closing the channel is archived. Not at all by default.')
      .optional(),
    quietHours: z
      .strictObject({ from: clock, to: clock })
      .describe('When nothing nags, in the incident’s zone. 22:00 to 07:00 by default.')
      .optional(),
    quietExceptRank: z
      .int()
      .min(0)
      .describe('Severities of this rank or worse are nagged about at night, too. 1 by default; 0: none.')
      .optional(),
  })
  .transform((given): { stepsOff: readonly string[]; steps: StepSettings } => ({
    stepsOff: given.off ?? [],
    steps: {
      assignRoles: given.assignRoles ?? defaultSteps.assignRoles,
      nagRolesAfterMs: given.nagRolesAfter ?? defaultSteps.nagRolesAfterMs,
      nagRolesRank: given.nagRolesRank ?? defaultSteps.nagRolesRank,
      ...(given.archiveAfter === undefined ? {} : { archiveAfterMs: given.archiveAfter }),
      quiet: given.quietHours ?? defaultSteps.quiet,
      quietExceptRank: given.quietExceptRank ?? defaultSteps.quietExceptRank,
    },
  }))
  .describe('The built-in automatic steps.');

/** Facts of an incident that may stand in a text, as `{title}`. */
const TEXT_FIELDS = [
  'number',
  'title',
  'status',
  'severity',
  'service',
  'team',
  'commander',
  'minutes',
] as const;
const text = fieldsTemplate(TEXT_FIELDS, 'a text', 'INC-{number} is {status}');

/** What a workflow does. One of these in each line. */
const act = z
  .strictObject({
    post: text.describe('A message in the incident’s channel.').optional(),
    announce: text.describe('A message in the thread of the announcement.').optional(),
    invite: z.array(personOrGroup).min(1).describe('Slack ids of people and groups.').optional(),
    severity: z.string().min(1).describe('A severity: sev-1.').optional(),
    status: z.string().min(1).describe('A status: identified.').optional(),
    role: z
      .strictObject({ role: z.string().min(1), to: personOrGroup })
      .describe('Gives a role to somebody.')
      .optional(),
    task: text.describe('A task for the channel.').optional(),
    followup: text.describe('A follow-up for afterwards.').optional(),
    ticket: text.describe('A follow-up, and its ticket in Jira or Asana.').optional(),
    page: z
      .string()
      .min(1)
      .describe('A team, service, person or schedule, as for the page command.')
      .optional(),
    webhook: z
      .strictObject({
        url: url.refine(
          (given) => !/^[^/]*\/\/[^/?#]*@/.test(given),
          'leave the user and password out of it: the body is signed with the secret instead',
        ),
        secret: z
          .string()
          .regex(/^[A-Z][A-Z0-9_]*$/, 'name the environment variable that holds the secret: MY_HOOK_SECRET')
          .describe('The environment variable whose value signs the body.'),
      })
      .describe('POSTs the incident as JSON, signed.')
      .optional(),
    run: id.describe('Another workflow of this file.').optional(),
  })
  .refine((given) => Object.keys(given).length === 1, 'one thing in each line: post, invite, severity, …');
export type Act = z.infer<typeof act>;

const workflow = z
  .strictObject({
    title: z.string().min(1).max(100).optional(),
    enabled: onOff.default(true),
    when: z
      .union([z.string(), z.array(z.string()).min(1)])
      .transform((given) => (typeof given === 'string' ? [given] : given))
      .describe(
        'Kinds of facts: incident-declared, status-changed, … Left out: only run by another workflow.',
      )
      .optional(),
    if: z.string().min(1).describe('CEL over `incident` and `event`.').optional(),
    once: onOff.default(true).describe('Once in an incident (the default), or each time.'),
    after: duration.describe('Waits, and then looks again whether `if` holds.').optional(),
    every: duration
      .refine((ms) => ms >= MINUTE, 'a minute is the least')
      .describe('Repeats while `if` holds and the incident is open, 50 times at most.')
      .optional(),
    do: z.array(act).min(1).max(20),
  })
  .refine(({ when, after, every }) => when !== undefined || (after === undefined && every === undefined), {
    message: '`after` and `every` need a `when`',
    path: ['when'],
  });

/** Something that users let Firescribe do by itself. */
export type Workflow = {
  id: string;
  title: string;
  when: readonly string[];
  if?: string;
  once: boolean;
  afterMs?: number;
  everyMs?: number;
  do: readonly Act[];
};

export const workflowsSection = z
  .strictObject({
    steps: steps.optional(),
    own: z
      .record(id, workflow)
      .transform((section) =>
        Object.entries(section)
          .filter(([, { enabled }]) => enabled)
          .map(
            ([name, { title, when, if: condition, once, after, every, do: acts }]): Workflow => ({
              id: name,
              title: title ?? name,
              when: when ?? [],
              ...(condition === undefined ? {} : { if: condition }),
              once: once && every === undefined,
              ...(after === undefined ? {} : { afterMs: after }),
              ...(every === undefined ? {} : { everyMs: every }),
              do: acts,
            }),
          ),
      )
      .describe('Your own, by name.')
      .optional(),
  })
  .transform(
    ({ steps: { stepsOff, steps: settings } = { stepsOff: [], steps: defaultSteps }, own = [] }) => ({
      stepsOff,
      steps: settings,
      workflows: own,
    }),
  )
  .describe('What Firescribe does by itself.');

/** How it is switched off, as it is said beside what it did. */
export const stepOff = (name: string) => `put “${name}” into workflows.steps.off of firescribe.yml`;
export const workflowOff = (name: string) => `set workflows.own.${name}.enabled to off in firescribe.yml`;

const written = ({ id: _name, afterMs, everyMs, ...rest }: Workflow) => ({
  ...rest,
  ...(afterMs === undefined ? {} : { after: durationWords(afterMs) }),
  ...(everyMs === undefined ? {} : { every: durationWords(everyMs) }),
});

/** The section as one would write it for this policy. */
export function writtenWorkflows({
  stepsOff,
  steps: { assignRoles, nagRolesAfterMs, nagRolesRank, archiveAfterMs, quiet, quietExceptRank },
  workflows,
}: {
  stepsOff: readonly string[];
  steps: StepSettings;
  workflows: readonly Workflow[];
}) {
  return {
    steps: {
      off: stepsOff,
      assignRoles,
      nagRolesAfter: durationWords(nagRolesAfterMs),
      nagRolesRank,
      ...(archiveAfterMs === undefined ? {} : { archiveAfter: durationWords(archiveAfterMs) }),
      quietHours: quiet,
      quietExceptRank,
    },
    own: Object.fromEntries(workflows.map((workflow) => [workflow.id, written(workflow)])),
  };
}
