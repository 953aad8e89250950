// From environment and firescribe.yml to the policy: the environment wins, defaults fill what neither says.
import type { ConfigFile } from './config-file.ts';
import { defaultPolicy } from './policy/defaults.ts';
import type { Policy } from './policy/policy.ts';
import { writtenRouting } from './policy/routing.ts';
import { writtenPostmortem } from './policy/section-postmortem.ts';
import { writtenQuiet } from './policy/section-quiet.ts';
import { rightsOf } from './policy/section-rights.ts';
import { writtenRoles } from './policy/section-roles.ts';
import { writtenServices } from './policy/section-services.ts';
import { writtenSeverities } from './policy/section-severities.ts';
import { writtenTeams } from './policy/section-teams.ts';
import { writtenItems, writtenTickets } from './policy/section-tickets.ts';
import { durationWords } from './policy/section-words.ts';
import { writtenWorkflows } from './policy/section-workflows.ts';

/** Which variable says the same as which setting of the file, and wins over it. */
export const SAME_AS = {
  announcementChannel: 'ANNOUNCEMENT_CHANNEL',
  operatorsChannel: 'OPERATORS_CHANNEL',
  zone: 'TIME_ZONE',
  channelName: 'CHANNEL_NAME',
  responders: 'RESPONDERS',
  command: 'FIRESCRIBE_COMMAND',
} as const;

/** What the environment says of it, read and checked. */
export type PolicyVariables = {
  ANNOUNCEMENT_CHANNEL?: string;
  OPERATORS_CHANNEL?: string;
  TIME_ZONE?: string;
  CHANNEL_NAME?: string;
  RESPONDERS?: string[];
  FIRESCRIBE_COMMAND?: string;
  STEPS_OFF?: string[];
  /** The ticket tracker whose variables are set. */
  tracker?: { id: string; label: string };
};

/** One line for each section. */
export function policyOf(env: PolicyVariables, file: ConfigFile): Policy {
  const roles = file.roles ?? defaultPolicy.roles;
  return {
    ...defaultPolicy,
    ...file.severities,
    roles,
    services: file.services ?? defaultPolicy.services,
    teams: file.teams ?? defaultPolicy.teams,
    quiet: file.quiet ?? defaultPolicy.quiet,
    deployments: file.deployments ?? defaultPolicy.deployments,
    tickets: { ...(file.tickets ?? defaultPolicy.tickets), ...(env.tracker ? { tracker: env.tracker } : {}) },
    private: file.private ?? defaultPolicy.private,
    drills: file.drills ?? defaultPolicy.drills,
    actionItems: file.actionItems ?? defaultPolicy.actionItems,
    workingHours: file.workingHours ?? defaultPolicy.workingHours,
    rights: rightsOf(file.rights ?? defaultPolicy.rights, { roles }),
    steps: file.workflows?.steps ?? defaultPolicy.steps,
    workflows: file.workflows?.workflows ?? defaultPolicy.workflows,
    routing: file.routing ?? defaultPolicy.routing,
    mutes: file.mutes ?? defaultPolicy.mutes,
    reviewWord: file.reviewWord ?? defaultPolicy.reviewWord,
    templates: file.postmortem ?? defaultPolicy.templates,
    responders: env.RESPONDERS ?? file.responders ?? defaultPolicy.responders,
    channelName: env.CHANNEL_NAME ?? file.channelName ?? defaultPolicy.channelName,
    zone: env.TIME_ZONE ?? file.zone ?? defaultPolicy.zone,
    announcementChannel: env.ANNOUNCEMENT_CHANNEL ?? file.announcementChannel,
    operatorsChannel: env.OPERATORS_CHANNEL ?? file.operatorsChannel,
    stepsOff: [...new Set([...(env.STEPS_OFF ?? []), ...(file.workflows?.stepsOff ?? [])])],
    command: env.FIRESCRIBE_COMMAND ?? defaultPolicy.command,
  };
}

/** The policy as one would write it into the file, everything named. */
export function written(policy: Policy) {
  return {
    command: policy.command,
    announcementChannel: policy.announcementChannel,
    operatorsChannel: policy.operatorsChannel,
    zone: policy.zone,
    channelName: policy.channelName,
    reviewWord: policy.reviewWord,
    postmortem: writtenPostmortem(policy.templates),
    responders: policy.responders,
    severities: writtenSeverities(policy),
    roles: writtenRoles(policy),
    services: writtenServices(policy),
    teams: writtenTeams(policy),
    quiet: writtenQuiet(policy),
    rights: policy.rights,
    private: policy.private,
    drills: policy.drills,
    deployments: {
      within: durationWords(policy.deployments.withinMs),
      environments: policy.deployments.environments,
    },
    tickets: writtenTickets(policy.tickets),
    actionItems: writtenItems(policy.actionItems),
    workingHours: policy.workingHours,
    workflows: writtenWorkflows(policy),
    routing: writtenRouting(policy),
    mutes: policy.mutes,
  };
}
