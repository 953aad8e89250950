// What stands between a draft and its readers, taken from the draft: guesses, values that disagree, wordings.
import { gateFindings } from '../evidence/gate-findings.ts';
import type { GateSheet } from '../evidence/gate-sheet.ts';
import type { Question } from '../incident/question-values.ts';
import { blameIn } from './blame.ts';
import type { KeyTimeRow, ReviewDocument } from './document.ts';

/** For what is not recorded: what the draft guesses, else what somebody said first. */
function guessIn({ time, guess, conflicts }: KeyTimeRow): KeyTimeRow['guess'] {
  return time === null ? (guess ?? conflicts[0]) : undefined;
}

export function gateOf(doc: ReviewDocument, questions: readonly Question[] = []): GateSheet {
  const links = new Map(
    doc.cited.flatMap(({ id, link }) => (link === undefined ? [] : [[id, link] as const])),
  );
  return {
    guesses: doc.keyTimes.flatMap((row) => {
      const guess = guessIn(row);
      return guess
        ? [
            {
              name: row.name,
              at: Date.parse(guess.time),
              source: guess.source,
              evidence: [...(guess.evidence ?? [])],
            },
          ]
        : [];
    }),
    conflicts: doc.keyTimes.flatMap((row) =>
      row.conflicts
        .filter(({ time }) => time !== guessIn(row)?.time)
        .map(({ time, source, evidence }) => {
          const link = evidence.flatMap((id) => links.get(id) ?? [])[0];
          const at = Date.parse(time);
          return { name: row.name, at, source, ...(link === undefined ? {} : { link }) };
        }),
    ),
    findings: gateFindings(blameIn(doc)),
    questions: questions.map((one) => ({ ...one, evidence: [...one.evidence] })),
  };
}

/** Sections by the id of each entry that they cite; where a template gave the headings, those. */
export function sourcesOf(doc: ReviewDocument): Record<string, string[]> {
  const sources = new Map<string, Set<string>>();
  let heading = '';
  for (const { id, title, statements, table } of doc.sections) {
    heading = title || heading;
    const cited = [...statements, ...(table?.rows ?? [])].flatMap(({ evidence }) => evidence);
    for (const entry of cited) {
      sources.set(entry, (sources.get(entry) ?? new Set()).add(doc.template ? heading : id));
    }
  }
  return Object.fromEntries([...sources].map(([entry, sections]) => [entry, [...sections]]));
}
