// The section `rights` of firescribe.yml: who may do what, as simple lists.
import { z } from 'zod';
import { type Policy, RIGHTS, type Right } from './policy.ts';
import { GUESTS, NOT_FOR_GUESTS } from './rights.ts';
import { roleByWord } from './roles.ts';

const whoMay = z
  .array(z.string().min(1))
  .describe(
    'Slack ids (U… for people, S… for user groups), roles, everyone, guests. An empty list is nobody.',
  );

const lists = Object.fromEntries(RIGHTS.map((right) => [right, whoMay.optional()])) as Record<
  Right,
  z.ZodOptional<typeof whoMay>
>;

export const rightsSection = z
  .strictObject(lists)
  .superRefine((section, context) => {
    for (const right of NOT_FOR_GUESTS) {
      const index = section[right]?.indexOf(GUESTS) ?? -1;
      if (index >= 0) {
        const message = 'guests as such may not have this right; name the person or a group';
        context.addIssue({ code: 'custom', path: [right, index], message });
      }
    }
  })
  .describe('Who may. A right that is not named here is everybody’s.');

/** Roles by their ids, whatever people call them. */
export function rightsOf(section: Policy['rights'], policy: Pick<Policy, 'roles'>): Policy['rights'] {
  return Object.fromEntries(
    Object.entries(section).map(([right, list]) => [
      right,
      list.map((who) => roleByWord(policy, who)?.id ?? who),
    ]),
  );
}
