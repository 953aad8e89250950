// The part of the report that tells how grounding does on channels that its rules were not written for.
import type { Judged } from './adversary.ts';
import type { CaseFile } from './case-file.ts';
import type { Measured } from './measure.ts';
import { of, part, percent, summed, table } from './tables.ts';

export type General = { set: CaseFile['set']; measured: Measured; judged: Judged };

const KEPT = 0.9;
const REFUSED = 0.97;

const mutated = ({ refused }: Judged) =>
  summed([...refused].flatMap(([kind, share]) => (kind === 'misleading' ? [] : [share])));
const own = ({ refused }: Judged) =>
  summed([...refused].flatMap(([kind, share]) => (kind === 'misleading' ? [share] : [])));
const judgement = (ok: boolean) => (ok ? 'ok' : 'missed');

function setRow(general: readonly General[], set: General['set']): string[] {
  const judged = general.filter((one) => one.set === set).map((one) => one.judged);
  const kept = summed(judged.map((one) => one.kept));
  const refused = summed(judged.map(own));
  const ok = part(kept) >= KEPT && part(refused) >= REFUSED;
  return [set, percent(kept), percent(refused), percent(summed(judged.map(mutated))), judgement(ok)];
}

/** What went wrong is not listed: what is held out should stay so. */
export function generalLines(general: readonly General[]): string[] {
  if (general.length === 0) {
    return [];
  }
  return [
    '## On other channels',
    '',
    'Channels of other kinds, with paraphrases as a writer would put them and with lies, twice eight of them. Of each eight, four were at',
    'hand when the rules were made general (`developed`), four were not (`held out`): only their sums were read, of the first five times, of',
    'the second three times (before the work on them: 29.5 % kept, 81.8 % removed; after it; and once more when less was let pass), and of',
    'both some times more in a later round, which worked on other material. One hand wrote channels, statements and rules, so the figures',
    'flatter; some examples by which rules were made resemble a channel of the first that was held out (26). Goal: ≥ 90 % of true statements',
    'kept, ≥ 97 % of false ones removed. It is not among the goals above.',
    '',
    'For that later round four channels of still other trades were written and put aside, with freer paraphrases of two or three entries each;',
    'they are not shipped, and only their sums were read, before it and after it. Kept: 13.3 %, then 16.7 % (8 and 10 of 60). Removed: 92.2 %',
    'both times (59 of 64). So most of what a writer tells in words of his own is still removed, and about one lie in thirteen stays.',
    '',
    table(
      ['set', 'true kept', 'false removed', 'mutated removed', ''],
      [...new Set(general.map(({ set }) => set))].map((set) => setRow(general, set)),
    ),
    '',
    table(
      ['case', 'set', 'facts', 'starred', 'traps', 'true kept', 'false removed'],
      general.map(({ set, measured: { name, recall, starred, traps }, judged }) => [
        name,
        set,
        of(recall),
        of(starred),
        of(traps),
        of(judged.kept),
        of(own(judged)),
      ]),
    ),
    '',
  ];
}
