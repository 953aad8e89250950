// What whoever takes over has to know, from what is on record: what is known, tried, suspected and open, and who is on what.
import type { Entry } from '../incident/entry.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import { nameOf } from '../incident/words.ts';
import { openQuestionsOf } from './questions.ts';
import {
  contentStems,
  isDone,
  lineOf,
  means,
  type Read,
  readLately,
  type Statement,
  statementsOf,
} from './statements.ts';
import { zoned } from './zoned.ts';

/** A line, and the ids of the entries that it rests on. */
export type Point = { text: string; sources: readonly string[] };
export type Part = { title: string; points: readonly Point[] };

export type HandoverFrom = {
  incident: Incident;
  /** In order of time; their texts in plain words. */
  entries: readonly Entry[];
  /** When stakeholders are to hear again. */
  updateDue?: Instant;
};

/** See `reading.ts`: from 3 on it is a clear statement. */
const SUPPOSED = 1.5;
const MOST = { known: 5, pinned: 4, tried: 5, suspected: 3, questions: 3, tasks: 8 } as const;

type Reader = HandoverFrom & {
  read: Read;
  /** `14:05`, with its date where that is another day than the latest entry's. */
  clock: (at: Instant) => string;
  /** Entries by the id of any of their events. */
  entryOf: ReadonlyMap<string, Entry>;
};

function readerOf(from: HandoverFrom): Reader {
  const { time, date, full } = zoned(from.incident.zone);
  const today = date(from.entries.at(-1)?.at ?? from.incident.declaredAt);
  return {
    ...from,
    read: readLately(from.entries),
    clock: (at) => (date(at) === today ? time(at) : full(at)),
    entryOf: new Map(from.entries.flatMap((entry) => entry.events.map((id) => [id, entry] as const))),
  };
}

const sourcesOf = ({ entryOf }: Reader, event: string) => {
  const entry = entryOf.get(event);
  return entry ? [entry.id] : [];
};

/** Words of a person, with whose they are and when. */
const quoted = ({ clock }: Reader, { text, entry }: Statement): Point => ({
  text: `“${text}” (${nameOf(entry.author)}, ${clock(entry.at)})`,
  sources: [entry.id],
});

/** Suspicions are often short: they count with less weight. */
const supposed = (read: Read) => statementsOf(read, means(['suspicion'], SUPPOSED));

/** Whatever their language: somebody said that these matter. */
const pinnedOf = ({ entries }: Reader): Statement[] =>
  entries
    .filter(({ pinned, deleted, redacted, text }) => pinned && !deleted && !redacted && text !== '')
    .slice(-MOST.pinned)
    .map((entry) => ({ text: lineOf(entry.text), entry }));

/** What people pinned, found, and ruled out: the clearest statements, in order. */
function weightiest(reader: Reader): Statement[] {
  const { read } = reader;
  const elsewhere = new Set([...statementsOf(read, isDone), ...supposed(read)].map(({ entry }) => entry));
  const found = statementsOf(read, means(['cause', 'finding', 'impact', 'report', 'withdrawal'])).filter(
    ({ entry }) => !elsewhere.has(entry),
  );
  const chosen = new Set(found.toSorted((one, other) => other.weight - one.weight).slice(0, MOST.known));
  const pinned = pinnedOf(reader).filter(({ entry }) => !elsewhere.has(entry));
  const others = found.filter((one) => chosen.has(one) && !pinned.some(({ entry }) => entry === one.entry));
  return [...pinned, ...others].sort((one, other) => one.entry.at - other.entry.at);
}

function known(reader: Reader): Point[] {
  const { incident, clock } = reader;
  const { impact, severity, status, statusSince, statusEvent } = incident;
  return [
    {
      text: `${severity.label}, ${status} since ${clock(statusSince)}`,
      sources: sourcesOf(reader, statusEvent),
    },
    impact?.text
      ? { text: `Impact: ${lineOf(impact.text)}`, sources: sourcesOf(reader, impact.event) }
      : { text: 'Impact: not recorded yet', sources: [] },
    ...weightiest(reader).map((one) => quoted(reader, one)),
  ];
}

/** Said to be ruled out later: a withdrawal that names what the suspicion names. */
function isSettled({ text, entry }: Statement, withdrawn: readonly Statement[]): boolean {
  const stems = contentStems(text);
  return withdrawn.some(
    (later) => later.entry.at >= entry.at && [...contentStems(later.text)].some((stem) => stems.has(stem)),
  );
}

function suspected(reader: Reader): Point[] {
  const withdrawn = statementsOf(reader.read, means(['withdrawal']));
  return supposed(reader.read)
    .filter((one) => !isSettled(one, withdrawn) && !withdrawn.some(({ entry }) => entry === one.entry))
    .slice(-MOST.suspected)
    .map((one) => quoted(reader, one));
}

function open(reader: Reader): Point[] {
  const { incident, read, clock, updateDue } = reader;
  const tasks = incident.items.filter(({ kind, done }) => kind === 'task' && !done);
  const questions = openQuestionsOf(read.messages, read.readings).slice(-MOST.questions);
  const more = tasks.length - MOST.tasks;
  return [
    ...tasks.slice(0, MOST.tasks).map(({ text, owner, due, addedBy }) => ({
      text: `Task: ${lineOf(text.text)}, ${owner ? nameOf(owner) : 'nobody owns it yet'}${due ? `, due ${due}` : ''}`,
      sources: sourcesOf(reader, addedBy),
    })),
    ...(more > 0 ? [{ text: `… and ${more} more open tasks`, sources: [] }] : []),
    ...questions.map(({ text, entry }) => ({
      text: `Not answered: ${quoted(reader, { text: lineOf(text), entry }).text}`,
      sources: [entry.id],
    })),
    ...(updateDue === undefined ? [] : [{ text: `Next update due ${clock(updateDue)}`, sources: [] }]),
  ];
}

function people({ incident }: Reader): Point[] {
  return Object.values(incident.roles).map(({ role, who }) => ({
    text: `${role.label}: ${nameOf(who)}`,
    sources: [],
  }));
}

/** Parts without points are left out. Times are in the incident's zone. */
export function handoverOf(from: HandoverFrom): Part[] {
  const reader = readerOf(from);
  const tried = statementsOf(reader.read, isDone).slice(-MOST.tried);
  return [
    { title: 'Known', points: known(reader) },
    { title: 'Tried', points: tried.map((one) => quoted(reader, one)) },
    { title: 'Suspected, not settled', points: suspected(reader) },
    { title: 'Open', points: open(reader) },
    { title: 'Who is on what', points: people(reader) },
  ].filter(({ points }) => points.length > 0);
}

const written = (parts: readonly Part[]) =>
  parts.map(({ title, points }) => [title, ...points.map(({ text }) => `• ${text}`)].join('\n')).join('\n');

/** As one text of at most `max` characters: the longest parts lose their oldest quotations first, and that is said. */
export function handoverText(parts: readonly Part[], max: number): { text: string; cites: string[] } {
  let kept = parts.map((part) => ({ ...part, points: [...part.points] }));
  let left = 0;
  const text = () => (left === 0 ? written(kept) : `${written(kept)}\n(${left} more on the timeline)`);
  while ([...text()].length > max) {
    const longest = kept.reduce((a, b) => (b.points.length > a.points.length ? b : a));
    const oldest = longest.points.findIndex(({ text: words }) => words.startsWith('“'));
    longest.points.splice(Math.max(0, oldest), 1);
    left += 1;
    kept = kept.filter(({ points }) => points.length > 0);
  }
  return {
    text: text(),
    cites: [...new Set(kept.flatMap(({ points }) => points.flatMap(({ sources }) => sources)))],
  };
}
