// What the blame check reads and what it finds. It knows no incident and no platform: any review can be put into this shape.

/** What a section is for: rules hold in some places and not in others. */
export type SectionKind =
  | 'summary'
  | 'impact'
  | 'detection'
  | 'trigger'
  | 'causes'
  /** A section that is called "root cause", in the singular. */
  | 'root-cause'
  | 'response'
  | 'timeline'
  | 'went-well'
  | 'went-badly'
  | 'lucky'
  | 'surprised'
  | 'questions'
  | 'actions'
  | 'people'
  | 'metrics'
  /** Sources quoted at the end. */
  | 'evidence'
  | 'other';

/** One sentence, bullet, paragraph or cell. */
export type Said = {
  text: string;
  /** The whole of it is somebody's words. Quotation marks within a text are found by the check itself. */
  quotation?: boolean;
  /** What it cites: ids or addresses. Absent and empty mean that nothing is cited. */
  evidence?: readonly string[];
  /** The texts of what it cites, where they are known. */
  sources?: readonly string[];
  /** Words around the lines of a timeline, which need no link. */
  aside?: boolean;
};

export type Action = {
  text: string;
  owners: readonly string[];
  due?: string;
  ticket?: string;
  /** The contributing factor that it answers, where one is named. */
  factor?: string;
  /** Something done during the incident: it needs no owner, no date and no ticket any more. */
  over?: boolean;
};

export type CheckedSection = {
  kind: SectionKind;
  title: string;
  statements: readonly Said[];
  actions?: readonly Action[];
};

export type CheckedDocument = {
  sections: readonly CheckedSection[];
  /** Names of people who took part. */
  people?: readonly string[];
  /** Roles and teams as they are called here, besides the usual words. */
  roles?: readonly string[];
  teams?: readonly string[];
  /** Pipelines and jobs that the record knows as actors. */
  systems?: readonly string[];
  /** Every text that the review rests on. Absent: not known. */
  sources?: readonly string[];
};

/** `B1` … `B20`; `P1` … `P5`: something went well, luck or surprise, detection, actions that answer factors, linked lines. */
export type RuleId = string;

/** Where it stands: indexes into the document, and offsets within the text (UTF-16 units). */
export type Where = {
  section: number;
  title: string;
  statement?: number;
  action?: number;
  from: number;
  to: number;
};

export type Finding = {
  rule: RuleId;
  /** The words that it is about, as they stand there; empty where something is missing. */
  quoted: string;
  /** Why it matters, in a sentence. */
  why: string;
  /** A rewording, or the direction of one. Nothing is ever rewritten. */
  suggestion: string;
  /** Absent where the document as a whole lacks something. */
  where?: Where;
  /** Somebody let it stand, and said why. */
  waived?: string;
};

/** Words to let stand. `quoted`: only where the finding is about exactly these words. */
export type Waiver = { rule: RuleId; quoted?: string; reason: string };

/** Part of a text, and how it might be said instead. */
export type Hit = { from: number; to: number; suggestion: string };
