// What goes to a narrator and what comes back, as plain data that passes between threads.
import type { Instant } from '../../incident/values.ts';

/** A section of the review or another text, and what it has to tell. */
export type Asked = { id: string; title: string; asks: string };

/** What a narrator may see of an incident: numbered, in plain words, without secrets. */
export type Brief = {
  zone: string;
  sections: readonly Asked[];
  entries: readonly { id: string; at: string; kind: string; who: string; text: string }[];
  facts: readonly { id: string; text: string }[];
  /** Which entry stands behind each number. */
  entryOf: Readonly<Record<string, string>>;
  /** Entries that could be cited; those beyond the budget were not shown. */
  citable: number;
};

export type NarratedText = {
  section: string;
  /** `cites`: ids of entries, or texts of facts. */
  sentences: readonly { text: string; cites: readonly string[] }[];
  model: string;
  /** It broke off; the sentences are those that were complete. */
  cut?: boolean;
  /** Taken up from an earlier draft, which was written at this instant. */
  unchangedSince?: Instant;
};

/** What a narrator wrote, its numbers resolved. Nothing of it is checked yet. */
export type Narration = {
  vendor: string;
  prompt: string;
  shown: number;
  citable: number;
  told: readonly NarratedText[];
  failed: readonly { section: string; why: string }[];
};
