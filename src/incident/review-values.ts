// What state knows of a review: small values, and no texts.
import type { AskedQuestions } from './question-values.ts';
import type { Actor, Instant, KeyTimeName } from './values.ts';

/** Values of key times as they were shown to somebody; null: not recorded. */
export type TimesShown = Partial<Record<KeyTimeName, Instant | null>>;

/** A source of what was published that is not any more what it was. */
export type ChangedSource = {
  /** The entry, by the id that citations name. */
  source: string;
  how: 'edited' | 'deleted' | 'redacted';
  at: Instant;
  /** Ids of the sections that rest on it. */
  sections: string[];
};

export type ReviewStep = { by: Actor; at: Instant; event: string; draft: number };

/** The review of one way through the statuses. */
export type Review = {
  cycle: number;
  /** Who sees to it, and until when, by the severity's policy at the resolve. */
  owner?: Actor;
  due?: Instant;
  confirmed?: { by: Actor; at: Instant; event: string; times: TimesShown };
  submitted?: ReviewStep;
  published?: ReviewStep;
  /** The newest ten; `changedCount` counts all. */
  changed?: ChangedSource[];
  changedCount?: number;
  /** Rules whose findings somebody let stand, each with the event that says why. */
  waived?: { rule: string; by: Actor; event: string }[];
  asked?: AskedQuestions;
};
