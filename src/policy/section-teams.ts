// The section `teams` of firescribe.yml.
import { z } from 'zod';
import type { Policy } from './policy.ts';
import { channel, id, onCall, people, zone } from './section-words.ts';

const team = z
  .strictObject({
    label: z.string().min(1).optional(),
    people: people.optional(),
    zone: zone.optional(),
    channel: channel
      .describe('Where public incidents of the team are announced, in place of `announcementChannel`.')
      .optional(),
    onCall: onCall.optional(),
  })
  .nullable();

export const teamsSection = z
  .record(id, team)
  .transform((teams) =>
    Object.entries(teams).map(([name, given]) => ({ id: name, label: name, people: [], ...given })),
  )
  .describe('Teams by id: people, zone, channel.');

/** The section as one would write it for this policy. */
export const writtenTeams = ({ teams }: Policy) =>
  Object.fromEntries(teams.map(({ id: name, ...known }) => [name, known]));
