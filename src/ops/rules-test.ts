// `firescribe rules test`: what another configuration would have made of the same signals. Reads only.
import { type Happened, type Outcome, replay, type Told } from '../engine/replay.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { textTable } from './text-table.ts';

export type Trial = {
  told: readonly Told[];
  happened: readonly Happened[];
  /** What time brings about is looked at until then. */
  until: Instant;
};

/** What came of one signal by each, where that is not the same. */
export type Difference = { told: Told; now: Outcome[]; changed: Outcome[] };

export type Tried = {
  signals: number;
  now: readonly Outcome[];
  changed: readonly Outcome[];
  differences: Difference[];
};

/** Both configurations in the same way, so that only what they say makes a difference. */
export function tryRules(trial: Trial, now: Policy, changed: Policy): Tried {
  const [before, after] = [replay(trial, now), replay(trial, changed)];
  const byBefore = bySignal(before);
  const byAfter = bySignal(after);
  const differences = trial.told.flatMap((told): Difference[] => {
    const pair = { told, now: byBefore.get(told.id) ?? [], changed: byAfter.get(told.id) ?? [] };
    return same(pair.now, pair.changed) ? [] : [pair];
  });
  return { signals: trial.told.length, now: before, changed: after, differences };
}

function bySignal(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  return Map.groupBy(outcomes, ({ told }) => told.id) as Map<string, Outcome[]>;
}

const mark = ({ do: what, rule, incident, shadows }: Outcome) =>
  JSON.stringify([what, rule, incident ?? '', shadows]);

const same = (a: readonly Outcome[], b: readonly Outcome[]) => a.map(mark).join() === b.map(mark).join();

const WORDS: Readonly<Record<Outcome['do'], string>> = {
  declare: 'opens an incident',
  attach: 'joins',
  resolve: 'noted as over',
  line: 'one line',
  group: 'in a grouped message',
  record: 'only recorded',
  ignore: 'ignored',
  mute: 'muted',
};

function words(outcomes: readonly Outcome[], titles: ReadonlyMap<string, string>): string {
  return outcomes
    .map(({ do: what, rule, incident, shadows }) => {
      const of = what === 'attach' && incident ? ` “${titles.get(incident) ?? 'what people declared'}”` : '';
      const tried = shadows.map((shadow) => `; in shadow, ${shadow.rule}: ${WORDS[shadow.do]}`).join('');
      return `${WORDS[what]}${of} (${rule})${tried}`;
    })
    .join(', later ');
}

const TOTALS = [
  ['incidents opened', (one: Outcome) => one.do === 'declare'],
  ['alerts that joined', (one: Outcome) => one.do === 'attach'],
  ['lines', (one: Outcome) => one.line],
  ['in grouped messages', (one: Outcome) => one.do === 'group'],
  ['muted', (one: Outcome) => one.do === 'mute'],
  ['only recorded or ignored', (one: Outcome) => one.do === 'record' || one.do === 'ignore'],
] as const;

const SHOWN = 200;
const WIDEST = 120;

/** The table of what would differ, and the sums. */
export function tellTried(
  { signals, now, changed, differences }: Tried,
  heads: readonly [string, string] = ['now', 'changed'],
): string {
  const titles = new Map([...now, ...changed].map(({ told }) => [told.id, told.signal.title]));
  const rows = differences
    .slice(0, SHOWN)
    .map(({ told, now: before, changed: after }) => [
      new Date(told.at).toISOString().slice(0, 16).replace('T', ' '),
      `${told.signal.title}${told.signal.state === 'resolved' ? ' (over)' : ''}`,
      told.signal.service ?? '',
      words(before, titles),
      words(after, titles),
    ]);
  const sums = TOTALS.map(([what, counts]) => [
    what,
    String(now.filter(counts).length),
    String(changed.filter(counts).length),
  ]);
  const left = differences.length - rows.length;
  return [
    `${signals} signals; ${differences.length} would be treated differently. Nothing was changed.`,
    ...(rows.length > 0 ? ['', textTable(['UTC', 'alert', 'service', ...heads], rows, WIDEST)] : []),
    ...(left > 0 ? [`And ${left} more.`] : []),
    '',
    textTable(['', ...heads], sums),
  ].join('\n');
}
