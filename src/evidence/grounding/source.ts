// What one entry or computed fact carries, read once: its words, amounts, times, dates, and what it says led to what.
import type { EntryKind } from '../../incident/entry.ts';
import type { Instant } from '../../incident/values.ts';
import { hasLaughter, isJoke } from '../chatter.ts';
import { RULES_OF_WORK } from '../rules-of-work.ts';
import { sentencesOf } from '../sentences.ts';
import type { Zoned } from '../zoned.ts';
import type { SaidAmount } from './amounts.ts';
import { type CausalClaim, causalClaims, stemsOf } from './causes.ts';
import { type SaidDate, type SaidTime, type Scan, scan } from './scan.ts';
import { addLink, addMarks, collect } from './source-words.ts';
import { stemmed } from './stems.ts';
import { type Clause, clausesOf, type Term } from './terms.ts';

/** An entry as a narrator got it: its words in plain text, without secrets. */
export type GroundEntry = {
  id: string;
  at: Instant;
  kind: EntryKind;
  text: string;
  author: string;
  authorKind: string;
  /** Labels of the roles that its author held. */
  roles?: readonly string[];
  /** Structured values of the event, in words. */
  values?: readonly string[];
};

export type SourceClause = Clause & {
  stems: ReadonlySet<string>;
  joke: boolean;
  instruction: boolean;
  /** Times that its sentence states. */
  times: readonly SaidTime[];
};

/** A part of a text: its amounts, and the stems of its words. */
export type Figures = { amounts: readonly SaidAmount[]; terms: readonly Term[]; stems: ReadonlySet<string> };

export type Source = {
  id: string;
  /** Of an entry; a fact has none of its own. */
  entry?: GroundEntry;
  raw: string;
  stems: ReadonlyMap<string, number>;
  scales: ReadonlyMap<string, number>;
  /** Names of machines, versions, tickets and compounds, in the ways in which they may be written. */
  ids: ReadonlySet<string>;
  amounts: readonly SaidAmount[];
  /** Minutes after midnight in the zone of the review, with the instants they stand for. */
  times: readonly { minutes: number; at?: Instant; slack: number }[];
  dates: readonly SaidDate[];
  clauses: readonly SourceClause[];
  negated: boolean;
  /** Its parts between commas and the like, each with its amounts and the stems of its words. */
  figures(): readonly Figures[];
  causes(): readonly CausalClaim[];
};

const DAY = 1440;
/** `a call at 11`, `until 9.` */
const BARE_HOUR =
  /\b(?:at|until|till|by|from|since|before|after|around|between) (\d|1\d|2[0-3])(?=\s*(?:[,;!?)]|\.(?!\d)|\n|$)| (?:am|pm|to|and|are|is|was|were|[cep]t|utc)\b)|(?<=\b(?:between|from) \d{1,2}(?::\d\d)? )(?:and|to|-) (\d|1\d|2[0-3])(?![\d:])/gi;

/** Nobody says which half of the day it is. */
const hoursOf = (hour: number) => [0, 12].map((half) => ({ minutes: ((hour % 12) + half) * 60, slack: 0 }));

/** What its kind says of an entry: words that a report may use for it. */
const OF_KIND: Partial<Record<EntryKind, string>> = {
  alert: 'alert alarm monitor monitoring fire fired signal',
  status: 'status change changed set move moved',
  severity: 'severity change changed set raise lower',
  declared: 'declare declared open opened declaration',
  role: 'role take assign assigned hand',
  note: 'note',
  update: 'update updated',
  handover: 'handover hand over',
  task: 'task create created assign',
  'follow-up': 'follow-up followup follow-ups create created agreed',
  deployment: 'deployment deploy deployed pipeline rollout',
  'key-time': 'set',
  correction: 'correct corrected change changed',
};
/** What an entry is by its kind is no thing that was spoken of. */
export const KIND_STEMS: ReadonlySet<string> = new Set(
  Object.values(OF_KIND).flatMap((words) => words.split(' ').map((word) => stemmed(word).stem)),
);
const OF_AUTHOR: Readonly<Record<string, string>> = {
  bot: 'bot',
  monitor: 'monitor',
  firescribe: 'firescribe scribe',
};

/** `follow up: …`, `todo: …`: none of it is done yet. Only where people say it: `action items: 1` is a count of ours. */
const IS_ITEM =
  /^\s*(?:follow[- ]?ups?|to-?do|to do|action(?: item)?s?|next(?: steps?| time)?|task|idea)\s*[:–-]/i;

const INSTRUCTION = RULES_OF_WORK.filter(({ meaning }) => meaning === 'instruction').map(({ any }) => any);
/** Minutes of a zone east of UTC at an instant. */
function offsetOf(zone: Zoned, at: Instant): number {
  const local = Date.parse(`${zone.full(at).replace(' ', 'T')}:00Z`);
  return Math.round((local - Math.floor(at / 60_000) * 60_000) / 60_000);
}

function minuteOf(zone: Zoned, at: Instant): number {
  const [hours = 0, minutes = 0] = zone.time(at).split(':').map(Number);
  return hours * 60 + minutes;
}

/** A stated time as minutes of the review's zone. */
export function localMinutes(time: SaidTime, zone: Zoned, near: Instant | undefined): number {
  if (time.zone === undefined || near === undefined) {
    return time.minutes;
  }
  return (((time.minutes - time.zone + offsetOf(zone, near)) % DAY) + DAY) % DAY;
}

/** The instant nearest to `near` at which the zone's clock shows these minutes. */
function nearest(minutes: number, zone: Zoned, near: Instant): Instant {
  const behind = (minuteOf(zone, near) - minutes + DAY) % DAY;
  const steps = behind > DAY / 2 ? behind - DAY : behind;
  return Math.floor(near / 60_000) * 60_000 - steps * 60_000;
}

function dateOf(zone: Zoned, at: Instant): SaidDate {
  const [year = 0, month = 0, day = 0] = zone.date(at).split('-').map(Number);
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(), text: '' };
}

/** `whole`: the text as it was read; most messages are one sentence. `spoken`: somebody's words, and no fact of ours. */
function sourceClauses(text: string, whole: Scan, spoken: boolean): SourceClause[] {
  return sentencesOf(text).flatMap((sentence) => {
    const { pieces, times } = sentence.text === text ? whole : scan(sentence.text, { quoted: false });
    const joke = isJoke(sentence.text) || hasLaughter(sentence.text);
    const instruction = INSTRUCTION.some((rule) => rule.test(sentence.text));
    return clausesOf(pieces).map((clause) => ({
      ...clause,
      joke,
      instruction,
      times,
      plan: clause.plan || (spoken && IS_ITEM.test(sentence.text)),
      question: clause.question || /\?\s*$/.test(sentence.text),
      stems: new Set(clause.terms.filter(({ glue }) => !glue).flatMap(({ stems }) => stems)),
    }));
  });
}

function sourceOf(id: string, text: string, zone: Zoned, entry: GroundEntry | undefined): Source {
  const whole = scan(text, { quoted: false });
  const { times, dates, amounts, offsets, links } = whole;
  const clauses = sourceClauses(text, whole, entry !== undefined);
  const described =
    entry === undefined
      ? []
      : [entry.author, ...(entry.roles ?? []), OF_KIND[entry.kind] ?? '', OF_AUTHOR[entry.authorKind] ?? ''];
  const { stems, scales, ids } = collect(clauses, described);
  addMarks(text, amounts, stems, scales);
  for (const link of links) {
    addLink(link, ids, stems);
  }
  const at = entry?.at;
  const own = at === undefined ? [] : [{ minutes: minuteOf(zone, at), at, slack: 0 }];
  const stated = times.map((time) => {
    const minutes = localMinutes(time, zone, at);
    return { minutes, slack: 0, ...(at === undefined ? {} : { at: nearest(minutes, zone, at) }) };
  });
  const bare = [...text.matchAll(BARE_HOUR)].flatMap(([, first, second]) =>
    [first, second].flatMap((hour) => (hour === undefined ? [] : hoursOf(Number(hour)))),
  );
  const relative =
    at === undefined
      ? []
      : offsets.map(({ seconds }) => ({
          minutes: minuteOf(zone, at + seconds * 1000),
          at: at + seconds * 1000,
          slack: 1,
        }));
  return {
    id,
    raw: text,
    ...(entry === undefined ? {} : { entry }),
    stems,
    scales,
    ids,
    amounts: [...amounts, ...millionsIn(text)],
    times: [...own, ...stated, ...bare, ...relative],
    dates: [
      ...(at === undefined ? [] : [dateOf(zone, at)]),
      ...dates.map(withWeekday),
      ...relative.map((one) => dateOf(zone, one.at)),
    ],
    clauses,
    negated: clauses.some(({ negated }) => negated),
    figures: once(() => figuresOf(text)),
    causes: once(() => [...causalClaims(text, 'record'), ...firedFor(entry)]),
  };
}

/** `lag 2.1m`: minutes, or millions. */
function millionsIn(text: string): SaidAmount[] {
  return [...text.matchAll(/(?<![\w.,])(\d+\.\d+)m\b/g)].map(([words, figure]) => ({
    value: Math.round(Number(figure) * 1e6),
    dimension: 'count',
    grain: 1,
    text: words,
    manner: 'exact',
  }));
}

const JOINT = /[,;:]\s|\.\s|\n| (?:and|but|while|then) /;

function figuresOf(text: string): Figures[] {
  return text.split(JOINT).map((part) => {
    const { amounts, pieces } = scan(part, { quoted: false });
    const terms = clausesOf(pieces).flatMap((clause) => clause.terms);
    return { amounts, terms, stems: new Set(terms.flatMap(({ stems }) => stems)) };
  });
}

/** An alert fires for what it says. */
function firedFor(entry: GroundEntry | undefined): CausalClaim[] {
  return entry?.kind === 'alert'
    ? [{ cause: stemsOf(entry.text), effect: stemsOf(OF_KIND.alert ?? ''), denied: false }]
    : [];
}

function withWeekday(date: SaidDate): SaidDate {
  const { year, month, day } = date;
  return year === undefined || month === undefined || day === undefined
    ? date
    : { ...date, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** `joinNames` writes names of several words as one, in the sentence and here alike. */
export function readEntry(entry: GroundEntry, zone: Zoned, joinNames: (text: string) => string): Source {
  const raw = [entry.text, ...(entry.values ?? [])].join('\n');
  const author = joinNames(entry.author);
  return { ...sourceOf(entry.id, joinNames(raw), zone, { ...entry, author }), raw, entry };
}

export function readFact(fact: { id: string; text: string }, zone: Zoned): Source {
  return sourceOf(fact.id, fact.text, zone, undefined);
}
