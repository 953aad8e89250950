// The port of automatic steps: from a fact to the work it causes. Pure.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import type { EffectWish } from './effects.ts';

export type Reaction = {
  /** An instruction, as it is named on the timeline: `open the channel`. */
  name: string;
  /** Which facts it listens to. */
  on: readonly EventType[];
  /** What should follow. `after` is the incident with all facts of this append folded in; `now` is our clock. */
  react(
    event: IncidentEvent,
    after: Incident,
    context: { policy: Policy; now: Instant },
  ): readonly EffectWish[];
};

/** A reaction to one kind of fact, typed. */
export function reaction<T extends EventType>(
  name: string,
  on: readonly T[],
  react: (
    event: Extract<IncidentEvent, { type: T }>,
    after: Incident,
    context: { policy: Policy; now: Instant },
  ) => readonly EffectWish[],
): Reaction {
  return { name, on, react: react as Reaction['react'] };
}
