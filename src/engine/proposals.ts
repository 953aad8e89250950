// The port of who has a model write for the moment: short texts about an incident that a person looks at before anything comes of them.
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';

export type ProposalKind = 'catch-up' | 'handover' | 'update' | 'follow-ups' | 'titles';

/** An entry that a sentence rests on, and its address where it has one. */
export type ProposedSource = { entry: string; at: Instant; link?: string };

export type ProposedSentence = { text: string; sources: readonly ProposedSource[] };

/** What a model wrote, as far as the record carries it. Nothing of it is applied by anybody but a person. */
export type Proposed = {
  sentences: readonly ProposedSentence[];
  /** Sentences that were taken out, by what was missing. */
  removed: readonly { reason: string; count: number }[];
  /** Why nothing was written, as a sentence: it is down, late, or refuses. */
  failed?: string;
  /** The model that answered; absent where none did. */
  model?: string;
  /** Entries that it was sent, of those that can be cited. */
  shown: number;
  citable: number;
};

/** Absent where no narrator is on. */
export type Proposals = {
  /** Whose model it is: `Anthropic`. */
  label: string;
  /** How long it is waited for, at most. */
  seconds: number;
  /** Whether this incident may be sent to it: a private one only where the configuration allows it. */
  maySee(incident: Pick<Incident, 'private'>): boolean;
  /** What the model is told before the entries. */
  promptFor(kind: ProposalKind): string;
  /** Asks once, within the narrator's budget. Never before an acknowledgement: it takes seconds. Fails for no vendor's sake. */
  propose(stream: string, kind: ProposalKind): Promise<Proposed>;
};
