// Nobody is called by more than three incidents that opened themselves within ten minutes, whatever the limits of routing are.
import type { Incident } from '../incident/state.ts';
import { personId, slackId, streamOf } from './ids.ts';
import type { Stage } from './stage.ts';

const MOST = 3;
const WINDOW_MS = 10 * 60_000;
/** Incidents looked at; no more than these open themselves within ten minutes on any sane configuration. */
const LOOKED_AT = 100;
const MOST_READ = 1_000;

export type InvitedLately = {
  /** Those of `users` who may be called to this incident; they count as called from now on. */
  allow(stage: Stage, incident: Incident, users: readonly string[]): Promise<string[]>;
};

/** True where nobody asked for it: a monitor's alert opened it by a rule. */
const openedItself = ({ declaredBy }: Pick<Incident, 'declaredBy'>) => declaredBy.kind === 'monitor';

/** Who was called where: from the record, and since then, since invitations that are under way are not on it yet. */
export function invitedLately(): InvitedLately {
  const called = new Map<number, { at: number; users: Set<string> }>();

  async function learn(stage: Stage, now: number): Promise<void> {
    const { questions } = stage.engine;
    const all = await questions.list({ limit: LOOKED_AT }, { kind: 'operator' });
    const lately = all.filter((one) => openedItself(one) && now - one.declaredAt < WINDOW_MS);
    for (const one of lately.filter(({ number }) => !called.has(number))) {
      const invitations = await questions.ofType(streamOf(one), 'people-invited', MOST_READ);
      const users = invitations.flatMap(({ data }) => data.invited);
      const known = called.get(one.number)?.users ?? [];
      called.set(one.number, { at: one.declaredAt, users: new Set([...known, ...users.map(slackId)]) });
    }
    for (const [number, { at }] of called) {
      if (now - at >= WINDOW_MS) {
        called.delete(number);
      }
    }
  }

  return {
    async allow(stage, incident, users) {
      if (!openedItself(incident)) {
        return [...users];
      }
      const now = stage.clock.now();
      await learn(stage, now);
      const others = [...called]
        .filter(([number]) => number !== incident.number)
        .map(([, { users: who }]) => who);
      const allowed = users.filter((user) => others.filter((who) => who.has(slackId(user))).length < MOST);
      const own = called.get(incident.number) ?? { at: incident.declaredAt, users: new Set<string>() };
      allowed.forEach((user) => void own.users.add(slackId(user)));
      called.set(incident.number, own);
      return allowed;
    },
  };
}

/** How somebody who was spared stands in the record. */
export const spared = (team: string, user: string) => ({
  who: personId(team, user),
  why: 'three incidents that opened themselves have called them within ten minutes',
  spared: true as const,
});
