// What stands between a draft and its readers, taken from the draft: guesses, values that disagree, wordings.
import type { GateSheet } from '../evidence/gate-sheet.ts';
import { blameIn } from './blame.ts';
import type { ReviewDocument } from './document.ts';

export function gateOf(doc: ReviewDocument): GateSheet {
  const links = new Map(
    doc.cited.flatMap(({ id, link }) => (link === undefined ? [] : [[id, link] as const])),
  );
  return {
    guesses: doc.keyTimes.flatMap(({ name, time, guess }) =>
      time === null && guess
        ? [{ name, at: Date.parse(guess.time), source: guess.source, evidence: [...(guess.evidence ?? [])] }]
        : [],
    ),
    conflicts: doc.keyTimes.flatMap(({ name, conflicts }) =>
      conflicts.map(({ time, source, evidence }) => {
        const link = evidence.flatMap((id) => links.get(id) ?? [])[0];
        return { name, at: Date.parse(time), source, ...(link === undefined ? {} : { link }) };
      }),
    ),
    findings: blameIn(doc).map(({ rule, quoted, why, suggestion, where }) => ({
      ...{ rule, quoted, why, suggestion },
      ...(where === undefined ? {} : { section: where.title }),
    })),
  };
}

/** Sections by the id of each entry that they cite. */
export function sourcesOf(doc: ReviewDocument): Record<string, string[]> {
  const sources = new Map<string, Set<string>>();
  for (const { id, statements, table } of doc.sections) {
    const cited = [...statements, ...(table?.rows ?? [])].flatMap(({ evidence }) => evidence);
    for (const entry of cited) {
      sources.set(entry, (sources.get(entry) ?? new Set()).add(id));
    }
  }
  return Object.fromEntries([...sources].map(([entry, sections]) => [entry, [...sections]]));
}
