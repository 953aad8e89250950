// Roles: who holds which, one person each.

import { orList } from '../policy/lists.ts';
import { roleByWord } from '../policy/roles.ts';
import { type Decide, one } from './decision.ts';
import { Refusal } from './refusal.ts';
import { nameOf } from './words.ts';

/** Instructions go along as they were configured at the time, to be sent to whoever gets the role. */
export const assignRole: Decide<'assign-role'> = ({ wish }, { state, lookups, policy }) => {
  const role = roleByWord(policy, wish.role);
  if (role === undefined) {
    const known = orList(policy.roles.map((one) => one.label));
    throw new Refusal(
      `${wish.role.trim() || 'That'} is not a role. The roles are ${known}: \`/${policy.command} role ${policy.roles[0]?.id ?? 'commander'} @somebody\`.`,
      'role',
    );
  }
  const held = state.roles[role.id]?.who ?? null;
  if (wish.to !== null && wish.to.kind !== 'person') {
    throw new Refusal(`${role.label} has to be a person; ${nameOf(wish.to)} is not one.`, 'to');
  }
  if (wish.to === null && held === null) {
    throw new Refusal(`Nobody is ${role.label}, so there is nobody to take the role from.`, 'to');
  }
  if (wish.to !== null && held?.id === wish.to.id) {
    throw new Refusal(`${nameOf(wish.to)} is ${role.label} already.`, 'to');
  }
  if (wish.from !== undefined && held !== null && held.id !== wish.from) {
    throw new Refusal(
      `${nameOf(held)} was first. To take over, \`/${policy.command} role ${role.id}\`.`,
      'to',
    );
  }
  const instructions = wish.to === null ? {} : { instructions: role.instructions };
  const data = { role: { id: role.id, label: role.label }, to: wish.to, from: held, ...instructions };
  return one(lookups, 'role-assigned', data, null);
};
