// The section `deployments` of firescribe.yml.
import { z } from 'zod';
import { duration } from './section-words.ts';

const HOUR = 60 * 60_000;
/** What is older is looked for on purpose, not shown by itself. */
const LONGEST = 7 * 24 * HOUR;

export const deploymentsSection = z
  .strictObject({
    within: duration
      .refine((ms) => ms <= LONGEST, 'use at most 7d')
      .describe('Deployments of a service are noted from this long before its incident. 0h switches it off.')
      .optional(),
    environments: z
      .array(z.string().min(1))
      .describe('Only deployments to these environments; all where there is no list.')
      .optional(),
  })
  .transform(({ within = 6 * HOUR, environments = [] }) => ({ withinMs: within, environments }))
  .describe('Which deployments of a service are noted on its incidents.');
