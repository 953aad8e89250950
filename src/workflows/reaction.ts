// The port of automatic steps: from a fact to the work it causes. Pure.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import type { EffectWish } from './effects.ts';

/** A fact that others may have to wait for, since until then there is no place to act in. */
export type Opening = 'channel-opened' | 'announcement-posted';

export type Reaction = {
  /** An instruction, as it is named on the timeline: `open the channel`. */
  name: string;
  /** Which facts it listens to. */
  on: readonly EventType[];
  /** Facts of these kinds that came before there was the place are listened to once more when it opens for the first time. */
  late?: { at: Opening; on: readonly EventType[] };
  /** What should follow. `after` is the incident with all facts of this append folded in. */
  react(event: IncidentEvent, after: Incident, context: ReactionContext): readonly EffectWish[];
};

/** `now` is our clock. `late`: the fact is listened to once more. */
export type ReactionContext = { policy: Policy; now: Instant; late?: true };

/** A reaction to one kind of fact, typed. */
export function reaction<T extends EventType>(
  name: string,
  on: readonly T[],
  react: (
    event: Extract<IncidentEvent, { type: T }>,
    after: Incident,
    context: ReactionContext,
  ) => readonly EffectWish[],
  late?: { at: Opening; on: readonly T[] },
): Reaction {
  return { name, on, react: react as Reaction['react'], ...(late ? { late } : {}) };
}
