// What every decision function is given, and how it makes facts.
import type { Policy } from '../policy/policy.ts';
import type { CommandOf, CommandType, Decision, Lookups } from './commands.ts';
import type { EventContent, EventData, EventType, Fact } from './events.ts';
import type { Incident } from './state.ts';
import type { Actor, Instant } from './values.ts';

/** Everything a decision about an existing incident may look at besides the command. */
export type Scene = { state: Incident; lookups: Lookups; policy: Policy };

/** Decides one kind of command. Throws a Refusal where the rules say no. */
export type Decide<T extends CommandType> = (command: CommandOf<T>, scene: Scene) => Decision;

/** A second telling, or something that changes nothing. */
export const NOTHING: Decision = { facts: [], keys: [], search: [], erase: [] };

export function decided(facts: readonly Fact[], more: Partial<Omit<Decision, 'facts'>> = {}): Decision {
  return { ...NOTHING, facts: [...facts], ...more };
}

/** One decision of several, in their order. */
export function together(decisions: readonly Decision[]): Decision {
  return {
    facts: decisions.flatMap((decision) => decision.facts),
    keys: decisions.flatMap((decision) => decision.keys),
    search: decisions.flatMap((decision) => decision.search),
    erase: decisions.flatMap((decision) => decision.erase),
  };
}

/** A fact with an id, so that keys and search documents can name it. */
export function fact<T extends EventType>(
  lookups: Pick<Lookups, 'newId'>,
  type: T,
  data: EventData<T>,
  content: EventContent<T>,
  differs: { occurredAt?: Instant; actor?: Actor } = {},
): Extract<Fact, { type: T }> & { id: string } {
  return { type, id: lookups.newId(), data, content, ...differs } as unknown as Extract<Fact, { type: T }> & {
    id: string;
  };
}

/** The common decision: one fact, whose words are searched for under the event's id. */
export function one<T extends EventType>(
  lookups: Pick<Lookups, 'newId'>,
  type: T,
  data: EventData<T>,
  content: EventContent<T>,
  options: { occurredAt?: Instant; actor?: Actor; search?: string; headline?: true } = {},
): Decision {
  const { search, headline, ...differs } = options;
  const made = fact(lookups, type, data, content, differs);
  const words = { op: 'upsert' as const, id: made.id, text: search ?? '', ...(headline ? { headline } : {}) };
  return decided([made], search ? { search: [words] } : {});
}
