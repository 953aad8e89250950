// What holds where nothing is configured: severities, roles, limits and names.

import type { Policy, QuietLimits, RoleDefinition, Severity } from './policy.ts';
import { noRouting } from './routing.ts';
import { DEFAULT_TEMPLATES } from './section-postmortem.ts';
import { defaultPrivate } from './section-private.ts';
import { defaultItems, defaultTickets } from './section-tickets.ts';
import { defaultSteps } from './section-workflows.ts';
import { defaultWorkingHours } from './section-working-hours.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const severities: readonly Severity[] = [
  {
    id: 'sev-1',
    label: 'SEV-1',
    rank: 1,
    guidance: 'Critical: most users cannot do what they came for, or data is at risk. Executives are told.',
    postmortem: 'draft',
    invites: [],
  },
  {
    id: 'sev-2',
    label: 'SEV-2',
    rank: 2,
    guidance: 'Major: an important part is down or very slow for many users, with no way around it.',
    postmortem: 'draft',
    invites: [],
  },
  {
    id: 'sev-3',
    label: 'SEV-3',
    rank: 3,
    guidance: 'Minor: some users are affected, or there is a way around it.',
    postmortem: 'draft',
    invites: [],
  },
  {
    id: 'sev-4',
    label: 'SEV-4',
    rank: 4,
    guidance: 'Low: users hardly notice; it can wait for working hours.',
    postmortem: 'draft',
    invites: [],
  },
];

const roles: readonly RoleDefinition[] = [
  {
    id: 'commander',
    label: 'Commander',
    aliases: ['ic', 'lead', 'incident-commander'],
    instructions:
      'You decide and delegate; you do not debug. Say who does what, ask for status every few minutes, keep the status and the severity true, and hand over by name when you leave.',
  },
  {
    id: 'communications-lead',
    label: 'Communications Lead',
    aliases: ['comms', 'communications', 'communication', 'comms-lead', 'cl'],
    instructions:
      'You tell everybody outside this channel what is going on: what users see, what we do about it, and when you will write next. Ask the commander before you promise anything.',
  },
  {
    id: 'operations-lead',
    label: 'Operations Lead',
    aliases: ['ops', 'operations', 'ops-lead', 'tech-lead', 'ol'],
    instructions:
      'You lead the work on the systems. Say here what you are about to change before you change it, and what came of it. Ask the commander for more hands early.',
  },
];

const quiet: QuietLimits = {
  declares: ['critical'],
  recordsOnly: ['info', 'none'],
  staleAfterMs: HOUR,
  attachWithinMs: 24 * HOUR,
  opensAtMost: 3,
  windowMs: 10 * MINUTE,
};

/**
 * A monitor's own word is turned into a severity only where it plainly names one of ours: `sev1`, `SEV-1` (by the
 * severities' own names) and `P1` … `P4`. `critical` is deliberately not here: it says that somebody should look, not how
 * many users are hit, and software never takes the higher when unsure. Such an alert gets the default and a chooser.
 */
const alertSeverities: Policy['alertSeverities'] = { p1: 'sev-1', p2: 'sev-2', p3: 'sev-3', p4: 'sev-4' };

export const defaultPolicy: Policy = {
  severities,
  defaultSeverity: 'sev-3',
  roles,
  services: [],
  teams: [],
  responders: [],
  quiet,
  deployments: { withinMs: 6 * HOUR, environments: [] },
  routing: noRouting,
  mutes: [],
  tickets: defaultTickets,
  private: defaultPrivate,
  drills: {},
  actionItems: defaultItems,
  workingHours: defaultWorkingHours,
  alertSeverities,
  channelName: 'inc-{date}-{title}',
  zone: 'UTC',
  reviewWord: 'postmortem',
  templates: DEFAULT_TEMPLATES,
  rights: {},
  steps: defaultSteps,
  workflows: [],
  stepsOff: [],
  command: 'incident',
};
