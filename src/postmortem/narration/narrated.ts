// Puts what a narrator wrote into the review, sentence by sentence, as far as its evidence carries it.
import { createJudge, type Judge, type Refused } from '../../evidence/ground-sentences.ts';
import { maskSecrets } from '../../evidence/mask.ts';
import type { NarrationNote, Section, Statement } from '../document.ts';
import type { Removed } from '../grounded.ts';
import { fact, type Material } from '../material.ts';
import { groundRecordOf } from './ground-record.ts';
import type { NarratedText, Narration } from './narration.ts';

export type Told = { sections: Section[]; removed: Removed[]; note?: NarrationNote };

/** Questions that removed sentences leave, at most: the same one is asked once. */
const QUESTIONS = 5;
/** From here on a narrated summary stands for itself. */
const ENOUGH_FOR_A_SUMMARY = 2;

type Sorted = { kept: Map<string, Statement[]>; refused: { verdict: Refused; removed: Removed }[] };

function sortOut(material: Material, narration: Narration): Sorted {
  const record = groundRecordOf(material);
  const judge = createJudge(record);
  const facts = new Map(record.facts.map(({ id, text }) => [text, id]));
  const evidence = new Map(record.entries.map(({ id }) => [id, id]));
  const sorted: Sorted = { kept: new Map(), refused: [] };
  for (const told of narration.told) {
    sorted.kept.set(told.section, judged(told, judge, { facts, evidence, material }, sorted));
  }
  return sorted;
}

type Lookup = {
  facts: ReadonlyMap<string, string>;
  evidence: ReadonlyMap<string, string>;
  material: Material;
};

function judged(
  told: NarratedText,
  judge: Judge,
  { facts, evidence, material }: Lookup,
  sorted: Sorted,
): Statement[] {
  return told.sentences.flatMap(({ text, cites }) => {
    const verdict = judge.judge({ text, cites: cites.map((cite) => facts.get(cite) ?? cite) });
    const entries = cites.flatMap((cite) => evidence.get(cite) ?? factEvidence(material, cite));
    if (verdict.keep) {
      return [{ ...fact(maskSecrets(text), [...new Set(entries)]), drafted: true }];
    }
    const missing = `${verdict.reason}: ${verdict.missing}`;
    sorted.refused.push({
      verdict,
      removed: { text, evidence: entries.slice(0, 1), missing, question: verdict.question },
    });
    return [];
  });
}

/** A computed fact is linked to what its key time rests on. */
export function factEvidence(material: Material, text: string): string[] {
  const name = Object.entries(material.incident.keyTimes).find(([key]) =>
    text.toLowerCase().startsWith(`${key}:`),
  );
  const ids = name?.[1]?.evidence ?? [];
  return ids.flatMap((id) => material.byEvent.get(id)?.id ?? []);
}

function reasonsOf(refused: Sorted['refused']): NarrationNote['removed'] {
  const counts = new Map<string, number>();
  for (const { verdict } of refused) {
    counts.set(verdict.reason, (counts.get(verdict.reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count }));
}

function unchangedOf(
  material: Material,
  sections: readonly Section[],
  { told }: Narration,
): NarrationNote['unchanged'] {
  return told.flatMap(({ section, unchangedSince }) =>
    unchangedSince === undefined
      ? []
      : [
          {
            section: sections.find(({ id }) => id === section)?.title ?? section,
            writtenAt: material.when(unchangedSince),
          },
        ],
  );
}

/** In the summary it replaces what rules say; elsewhere it stands before it. What is not recorded stays said. */
function merged(section: Section, kept: readonly Statement[]): Section {
  if (kept.length === 0) {
    return section;
  }
  const replaces = section.id === 'summary' && kept.length >= ENOUGH_FOR_A_SUMMARY;
  const others = section.statements.filter(({ kind }) => !replaces || kind === 'gap');
  return { ...section, statements: [...kept, ...others] };
}

export function narrated(material: Material, sections: readonly Section[]): Told {
  const { narration } = material.options;
  if (narration === undefined) {
    return { sections: [...sections], removed: [] };
  }
  const { kept, refused } = sortOut(material, narration);
  const questions = new Map(refused.map(({ removed }) => [removed.question, removed]));
  const [first] = narration.told;
  const { vendor, prompt, shown, citable, failed } = narration;
  return {
    sections: sections.map((section) => merged(section, kept.get(section.id) ?? [])),
    removed: [...questions.values()].slice(0, QUESTIONS),
    note: {
      vendor,
      ...(first === undefined ? {} : { model: first.model }),
      prompt,
      shown,
      citable,
      unchanged: unchangedOf(material, sections, narration),
      kept: [...kept.values()].flat().length,
      removed: reasonsOf(refused),
      failed,
    },
  };
}
