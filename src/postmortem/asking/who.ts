// Who could answer: whoever said it, or held the role then, or was first on it.
import type { Actor, Instant } from '../../incident/values.ts';
import type { Material } from '../material.ts';

const isPerson = (actor: Actor | null | undefined): actor is Actor => actor?.kind === 'person';

/** Who held a role at that moment, the leading one before others. */
function holderAt({ events }: Material, at: Instant): Actor | undefined {
  const held = new Map<string, Actor>();
  for (const event of events) {
    if (event.type === 'role-assigned' && event.occurredAt <= at) {
      const { role, to } = event.data;
      to === null ? held.delete(role.id) : held.set(role.id, to);
    }
  }
  return held.get('commander') ?? [...held.values()][0];
}

/** Whoever saw the whole of it: the leader then, else who acknowledged, declared, or ended it. */
export function leaderAt(material: Material, at: Instant): Actor | undefined {
  const { keyTimes, declaredBy, statusBy } = material.incident;
  return [holderAt(material, at), keyTimes.acknowledged?.by, declaredBy, statusBy].find(isPerson);
}
