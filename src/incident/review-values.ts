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

/** The review as it leaves the house: the words of one moment, whatever is drafted or written later. */
export type Edition = {
  cycle: number;
  draft: number;
  /** The draft's own fact. */
  review: string;
  /** The publication whose words these are; absent where a draft was exported that nobody had published. */
  published?: string;
  /** Digests of kept bytes. */
  files: { markdown: string; log: string };
  pictures: { file: string; sha256: string }[];
  /** People wrote in the canvas, and their words are part of it. */
  written: boolean;
};
