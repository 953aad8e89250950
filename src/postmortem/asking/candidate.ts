// A question that could be asked, and how its words quote the moment it is about.
import { shortened } from '../../evidence/reading.ts';
import type { Entry } from '../../incident/entry.ts';
import type { Question } from '../../incident/question-values.ts';
import type { Statement } from '../document.ts';
import type { Material } from '../material.ts';

/** Several of a kind: the first is the best. */
export type Candidates = (material: Material) => readonly Question[];

const LONGEST_QUOTE = 160;

/** Words of the record within a question: one line, not too long of it, and quotation marks of their own as inner ones. */
export function quoted(words: string): string {
  const line = words.replace(/\s+/g, ' ').replace(/“/g, '‘').replace(/”/g, '’').trim();
  return `“${shortened(line, LONGEST_QUOTE)}”`;
}

const youWrote = (material: Material, entry: Entry, words: string) =>
  `At ${material.when(entry.at)} you wrote ${quoted(words)}.`;

/** About something that a person wrote, to that person. */
export function toAuthor(
  material: Material,
  entry: Entry | undefined,
  question: Pick<Question, 'about'> & { words: string; asks: string },
): Question[] {
  if (entry?.author.kind !== 'person' || entry.redacted || entry.deleted) {
    return [];
  }
  const { about, words, asks } = question;
  const text = `${youWrote(material, entry, words)} ${asks}`;
  return [{ about, text, evidence: [entry.id], to: entry.author }];
}

/** The entry that a statement quotes. */
export const entryOf = ({ byEvent }: Material, { evidence }: Statement) => byEvent.get(evidence[0] ?? '');
