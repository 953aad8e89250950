// Which role a word means.
import type { Policy, RoleDefinition } from './policy.ts';

const plain = (word: string) =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');

/** The role somebody means by `ic`, `Commander` or `communications lead`; undefined where no role is called so. */
export function roleByWord(policy: Pick<Policy, 'roles'>, word: string): RoleDefinition | undefined {
  const wanted = plain(word);
  return policy.roles.find((role) =>
    [role.id, role.label, ...role.aliases].some((name) => plain(name) === wanted),
  );
}
