// Tells other incidents what an event says of them. Whoever did it here did it there.
import type { CommandType, Wish } from '../incident/commands.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { asOther } from '../incident/relations.ts';
import type { EffectOf } from '../workflows/effects.ts';
import type { Performer } from './performer.ts';
import { incidentOf, type VendorDesk } from './vendor-desk.ts';

type Turn = Pick<EffectOf<'other.tell'>, 'key' | 'stream'>;

/** What the other one is told is a fact of the same person and time. */
async function tell<T extends CommandType>(
  { engine }: VendorDesk,
  { key }: Turn,
  event: IncidentEvent,
  told: { type: T; incident: string; wish: Wish<T> },
): Promise<void> {
  const { actor: by, occurredAt: at } = event;
  const source = { kind: 'effect' as const, key: `${key}:${told.type}` };
  await engine.handle({ ...told, asking: { by, grants: [], at, source } });
}

/** What is private by now is named nowhere. */
async function tellRelation(
  desk: VendorDesk,
  turn: Turn,
  event: Extract<IncidentEvent, { type: 'incident-related' | 'incident-unrelated' }>,
): Promise<void> {
  const here = await incidentOf(desk, turn.stream);
  const { incident } = event.data;
  const wish = asOther(here, turn.stream);
  if (event.type === 'incident-unrelated') {
    await tell(desk, turn, event, { type: 'record-unrelated', incident, wish });
  } else if (!here.private) {
    await tell(desk, turn, event, { type: 'record-related', incident, wish });
  }
}

export function otherTeller(desk: VendorDesk): Performer<'other.tell'> {
  return async (effect) => {
    const event = await desk.engine.questions.event(effect.payload.event);
    if (event?.type === 'incident-related' || event?.type === 'incident-unrelated') {
      await tellRelation(desk, effect, event);
    }
  };
}
