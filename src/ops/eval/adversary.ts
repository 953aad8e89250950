// What grounding makes of a narrator that lies, and of one that tells the truth.
import { type CitingSentence, createJudge, type Judge } from '../../evidence/ground-sentences.ts';
import { foldRecord, materialOf } from '../../postmortem/compose.ts';
import { groundRecordOf } from '../../postmortem/narration/ground-record.ts';
import type { CaseStatement, EvalCase } from './case-file.ts';
import type { CaseRecord } from './case-record.ts';
import type { Share } from './measure.ts';
import { MUTATIONS, type Mutation, mutantsOf } from './mutate.ts';

/** `misleading`: the case's own false statements, which look true to somebody who reads in haste. */
export type Judged = { kept: Share; refused: ReadonlyMap<Mutation | 'misleading', Share> };

export type Judgeable = Pick<EvalCase, 'statements' | 'false'> & { record: CaseRecord };

const ROLES = ['Commander', 'Communications Lead', 'Operations Lead'];

function shareOf(sentences: readonly CitingSentence[], judge: Judge, keep: boolean): Share {
  const wrong = sentences.filter((sentence) => judge.judge(sentence).keep !== keep);
  return {
    good: sentences.length - wrong.length,
    all: sentences.length,
    wrong: wrong.map((sentence) => {
      const verdict = judge.judge(sentence);
      return `${sentence.text} [${sentence.cites.join(', ')}]${verdict.keep ? '' : ` (${verdict.reason}: ${verdict.missing})`}`;
    }),
  };
}

/** Holds true statements, their mutated copies, and false ones against a record. */
export function judgeCase({ record: { events, idOfLine }, ...one }: Judgeable): Judged {
  const record = groundRecordOf(materialOf(foldRecord(events), {}), { roles: ROLES });
  const judge = createJudge(record);
  const cite = (where: number | string) =>
    typeof where === 'number'
      ? (idOfLine.get(where) ?? 'none')
      : (record.facts.find(({ text }) => text.startsWith(where))?.id ?? 'none');
  const sentence = ({ say, cites }: CaseStatement): CitingSentence => ({ text: say, cites: cites.map(cite) });
  const truths = one.statements.map(sentence);
  const mutants = truths.flatMap((truth) => mutantsOf(truth, record));
  const byKind = MUTATIONS.map(
    (kind) =>
      [
        kind,
        shareOf(
          mutants.filter((mutant) => mutant.kind === kind),
          judge,
          false,
        ),
      ] as const,
  );
  const misleading = shareOf(one.false.map(sentence), judge, false);
  return { kept: shareOf(truths, judge, true), refused: new Map([...byKind, ['misleading', misleading]]) };
}
