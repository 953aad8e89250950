// What ties an incident to pages and to other incidents: as facts, and as what can be asked; part of every incident's events and commands.

import type { Actor, Instant, SeverityValue, Signal } from './values.ts';

/** Another incident, as a fact names it: its title stays its own. `incident`: its stream. `channel`: where it is worked on. */
export type OtherIncident = { number: number; incident: string; channel?: { team: string; id: string } };

/** What a merged incident leaves to be said of it: counts when it was merged, and who was in its channel. */
export type Absorbed = OtherIncident & {
  severity: SeverityValue;
  had: { messages: number; pins: number; alerts: number; openItems: number };
  people: string[];
};

/** See `events.ts`: `data` stays, `content` can be erased. */
export type LinkShapes = {
  /** `instead`: the facts that linked the same address before, under other words, oldest first. */
  'link-added': { data: { instead?: string[] }; content: { url: string; title?: string } };
  /** `link`: the fact that added it. */
  'link-removed': { data: { link: string }; content: null };
  /** `mutual`: the other one is to say so, too. */
  'incident-related': { data: OtherIncident & { mutual?: boolean }; content: null };
  'incident-unrelated': { data: OtherIncident & { mutual?: boolean }; content: null };
  /** Another one was merged into this one. */
  'incident-absorbed': { data: Absorbed; content: null };
  /** That one was opened again, and stands by itself. */
  'incident-parted': { data: OtherIncident; content: null };
};

/** An alert as it was attached there: when, and by whom. */
export type TakenSignal = { signal: Signal; at: Instant; by: Actor; receivedAt?: Instant };

/** See `commands.ts`. `other`: the stream of an incident that whoever asks may see. */
export type LinkWishes = {
  'add-link': { url: string; title?: string };
  'remove-link': { link: string };
  /** `into`: stream of the one that stays. */
  merge: { into: string; text?: string };
  relate: { other: string };
  unrelate: { number: number };
  /** The other one told it. */
  'record-related': OtherIncident;
  'record-unrelated': OtherIncident;
  'record-absorbed': Absorbed;
  'record-parted': OtherIncident;
  /** Alerts of the incident of this number, which was merged into this one. */
  'take-signals': { from: number; signals: readonly TakenSignal[] };
};
