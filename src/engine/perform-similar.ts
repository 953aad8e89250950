// Finds incidents of the past that are like a new one. Private ones are like nothing: what is shown, everybody may read.
import { isOpen } from '../incident/lifecycle.ts';
import { likeness } from '../incident/likeness.ts';
import { MOST_SIMILAR } from '../incident/similar.ts';
import type { Incident } from '../incident/state.ts';
import { SIMILAR_RULE } from '../workflows/note-similar.ts';
import type { Engine, Viewer } from './engine-port.ts';
import type { Performer } from './performer.ts';
import { incidentOf, tellFact, type VendorDesk } from './vendor-desk.ts';

/** Somebody who is in no channel. */
export const NOBODY: Viewer = { kind: 'person', id: 'nobody' };

/** The latest ones of the service, and of all. */
const LOOKED_AT = 60;

/** A drill is like other drills; what turned out to be nothing teaches nothing. */
const isPast = (now: Incident, { id, kind, status }: Incident) =>
  id !== now.id && !isOpen(status) && status !== 'canceled' && (kind === now.kind || kind === 'imported');

async function candidates(
  { questions }: Pick<Engine, 'questions'>,
  { service }: Incident,
): Promise<Incident[]> {
  const latest = await questions.list({ limit: LOOKED_AT }, NOBODY);
  const own = service === undefined ? [] : await questions.list({ service, limit: LOOKED_AT }, NOBODY);
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...latest.filter(({ id }) => !known.has(id))];
}

export function similarFinder(desk: VendorDesk): Performer<'similar.find'> {
  return async (effect) => {
    const incident = await incidentOf(desk, effect.stream);
    if (!isOpen(incident.status)) {
      return;
    }
    const like = (await candidates(desk.engine, incident))
      .filter((other) => isPast(incident, other))
      .map((other) => ({ other, like: likeness(incident, other) }))
      .filter((one) => one.like > 0)
      .sort((a, b) => b.like - a.like || b.other.number - a.other.number)
      .slice(0, MOST_SIMILAR);
    const wish = { numbers: like.map(({ other }) => other.number), rule: SIMILAR_RULE };
    await tellFact(desk, effect, { type: 'record-similar', wish, what: `similar/${incident.version}` });
  };
}
