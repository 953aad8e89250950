// What the deterministic draft makes of a case: facts carried, traps surfaced, what it may not say, how far its metrics are off.
import { createJudge, type Reason } from '../../evidence/ground-sentences.ts';
import { foldRecord, materialOf } from '../../postmortem/compose.ts';
import { composeRecord } from '../../postmortem/compose-review.ts';
import type { NarrationNote, ReviewDocument, Section } from '../../postmortem/document.ts';
import { groundRecordOf } from '../../postmortem/narration/ground-record.ts';
import type { Narration } from '../../postmortem/narration/narration.ts';
import { renderMarkdown } from '../../postmortem/render-markdown.ts';
import type { CaseFact, EvalCase } from './case-file.ts';

/** So many of so many, and what is wrong with the others. */
export type Share = { good: number; all: number; wrong: readonly string[] };

/** What a text about a case tells of it, whoever wrote it. */
export type Told = {
  recall: Share;
  starred: Share;
  /** Statements of the draft whose figures, times, names or quotations their evidence does not carry. */
  unsupported: readonly string[];
  /** Words of the review that nothing in the record carries, or that must not be there. */
  fabricated: readonly string[];
  traps: Share;
};

/** A review of a case. `note`: how a model took part in it. */
export type Measured = Told & {
  name: string;
  note?: NarrationNote;
  /** The largest error of a metric, in minutes. */
  metricError: number;
  metricWrong: readonly string[];
};

export function share<T>(list: readonly T[], isGood: (one: T) => boolean, name: (one: T) => string): Share {
  const wrong = list.filter((one) => !isGood(one)).map(name);
  return { good: list.length - wrong.length, all: list.length, wrong };
}

/** What the review says with this entry as its evidence: rows and statements, each as one line. */
export function saidOf(doc: ReviewDocument, entry: string): string[] {
  return doc.sections.flatMap((section) => [
    ...section.statements.filter(({ evidence }) => evidence.includes(entry)).map(lineOf),
    ...(section.table?.rows ?? [])
      .filter(({ evidence }) => evidence.includes(entry))
      .map(({ cells }) => cells.join(' ')),
  ]);
}

function lineOf({ text, said, label }: Section['statements'][number]): string {
  const line = said === undefined ? text : `${said.at} ${said.by} ${text}`;
  return label === undefined ? line : `${label}: ${line}`;
}

function wordsOf(section: Section | undefined): string {
  const rows = section?.table?.rows.map(({ cells }) => cells.join(' ')) ?? [];
  return [...(section?.statements.map(lineOf) ?? []), ...rows].join('\n');
}

function carries(doc: ReviewDocument, entry: string | undefined, { has }: CaseFact): boolean {
  return entry !== undefined && saidOf(doc, entry).some((line) => has.every((words) => line.includes(words)));
}

function trapsOf(one: EvalCase, doc: ReviewDocument): Share {
  const says = ({ in: id, has }: { in: string; has: string }) =>
    wordsOf(doc.sections.find((section) => section.id === id)).includes(has);
  return share(
    one.traps,
    ({ shown, not }) => shown.every(says) && !not.some(says),
    ({ name }) => name,
  );
}

export const CHECKED: ReadonlySet<Reason> = new Set<Reason>([
  'unknown id',
  'number',
  'unit',
  'duration',
  'time',
  'date',
  'name',
  'role',
  'version',
  'ticket',
  'link',
  'quotation',
]);

/** The draft's own sentences, held against what they cite by the stricter rules for a narrator. */
function unsupportedIn(doc: ReviewDocument, one: EvalCase): string[] {
  const record = groundRecordOf(materialOf(foldRecord(one.record.events), {}));
  const judge = createJudge(record);
  const facts = record.facts.map(({ id }) => id);
  return doc.sections.flatMap(({ statements }) =>
    statements.flatMap(({ kind, text, evidence, label }) => {
      if (evidence.length === 0 || (kind !== 'fact' && kind !== 'quote')) {
        return [];
      }
      const said = kind === 'quote' ? `“${text}”` : text;
      // What code computed of the whole record is the draft's to use.
      const verdicts = [[], ...facts.map((id) => [id])].map((more) =>
        judge.judge({ text: said, cites: [...evidence.slice(0, 6), ...more] }),
      );
      const [first] = verdicts;
      const lost = verdicts.every((verdict) => !verdict.keep && CHECKED.has(verdict.reason));
      return lost && first !== undefined && !first.keep
        ? [`${label ?? ''} ${text} (${first.reason}: ${first.missing})`]
        : [];
    }),
  );
}

function metricsOf(one: EvalCase, doc: ReviewDocument) {
  const errors = Object.entries(one.metrics).map(([id, minutes]) => {
    const seconds = doc.metrics.find((metric) => metric.id === id)?.seconds ?? null;
    const same = (minutes === null) === (seconds === null);
    const error = minutes === null || seconds === null ? 0 : Math.abs(seconds / 60 - minutes);
    return { id, error: same ? error : Number.POSITIVE_INFINITY };
  });
  return {
    metricError: Math.max(0, ...errors.map(({ error }) => error)),
    metricWrong: errors.filter(({ error }) => error > 1).map(({ id }) => id),
  };
}

/** The draft that rules write, or, with a narration, the one that a model wrote with them. */
export function measure(one: EvalCase, narration?: Narration): Measured {
  const options = { workspaceUrl: 'https://x.example', ...(narration && { narration }) };
  const doc = composeRecord(foldRecord(one.record.events), options);
  const good = (fact: CaseFact) => carries(doc, one.record.idOfLine.get(fact.line), fact);
  const markdown = renderMarkdown(doc);
  return {
    name: one.name,
    ...(doc.narration && { note: doc.narration }),
    recall: share(one.facts, good, ({ id }) => id),
    starred: share(
      one.facts.filter(({ star }) => star),
      good,
      ({ id }) => id,
    ),
    unsupported: unsupportedIn(doc, one),
    fabricated: one.never.filter((words) => markdown.includes(words)),
    traps: trapsOf(one, doc),
    ...metricsOf(one, doc),
  };
}
