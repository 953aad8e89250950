// Tells whoever gets a role, privately, what it asks of them.
import { reaction } from './reaction.ts';

export const instructRole = reaction('instruct a role holder', ['role-assigned'], (event, after) => {
  const { to, instructions } = event.data;
  return after.kind !== 'imported' && to !== null && instructions
    ? [{ kind: 'role.instruct', payload: { event: event.id } }]
    : [];
});
