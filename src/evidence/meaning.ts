// What a sentence of an incident can mean to a review, and how that is said to a reader.

export type Meaning =
  | 'all-clear'
  | 'cause'
  | 'finding'
  | 'suspicion'
  | 'doubt'
  | 'withdrawal'
  | 'action'
  | 'decision'
  | 'plan'
  | 'change'
  | 'impact'
  | 'report'
  | 'handover'
  | 'lesson'
  | 'wish'
  | 'instruction';

export type Rule = {
  meaning: Meaning;
  /** How much a sentence of this kind matters to a review, from 1 to 5. */
  weight: number;
  any: RegExp;
  /** Words that take the meaning away. */
  unless?: RegExp;
};

/** What each meaning says of a message, as the reason why it was kept. */
export const SAYS: Readonly<Record<Meaning, string>> = {
  'all-clear': 'reports that something recovered',
  cause: 'names a cause',
  finding: 'states a finding',
  suspicion: 'states a suspicion',
  doubt: 'states a doubt',
  withdrawal: 'takes a suspicion back or rules something out',
  action: 'says what was done',
  decision: 'states a decision or a proposal',
  plan: 'says what comes next',
  change: 'tells of a change',
  impact: 'says who or what was affected',
  report: 'passes on a report',
  handover: 'tells of a handover',
  lesson: 'says what helped, hindered or was luck',
  wish: 'says what somebody would like to have',
  instruction: 'addresses the record itself; quoted as text',
};
