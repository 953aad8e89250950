// The evaluation's report: tables for people, and whether its goals are reached.
import type { Judged } from './adversary.ts';
import type { Measured, Share } from './measure.ts';
import { MUTATIONS } from './mutate.ts';
import type { Replayed } from './replays.ts';
import { type General, generalLines } from './report-general.ts';
import { modelLines } from './report-model.ts';
import { of, part, percent, summed, table } from './tables.ts';
import type { ModelRun } from './with-model.ts';

export type Evaluated = {
  cases: readonly { measured: Measured; judged: Judged }[];
  replays: readonly Replayed[];
  /** Cases by which grounding was made general, and those held out from that. */
  general?: readonly General[];
  /** What a model made of the cases, where one is configured. */
  model?: ModelRun;
};

export type Goal = { what: string; measured: string; goal: string; ok: boolean };

const KINDS = [...MUTATIONS, 'misleading'] as const;

function refusedOf({ cases, replays }: Evaluated, kind: (typeof KINDS)[number]): Share {
  return summed([...cases, ...replays].flatMap(({ judged }) => judged.refused.get(kind) ?? []));
}

/** The goals, in the order in which they are printed. */
export function goalsOf(all: Evaluated): Goal[] {
  const { cases, replays } = all;
  const recall = summed([
    ...cases.map(({ measured }) => measured.recall),
    ...replays.map((one) => one.recall),
  ]);
  const starred = summed([
    ...cases.map(({ measured }) => measured.starred),
    ...replays.map((one) => one.starred),
  ]);
  const traps = summed(cases.map(({ measured }) => measured.traps));
  const unsupported = cases.flatMap(({ measured }) => measured.unsupported).length;
  const fabricated = cases.flatMap(({ measured }) => measured.fabricated).length;
  const kept = summed([...cases, ...replays].map(({ judged }) => judged.kept));
  const refused = summed(KINDS.map((kind) => refusedOf(all, kind)));
  const error = Math.max(0, ...cases.map(({ measured }) => measured.metricError));
  return [
    { what: 'Key facts carried', measured: percent(recall), goal: '≥ 95 %', ok: part(recall) >= 0.95 },
    { what: 'Starred facts carried', measured: percent(starred), goal: '100 %', ok: part(starred) === 1 },
    { what: 'Unsupported statements', measured: String(unsupported), goal: '0', ok: unsupported === 0 },
    { what: 'Fabrications', measured: String(fabricated), goal: '0', ok: fabricated === 0 },
    { what: 'Traps surfaced', measured: percent(traps), goal: '100 %', ok: part(traps) === 1 },
    {
      what: 'Largest error of a metric',
      measured: `${error.toFixed(1)} min`,
      goal: '≤ 1 min',
      ok: error <= 1,
    },
    {
      what: 'Mutated statements refused',
      measured: percent(refused),
      goal: '≥ 99 %',
      ok: part(refused) >= 0.99,
    },
    { what: 'True statements kept', measured: percent(kept), goal: '≥ 97 %', ok: part(kept) >= 0.97 },
  ];
}

function caseRow({ measured, judged }: Evaluated['cases'][number]): string[] {
  const { name, recall, starred, traps, unsupported, fabricated, metricError } = measured;
  return [
    name,
    of(recall),
    of(starred),
    of(traps),
    String(unsupported.length),
    String(fabricated.length),
    `${metricError.toFixed(1)} min`,
    of(judged.kept),
    of(summed([...judged.refused.values()])),
  ];
}

function named(name: string, what: string, wrong: readonly string[]): string[] {
  return wrong.map((one) => `${name}: ${what}: ${one}`);
}

function judgedWrong(name: string, { kept, refused }: Judged): string[] {
  const lies = [...refused].flatMap(([kind, { wrong }]) => named(name, `false (${kind}), and kept`, wrong));
  return [...named(name, 'true, and removed', kept.wrong), ...lies];
}

/** Everything that went wrong, a line each; nothing where nothing did. */
export function wrongLines({ cases, replays }: Evaluated): string[] {
  return [
    ...cases.flatMap(({ measured: { name, ...measured }, judged }) => [
      ...named(name, 'fact not carried', measured.recall.wrong),
      ...named(name, 'trap', measured.traps.wrong),
      ...named(name, 'unsupported', measured.unsupported),
      ...named(name, 'fabricated', measured.fabricated),
      ...named(name, 'metric', measured.metricWrong),
      ...named(name, 'true, and removed', judged.kept.wrong),
      ...[...judged.refused].flatMap(([kind, { wrong }]) => named(name, `false (${kind}), and kept`, wrong)),
    ]),
    ...replays.flatMap(({ name, recall, judged }) => [
      ...named(name, 'fact not carried', recall.wrong),
      ...judgedWrong(name, judged),
    ]),
  ];
}

function replayTable(replays: readonly Replayed[]): string {
  return replays.length === 0
    ? 'They were not there when this was written.'
    : table(
        ['case', 'facts', 'starred', 'true kept', 'false refused'],
        replays.map(({ name, recall, starred, judged }) => [
          name,
          of(recall),
          of(starred),
          of(judged.kept),
          of(summed([...judged.refused.values()])),
        ]),
      );
}

/** The whole report as Markdown. */
export function reportOf(all: Evaluated): string {
  const wrong = wrongLines(all);
  return [
    '# Evaluation of drafts and of grounding',
    '',
    'Written by `npm run eval`. The draft is the one that rules write; the narrator is a script that lies: for each true statement of a case',
    'it makes copies that are false in one thing. The cases lie in `src/ops/eval/cases`.',
    '',
    table(
      ['', 'measured', 'goal', ''],
      goalsOf(all).map(({ what, measured, goal, ok }) => [what, measured, goal, ok ? 'ok' : 'missed']),
    ),
    '',
    '## By case',
    '',
    table(
      [
        'case',
        'facts',
        'starred',
        'traps',
        'unsupported',
        'fabricated',
        'metric error',
        'true kept',
        'false refused',
      ],
      all.cases.map(caseRow),
    ),
    '',
    '## False statements, by what is false in them',
    '',
    table(
      ['kind', 'refused'],
      KINDS.map((kind) => [kind, percent(refusedOf(all, kind))]),
    ),
    '',
    ...generalLines(all.general ?? []),
    '## With a model',
    '',
    ...modelLines(all.model),
    '',
    '## Development cases',
    '',
    replayTable(all.replays),
    '',
    '## What went wrong',
    '',
    ...(wrong.length === 0 ? ['Nothing.'] : wrong.map((line) => `- ${line}`)),
    '',
  ].join('\n');
}
