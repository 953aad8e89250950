// firescribe.yml, composed of its sections and read: the optional file that holds everything but secrets.
import { z } from 'zod';
import { type Given, readYaml } from './config-lines.ts';
import { unknownNames } from './config-names.ts';
import { problemsIn } from './config-problems.ts';
import { Rotations } from './integrations/on-call/rotations.ts';
import { channelNameTemplate } from './policy/channel-name.ts';
import { Mutes, Routing } from './policy/routing.ts';
import { deploymentsSection } from './policy/section-deployments.ts';
import { drillsSection } from './policy/section-drills.ts';
import { postmortemSection } from './policy/section-postmortem.ts';
import { privateSection } from './policy/section-private.ts';
import { quietSection } from './policy/section-quiet.ts';
import { rightsSection } from './policy/section-rights.ts';
import { rolesSection } from './policy/section-roles.ts';
import { servicesSection } from './policy/section-services.ts';
import { severitiesSection } from './policy/section-severities.ts';
import { teamsSection } from './policy/section-teams.ts';
import { itemsSection, ticketsSection } from './policy/section-tickets.ts';
import { channel, people, zone } from './policy/section-words.ts';
import { workflowsSection } from './policy/section-workflows.ts';
import { workingHoursSection } from './policy/section-working-hours.ts';
import { jsonWebhooksSection } from './webhooks/json-mapping.ts';

/** One line for each section; its schema stands beside what it means. Names across sections are checked by config-names.ts. */
export const ConfigFile = z.strictObject({
  announcementChannel: channel.describe('Where incidents are announced.').optional(),
  operatorsChannel: channel.describe('Where operators hear of trouble.').optional(),
  zone: zone.describe('IANA zone of reviews and channel dates where a team has none.').optional(),
  channelName: channelNameTemplate.optional(),
  reviewWord: z.enum(['postmortem', 'retrospective']).describe('What the review is called.').optional(),
  postmortem: postmortemSection.optional(),
  responders: people.describe('Brought in where neither service nor team names anybody.').optional(),
  severities: severitiesSection.optional(),
  roles: rolesSection.optional(),
  services: servicesSection.optional(),
  teams: teamsSection.optional(),
  rotations: Rotations.optional(),
  quiet: quietSection.optional(),
  rights: rightsSection.optional(),
  private: privateSection.optional(),
  drills: drillsSection.optional(),
  workflows: workflowsSection.optional(),
  deployments: deploymentsSection.optional(),
  routing: Routing.describe(
    'What alerts lead to: values from labels, groups, and rules in order.',
  ).optional(),
  mutes: Mutes.optional(),
  webhooks: jsonWebhooksSection.optional(),
  tickets: ticketsSection.optional(),
  actionItems: itemsSection.optional(),
  workingHours: workingHoursSection.optional(),
});
export type ConfigFile = z.infer<typeof ConfigFile>;

/** A file that was read; `given` is what is written in it, with lines. `problems`: `firescribe.yml:3: …`, one line each. */
export type ReadFile = { value: ConfigFile; given: Given; problems: string[] };

/** Reads the file's text. `value` is empty where there are problems. */
export function readConfigFile(text: string, name: string): ReadFile {
  const given = readYaml(text, name);
  if (given.problems.length > 0) {
    return { value: {}, given, problems: given.problems };
  }
  const parsed = ConfigFile.safeParse(given.value);
  if (!parsed.success) {
    return { value: {}, given, problems: problemsIn(parsed.error.issues, given, configSchema()) };
  }
  const problems = problemsIn(unknownNames(parsed.data), given, configSchema());
  return { value: problems.length > 0 ? {} : parsed.data, given, problems };
}

/** The JSON Schema that editors complete the file by (draft 7, which their YAML servers know best). */
export function configSchema() {
  return {
    title: 'firescribe.yml',
    description: 'Configuration of Firescribe. Secrets are not in it: they stay in the environment.',
    ...z.toJSONSchema(ConfigFile, { io: 'input', target: 'draft-7', unrepresentable: 'any' }),
  };
}
