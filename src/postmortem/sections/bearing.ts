// The sentences of a message that bear on a section, verbatim, and what stands in several sections' way.
import type { Meaning } from '../../evidence/meaning.ts';
import type { ReadSentence } from '../../evidence/read-sentence.ts';
import { quoteSentences } from '../../evidence/reading.ts';
import type { KeyRow, Material } from '../material.ts';

/** Above this a sentence says clearly what it says. */
const CLEAR = 3;

/** The clear sentences of a message that pass, none of them in jest; the message's quotation is made of these. */
export function sentencesOfRow(
  material: Material,
  row: KeyRow,
  wanted: (sentence: ReadSentence) => boolean,
): readonly ReadSentence[] {
  if (row.entry.kind !== 'message') {
    return [];
  }
  const sentences = material.selection.readings.get(row.entry.id)?.sentences ?? [];
  return sentences.filter(
    (sentence) => !sentence.fence && !sentence.joke && sentence.weight >= CLEAR && wanted(sentence),
  );
}

/** The same as words; undefined where there are none. */
export function wordsBearing(
  material: Material,
  row: KeyRow,
  wanted: (sentence: ReadSentence) => boolean,
): string | undefined {
  const chosen = sentencesOfRow(material, row, wanted);
  const reading = material.selection.readings.get(row.entry.id);
  return chosen.length === 0 || reading === undefined ? undefined : quoteSentences(reading, chosen);
}

/** True where a sentence means any of these. */
export function means(sentence: ReadSentence, ...meanings: readonly Meaning[]): boolean {
  return sentence.meanings.some((meaning) => meanings.includes(meaning));
}

/** True where it means one of these before anything else. */
export function leadsWith(sentence: ReadSentence, ...meanings: readonly Meaning[]): boolean {
  const [first] = sentence.meanings;
  return first !== undefined && meanings.includes(first);
}
