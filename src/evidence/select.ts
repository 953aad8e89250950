// Which entries belong in the review: the documented heuristic. What it keeps it explains, what it leaves out it counts.
//
// 1. Kept for what they are: pins, changes of status, severity and role, alerts, notes, tasks, copied evidence.
// 2. Messages are read sentence by sentence against tables of phrases (meaning.ts) and kept where they state a finding,
//    a cause, a suspicion, a doubt, an action, a decision, a plan, a change, an impact, a report, a handover, a lesson, an all-clear.
//    What a sentence begins with speaks loudest (`rolled back because …` is an action), a wish is nothing but a wish, and what is
//    tried on staging is no all-clear. What an author labels (`root cause: …`, a heading with a list) is what the label says. What
//    somebody confirms right afterwards (`that explains it`) is lifted; who is only looking into something has stated nothing yet. One deed that is announced, done and confirmed within ten minutes is told once or twice.
//    Only English is read so; other languages keep pins, changes and structure.
// 3. The last statement before each resolution and the last all-clear are never left out. Pins take at most seven rows of ten, so
//    that a cause which nobody pinned is seen beside fifty of them.
// 4. At most `maxRows` rows. Over that the lowest ranks go, wherever they stand; a kind of statement made many times within
//    minutes loses rank with each repetition, so that no burst crowds out the rest of the day.
// 5. In a channel where people chat, what is stated less clearly is kept up to half of the messages, clear statements as far as
//    there are rows; a channel kept as a log has only the limit of rows.
// 6. Long quiet stretches between two rows are shown as one folded row.
import type { Entry } from '../incident/entry.ts';
import { chooseRows } from './choose.ts';
import { isElsewhere } from './elsewhere.ts';
import { withTurnedFigures } from './figures.ts';
import { languageOf } from './language.ts';
import { type OpenQuestion, openQuestionsOf } from './questions.ts';
import { FILLING_RANK, type Left, leftOut, type Ranked } from './rank.ts';
import { rankEntries } from './rank-entries.ts';
import { compilePatterns, type Reading, readMessage } from './reading.ts';
import { type Names, plainText } from './slack-text.ts';

export type Row =
  | ({ kind: 'entry' } & Ranked)
  /** Nothing that is kept happened for a long while; `entries` counts what was left out within. */
  | { kind: 'quiet'; from: Entry; to: Entry; ms: number; entries: number };

export type Selection = {
  rows: readonly Row[];
  /** Readings of the messages by entry id: what each says. */
  readings: ReadonlyMap<string, Reading>;
  questions: readonly OpenQuestion[];
  /** The incident is one of staging itself. */
  onStaging: boolean;
  /** Why each entry that is no row is not one. */
  left: ReadonlyMap<string, Left>;
};

export type SelectOptions = {
  /** Rows of the timeline, folded ones included. */
  maxRows?: number;
  names?: Names;
  /** A stretch without a kept entry is folded from this on. */
  quietMs?: number;
};

const DEFAULT_ROWS = 40;
const DEFAULT_QUIET_MS = 60 * 60_000;
/** Questions left open that are shown: the latest ones. */
const MAX_QUESTIONS = 6;
/** From so many messages on it pays to have the patterns compiled before. */
const MANY = 1_000;
/** Rows set aside for folded stretches, at most. */
const MAX_FOLDS = 4;

/** Entries in order of time; the same message told twice is one entry: the first of its place stays. */
export function withoutDoubles(entries: readonly Entry[]): Entry[] {
  const seen = new Set<string>();
  return entries
    .toSorted((a, b) => a.at - b.at)
    .filter((entry) => {
      if (entry.kind !== 'message' || entry.place === undefined) {
        return true;
      }
      const key = `${entry.place.team}/${entry.place.channel}/${entry.place.ts}`;
      const first = !seen.has(key);
      seen.add(key);
      return first;
    });
}

function isSpoken(entry: Entry): boolean {
  return entry.kind === 'message' && !entry.deleted && !entry.redacted && entry.text !== '';
}

/** Whoever declares an incident of staging says so in its title, or with the first words. */
function isOnStaging(entries: readonly Entry[], messages: readonly Entry[]): boolean {
  const opening = entries.filter(({ kind }) => kind === 'declared' || kind === 'alert').slice(0, 2);
  return [...opening, ...messages.slice(0, 1)].some(({ text }) => isElsewhere(text));
}

function readAll(messages: readonly Entry[], names: Names, onStaging: boolean): Map<string, Reading> {
  const sample = messages.slice(0, 200).map((entry) => plainText(entry.text, names));
  const mostly = languageOf(sample.join(' ')) !== 'other';
  if (messages.length >= MANY) {
    compilePatterns();
  }
  return new Map(
    messages.map((entry) => {
      const text = plainText(entry.text, names);
      const language = languageOf(text);
      const english = language === 'unknown' ? mostly : language === 'english';
      return [entry.id, readMessage(text, english, onStaging)];
    }),
  );
}

/** Puts a folded row into each of the longest quiet stretches, at most `folds` of them. */
function folded(kept: readonly Ranked[], entries: readonly Entry[], quietMs: number, folds: number): Row[] {
  const gaps = kept
    .slice(1)
    .map((one, index) => ({ after: index, ms: one.entry.at - kept[index]!.entry.at }))
    .filter((gap) => gap.ms >= quietMs)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, folds);
  const longest = new Map(gaps.map((gap) => [gap.after, gap.ms]));
  return kept.flatMap((one, index): Row[] => {
    const row: Row = { kind: 'entry', ...one };
    const ms = longest.get(index);
    if (ms === undefined) {
      return [row];
    }
    const from = one.entry;
    const to = kept[index + 1]!.entry;
    const within = entries.slice(entries.indexOf(from) + 1, entries.indexOf(to));
    return [row, { kind: 'quiet', from, to, ms, entries: within.filter(isSpoken).length }];
  });
}

/** Chooses the key entries of an incident, in order of time. Pure; entries may come in any order and doubled. */
export function selectKeyEntries(all: readonly Entry[], options: SelectOptions = {}): Selection {
  const maxRows = options.maxRows ?? DEFAULT_ROWS;
  const entries = withoutDoubles(all);
  const messages = entries.filter(isSpoken);
  const onStaging = isOnStaging(entries, messages);
  const read = readAll(messages, options.names ?? new Map(), onStaging);
  const readings = withTurnedFigures(messages, read);
  const ranked = rankEntries(entries, messages, readings);
  const candidates = ranked.filter((one) => one.rank >= FILLING_RANK);
  const wanted = new Set(candidates.map((one) => one.entry.id));
  const questions = openQuestionsOf(messages, readings).slice(-MAX_QUESTIONS);
  const alsoCited = questions.filter(({ entry }) => !wanted.has(entry.id)).length;
  const chosen = chooseRows(candidates, { maxRows: maxRows - MAX_FOLDS, messages, readings, alsoCited });
  const ids = new Set(chosen.map((one) => one.entry.id));
  const overLimit =
    chosen.length >= maxRows - MAX_FOLDS ? 'past the limit of rows' : 'says less than what is shown';
  const echoes = new Set(ranked.filter((one) => one.echo).map((one) => one.entry.id));
  const left = new Map<string, Left>();
  for (const entry of entries) {
    if (!ids.has(entry.id)) {
      const why = wanted.has(entry.id) ? overLimit : leftOut(entry, readings.get(entry.id));
      left.set(entry.id, echoes.has(entry.id) ? 'tells the same deed again' : why);
    }
  }
  const kept = ranked.filter((one) => ids.has(one.entry.id));
  const rows = folded(kept, entries, options.quietMs ?? DEFAULT_QUIET_MS, MAX_FOLDS);
  return { rows, readings, questions, onStaging, left };
}
