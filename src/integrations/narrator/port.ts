// The port of narrators: a section and the numbered entries in, structured sentences with the ids they rest on out.

/** An entry as a narrator may see it: in plain words, without secrets. Never the raw channel. */
export type NumberedEntry = {
  /** `E12` */
  id: string;
  /** As a reader of the review's zone writes it: `2026-11-22 14:05`. */
  at: string;
  kind: string;
  who: string;
  text: string;
};

/** What code computed of the whole record. */
export type NumberedFact = { id: string; text: string };

export type NarratorTask = {
  /** `summary`, and what that section has to tell. */
  section: { id: string; title: string; asks: string };
  /** Zone of the times, as a reader knows it. */
  zone: string;
  entries: readonly NumberedEntry[];
  facts: readonly NumberedFact[];
};

/** How far a call may go: it ends when `signal` says so, and its answer is no longer than `maxTokens`. */
export type NarratorBounds = { signal: AbortSignal; maxTokens: number };

export type NarratedSentence = { text: string; cites: readonly string[] };

export type NarratedSection = {
  sentences: readonly NarratedSentence[];
  /** The model that answered, by the vendor's name for it. */
  model: string;
  tokens: { read: number; written: number };
  /** The answer broke off; the sentences are those that were complete. */
  cut: boolean;
};

/** What a whole draft may cost, and whether private incidents may be sent. */
export type NarratorLimits = { seconds: number; tokens: number; privateIncidents: boolean };

/** A narrator that answers any question in prose, too: for the evaluation, which measures a model without our ways. */
export type PlainNarrator = Narrator & {
  /** @throws VendorError */
  answer(
    question: { system: string; content: string },
    bounds: NarratorBounds,
  ): Promise<{ text: string; model: string; tokens: NarratedSection['tokens'] }>;
};

export type Narrator = {
  limits: NarratorLimits;
  /** Which model is asked, by the vendor's name for it. */
  model: string;
  /** What the model is told before the entries; printed where the review says how it was made. */
  prompt: string;
  /** Rejects where nothing usable came: refused, limited, overloaded, unreadable, too late. @throws VendorError */
  narrate(task: NarratorTask, bounds: NarratorBounds): Promise<NarratedSection>;
};
