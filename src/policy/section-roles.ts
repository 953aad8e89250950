// The section `roles` of firescribe.yml: what roles there are, what people call them, and what whoever gets one is told.
import { z } from 'zod';
import { defaultPolicy } from './defaults.ts';
import type { Policy, RoleDefinition } from './policy.ts';
import { EVERYONE, GUESTS } from './rights.ts';
import { roleByWord } from './roles.ts';
import { id } from './section-words.ts';

const role = z
  .strictObject({
    label: z.string().min(1).optional(),
    aliases: z.array(z.string().min(1)).describe('Other words people type for it: ic, lead.').optional(),
    instructions: z.string().describe('Sent privately to whoever gets the role.').optional(),
  })
  .nullable();

function roleOf(name: string, given: NonNullable<z.infer<typeof role>>): RoleDefinition {
  const known = defaultPolicy.roles.find((one) => one.id === name);
  return {
    id: name,
    label: given.label ?? known?.label ?? name,
    aliases: given.aliases ?? known?.aliases ?? [],
    instructions: given.instructions ?? known?.instructions ?? '',
  };
}

/** The first role that shares a word with one before it, and that word. */
function confused(roles: readonly RoleDefinition[]) {
  for (const [index, one] of roles.entries()) {
    const before = roles.slice(0, index);
    for (const word of [one.id, one.label, ...one.aliases]) {
      const other = roleByWord({ roles: before }, word);
      if (other) {
        return { path: [one.id], message: `${word} means the role ${other.id} already` };
      }
    }
  }
  return undefined;
}

const rolesOf = (section: Record<string, z.infer<typeof role>>) =>
  Object.entries(section).map(([name, given]) => roleOf(name, given ?? {}));

/** Where the section is there, it is the whole list, the leading role first. */
export const rolesSection = z
  .record(id, role)
  .superRefine((section, context) => {
    const shared = confused(rolesOf(section));
    const reserved = [EVERYONE, GUESTS].find((word) => word in section);
    if (shared) {
      context.addIssue({ code: 'custom', ...shared });
    }
    if (reserved) {
      context.addIssue({
        code: 'custom',
        path: [reserved],
        message: 'rights use this word; call the role otherwise',
      });
    }
  })
  .transform(rolesOf)
  .describe('Roles by id, the leading one first. Where it is given, it is the whole list.');

/** The section as one would write it for this policy. */
export const writtenRoles = ({ roles }: Policy) =>
  Object.fromEntries(
    roles.map(({ id: name, label, aliases, instructions }) => [name, { label, aliases, instructions }]),
  );
