// The services and roles that a company has, by the names under which people write of them.
import type { Policy } from './policy.ts';

/** Plain words: they go with a draft into its thread. */
export type KnownNames = { services: readonly string[]; roles: readonly string[] };

const once = (names: readonly string[]) => [...new Set(names)];

export function knownNames({ services, roles }: Pick<Policy, 'services' | 'roles'>): KnownNames {
  return {
    services: once(services.flatMap(({ id, label }) => [id, label])),
    roles: once(roles.map(({ label }) => label)),
  };
}
