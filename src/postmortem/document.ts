// The review as a document: sections of statements, each with the entries it rests on. What is rendered, exported and published.
import type { KeyTimeName } from '../incident/values.ts';

/** Of its files. Raised when a field changes its meaning or goes; new fields do not raise it. */
export const SCHEMA_VERSION = 1;

/** Ids of entries, in the order of the timeline. A statement about absence may have none. */
export type Evidence = readonly string[];

/** One sentence. `quote`: words of a person, rendered as a quotation with who and when. `gap`: it says that something is not recorded. */
export type Statement = {
  text: string;
  evidence: Evidence;
  kind: 'fact' | 'quote' | 'gap' | 'question';
  /** For a quotation: who said it and when. */
  said?: { by: string; at: string };
  /** A word that tells how to take it: `suspected`, `withdrawn`. */
  label?: string;
  /** Written by a model, and held against its evidence by code. */
  drafted?: boolean;
};

export const SECTION_IDS = [
  'summary',
  'impact',
  'key-times',
  'stages',
  'detection',
  'trigger',
  'contributing-factors',
  'mitigation',
  'resolution',
  'timeline',
  'went-well',
  'went-badly',
  'lucky',
  'surprised',
  'open-questions',
  'action-items',
  'people',
  'response',
  'supporting-data',
  'how-made',
] as const;

export type SectionId = (typeof SECTION_IDS)[number];

export type Table = {
  columns: readonly string[];
  /** `links`: where words of a cell lead, by the words: `SHOP-12`. */
  rows: readonly { cells: readonly string[]; evidence: Evidence; links?: Readonly<Record<string, string>> }[];
};

/** A picture that goes with the review as a file. */
export type Picture = {
  /** Id of the event that kept it. */
  graph: string;
  title: string;
  /** Its name as a file. */
  file: string;
  sha256: string;
  /** What was asked, in the language of its source. */
  query: string;
  evidence: Evidence;
};

/** Made from the heading that a template gave it: `own-customers`. */
export type OwnSectionId = `own-${string}`;

export type Section = {
  id: SectionId | OwnSectionId;
  /** Empty where it goes on under the heading before it. */
  title: string;
  /** How deep its heading stands; 0: it has none, and goes on under the one before it. Absent: 2. */
  level?: 0 | 3;
  /** Its sentences run on as a paragraph. */
  running?: boolean;
  statements: readonly Statement[];
  table?: Table;
  pictures?: readonly Picture[];
  /** Words that ask people to add what only they know. */
  prompt?: string;
};

export type KeyTimeRow = {
  name: KeyTimeName;
  /** ISO 8601 in UTC, or null where it is not recorded. */
  time: string | null;
  evidence: Evidence;
  /** Where it comes from, in words: `first alert received`, `set by Bo`. */
  source: string;
  /** Other values that sources give, each with its evidence. */
  conflicts: readonly { time: string; evidence: Evidence; source: string }[];
  /** A guess that somebody may confirm. */
  guess?: { time: string; source: string; evidence?: Evidence };
};

export type MetricRow = {
  id: string;
  label: string;
  /** Null where an end is missing; then `text` says why. */
  seconds: number | null;
  /** `47 min`, `not recorded`, `not applicable`. */
  text: string;
  from: KeyTimeName;
  to: KeyTimeName;
  definition: string;
  headline: boolean;
};

/** What was left out, counted and said. */
export type Omitted = {
  entries: number;
  used: number;
  reasons: readonly { reason: string; count: number }[];
};

/** A source of the review: enough to render a link and to quote it without the platform. */
export type Cited = { id: string; at: string; author: string; kind: string; text: string; link?: string };

export type ReviewDocument = {
  incident: {
    id: string;
    number: number;
    title: string;
    kind: string;
    severity: string;
    status: string;
    service: string | null;
    team: string | null;
    /** Zone in which its dates are shown. */
    zone: string;
    declaredAt: string;
    resolvedAt: string | null;
    reopens: number;
  };
  /** `Postmortem` or `Retrospective`. */
  word: string;
  keyTimes: readonly KeyTimeRow[];
  metrics: readonly MetricRow[];
  sections: readonly Section[];
  openQuestions: readonly Statement[];
  omitted: Omitted;
  cited: readonly Cited[];
  /** `history compared up to 14:05`, when known. */
  notes: readonly string[];
  /** People whom a canvas may mention, by the name that stands in a cell. */
  mentions?: readonly { name: string; user: string }[];
  /** What a narrator wrote of it, if one was asked. */
  narration?: NarrationNote;
  /** The template that gave it its sections, where it was not the default one; and which of ours it does not show. */
  template?: { name: string; leftOut: readonly SectionId[] };
  /** Why each row of the timeline is there: `states a finding`. */
  kept?: readonly { id: string; because: string }[];
};

/** How a model took part: what it is, what it was told, what became of its sentences. */
export type NarrationNote = {
  vendor: string;
  model?: string;
  prompt: string;
  /** Entries that were put before it, of those that could be. */
  shown: number;
  citable: number;
  /** Sections whose sentences an earlier draft had, since nothing that the model was shown has changed. */
  unchanged: readonly { section: string; writtenAt: string }[];
  kept: number;
  removed: readonly { reason: string; count: number }[];
  /** Sections that it did not write, with why, in words. */
  failed: readonly { section: string; why: string }[];
};
