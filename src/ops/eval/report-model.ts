// The part of the evaluation's report that tells what a model made of the cases, beside the draft of the rules.
import type { Told } from './measure.ts';
import { of, percent, summed, table } from './tables.ts';
import type { ModelRun, Written } from './with-model.ts';

const NOT_RUN =
  'Not run: no model is configured. `ANTHROPIC_API_KEY=… npm run eval` gives each case to a model twice, as our narrator and with the chat pasted into one prompt, and puts both beside the rules here. `EVAL_TOKENS` (1,000,000) is the most that it may cost.';

const HOW =
  'Prose cites nothing. A fact counts as carried where one paragraph or row has all its words, by their stems; a sentence as unsupported where a figure, time, name or quotation of it is neither in the seven entries that have most of its words nor among the computed facts; a trap is looked for under the heading that was asked for.';

function column(all: readonly Told[]): string[] {
  return [
    percent(summed(all.map(({ recall }) => recall))),
    percent(summed(all.map(({ starred }) => starred))),
    String(all.flatMap(({ unsupported }) => unsupported).length),
    String(all.flatMap(({ fabricated }) => fabricated).length),
    percent(summed(all.map(({ traps }) => traps))),
  ];
}

const sentencesOf = (all: readonly Written[]) => {
  const removed = all.reduce((sum, one) => sum + (one.removed ?? 0), 0);
  const written = all.reduce((sum, { sentences }) => sum + sentences, 0);
  return removed === 0 ? String(written) : `${written}, of which ${removed} were removed`;
};

const ROWS = [
  'Key facts carried',
  'Starred facts carried',
  'Unsupported statements',
  'Fabrications',
  'Traps surfaced',
];

function wrongOf(run: ModelRun): string[] {
  const ways = run.cases.flatMap(({ name, narrated, pasted }) => [
    { name, way: 'narrated', told: narrated },
    { name, way: 'pasted', told: pasted },
  ]);
  return ways.flatMap(({ name, way, told }) => [
    ...(told?.unsupported ?? []).map((one) => `- ${name}, ${way}: unsupported: ${one}`),
    ...(told?.fabricated ?? []).map((one) => `- ${name}, ${way}: fabricated: ${one}`),
    ...(told?.traps.wrong ?? []).map((one) => `- ${name}, ${way}: trap: ${one}`),
  ]);
}

/** Lines of Markdown. Without a run one line says so, and how to run it. */
export function modelLines(run: ModelRun | undefined): string[] {
  if (run === undefined) {
    return [NOT_RUN];
  }
  const narrated = run.cases.flatMap((one) => one.narrated ?? []);
  const pasted = run.cases.flatMap((one) => one.pasted ?? []);
  const columns = [run.cases.map(({ rules }) => rules), narrated, pasted].map(column);
  const tokens = `${run.tokens.toLocaleString('en')} of ${run.budget.toLocaleString('en')} tokens`;
  const left = run.left === 0 ? '' : ` ${run.left} cases were left out, for want of tokens.`;
  return [
    `${run.model} (${run.label}), ${run.cases.length} cases, ${tokens}.${left} ${HOW}`,
    '',
    table(
      ['', 'rules', 'narrated', 'pasted chat'],
      [
        [
          'Cases answered',
          of({ good: run.cases.length, all: run.cases.length, wrong: [] }),
          String(narrated.length),
          String(pasted.length),
        ],
        ...ROWS.map((row, index) => [row, ...columns.map((cells) => cells[index] ?? '')]),
        ['Sentences of the model', '–', sentencesOf(narrated), sentencesOf(pasted)],
      ],
    ),
    '',
    ...run.failed.map((one) => `- ${one}`),
    ...wrongOf(run),
  ];
}
