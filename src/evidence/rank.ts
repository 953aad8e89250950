// How much an entry matters to a review, and why: pins and changes by what they are, messages by what they say.
import type { Entry } from '../incident/entry.ts';
import { type Meaning, SAYS } from './meaning.ts';
import { phrases } from './phrases.ts';
import { FILLING_WEIGHT, KEY_WEIGHT, quoteOf, type Reading } from './reading.ts';

export type Ranked = {
  entry: Entry;
  /** Higher is kept first. 100 and more is never left out; below 30 only fills rows that are left; below 21 is none. */
  rank: number;
  /** `states a finding`: the reason why it is kept. */
  because: string;
  meanings: readonly Meaning[];
  /** The words of the message that are shown, verbatim; absent where the entry is no message. */
  quote?: string;
  /** Says of a deed what another one says. */
  echo?: true;
};

/** Why an entry is not in the timeline of key entries. */
export type Left =
  | 'small talk'
  | 'question'
  | 'says no finding, decision, action or change'
  | 'repeats an alert'
  | 'tells the same deed again'
  | 'commands to Firescribe'
  | 'joins, leaves, look-ups and bookkeeping'
  | 'deleted or redacted'
  | 'says less than what is shown'
  | 'past the limit of rows';

export const NEVER_LEFT_OUT = 100;
export const KEY_RANK = KEY_WEIGHT * 10;
/** Below this an entry is no candidate at all. */
export const FILLING_RANK = FILLING_WEIGHT * 10;

/** Entries that are of interest for what they are. Messages, and kinds that are not listed, are not. */
const BY_KIND: Partial<Record<Entry['kind'], { rank: number; because: string }>> = {
  declared: { rank: 120, because: 'the incident was declared' },
  status: { rank: 120, because: 'the status changed' },
  severity: { rank: 90, because: 'the severity changed' },
  note: { rank: 95, because: 'somebody noted it for the record' },
  update: { rank: 92, because: 'stakeholders were told' },
  handover: { rank: 60, because: 'it was handed over' },
  evidence: { rank: 80, because: 'it was copied here as evidence' },
  alert: { rank: 65, because: 'a monitor said it' },
  deployment: { rank: 66, because: 'something was deployed' },
  role: { rank: 42, because: 'a role changed hands' },
  task: { rank: 40, because: 'it is work that was agreed' },
  'follow-up': { rank: 40, because: 'it is work that was agreed' },
  page: { rank: 41, because: 'somebody was paged' },
  runbook: { rank: 38, because: 'a step of a runbook was done' },
  link: { rank: 37, because: 'somebody linked it' },
  correction: { rank: 36, because: 'the record was corrected' },
};

/** Some of a kind matter more than the others. */
const BY_TYPE: Readonly<Record<string, { rank: number; because: string }>> = {
  'impact-described': { rank: 90, because: 'it describes the impact' },
  'incident-absorbed': { rank: 85, because: 'another incident became part of this one' },
};

/** The rank of an entry that is not a message, or undefined where it is no key entry. */
export function rankByKind(entry: Entry): Ranked | undefined {
  const known = BY_KIND[entry.kind];
  if (known === undefined) {
    return undefined;
  }
  const own = BY_TYPE[entry.type] ?? known;
  return { entry, ...own, meanings: entry.type === 'impact-described' ? ['impact'] : [] };
}

/** How monitors that post into a channel begin. */
export const ALERT_OF_A_BOT =
  /^[^\p{L}]{0,8}(?:firing|alert(?:ing|s)?|alarm|critical|crit|triggered|down|problem|incident opened)\b/iu;
/** As much as an alert that came by itself, nearly. */
const ALERT_POSTED = 60;

/** What build bots say all day long. */
const ROUTINE = phrases(
  '(build|pipeline|job|workflow|run|check|test run) #?[^ ]* ?((of|for) [^ ]+ )?(was |has )?(started|queued|created|scheduled|passed|succeeded)',
  'reminder:?',
);
const ROUTINE_COSTS = 3;

/** The rank of a message by what it says. */
export function rankMessage(entry: Entry, reading: Reading): Ranked {
  const meanings = reading.meanings;
  const [first, second] = meanings;
  const says = first === undefined ? 'states something that no rule knows' : SAYS[first];
  const because = second === undefined ? says : `${says}, ${SAYS[second]}`;
  const machine = entry.author.kind === 'bot' || entry.author.kind === 'monitor';
  const routine = machine && ROUTINE.test(entry.text);
  const changed = meanings.some((meaning) => meaning === 'change' || meaning === 'action');
  const rank =
    Math.round((reading.weight + (routine ? -ROUTINE_COSTS : machine && changed ? 1 : 0)) * 100) / 10;
  return {
    entry,
    rank: machine && ALERT_OF_A_BOT.test(entry.text) ? Math.max(rank, ALERT_POSTED) : rank,
    because: machine ? `a bot ${says}` : because,
    meanings,
    quote: quoteOf(reading),
  };
}

/** Why a message that says nothing of note is left out. */
export function leftOut(entry: Entry, reading: Reading | undefined): Left {
  if (entry.deleted || entry.redacted) {
    return 'deleted or redacted';
  }
  if (entry.kind === 'alert') {
    return 'repeats an alert';
  }
  if (entry.kind === 'command' && entry.type === 'message-posted') {
    return 'commands to Firescribe';
  }
  if (reading === undefined) {
    return 'joins, leaves, look-ups and bookkeeping';
  }
  const spoken = reading.sentences.filter((sentence) => !sentence.smallTalk);
  if (spoken.length === 0) {
    return 'small talk';
  }
  return spoken.some((sentence) => sentence.question)
    ? 'question'
    : 'says no finding, decision, action or change';
}
