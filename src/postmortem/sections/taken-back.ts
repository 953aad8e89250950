// Causes that somebody named and that were taken back later: they are told as such, by the words that both share.
import { idsIn, sameId } from '../../evidence/ids-in-text.ts';
import type { ReadSentence } from '../../evidence/read-sentence.ts';
import { readMessage } from '../../evidence/reading.ts';
import type { KeyRow, Material } from '../material.ts';
import { means } from './bearing.ts';

/** One word in common says little: `the model` may be any. */
const SHARED = 2;
const NEGATED = /(?:n['’]?t|\bnot|\bnever|\bno|\bruled? out|\bred herring|\binnocent)\b/i;
const SAYS_NOTHING = new Set(
  'cause caused root trigger that this with from have back take think thought then either after all maybe perhaps guess could would might suspect ruled outage last night today yesterday morning'.split(
    ' ',
  ),
);

function wordsOf(text: string): Set<string> {
  const words = text.match(/\p{L}{4,}|\b\p{Lu}{3}\b/gu) ?? [];
  return new Set(words.map((word) => word.toLowerCase()).filter((word) => !SAYS_NOTHING.has(word)));
}

/** What a message says it was not; `ruled out the network, it was the pool` does not take the pool back. */
function takenBackIn(sentences: readonly ReadSentence[]): string[] {
  const clauses = sentences
    .filter((sentence) => means(sentence, 'withdrawal'))
    .flatMap(({ text }) => text.split(/[,;:](?!\d)|\b(?:but|it(?:['’]s| is| was)(?! (?:no|not)\b))\b/i));
  return clauses.filter(
    (clause) => NEGATED.test(clause) || readMessage(clause, true).meanings.includes('withdrawal'),
  );
}

/** `cache ruled out` names one thing, and nothing else. */
function namesAlone(clause: string, named: ReadonlySet<string>): boolean {
  const back = wordsOf(clause);
  return back.size === 1 && [...back].every((word) => named.has(word));
}

/** Whether a later message takes back the cause that these words name. `guessed`: a suspicion, for which one word in common is enough. */
export function isTakenBack(
  { entries, selection }: Material,
  { entry }: KeyRow,
  words: string,
  guessed = false,
): boolean {
  const named = wordsOf(words);
  const ids = idsIn(words);
  return entries.some(({ id, at, author }) => {
    const reading = selection.readings.get(id);
    if (at <= entry.at || author.kind !== 'person' || !reading?.meanings.includes('withdrawal')) {
      return false;
    }
    const clauses = takenBackIn(reading.sentences);
    const text = clauses.join(' ');
    const back = wordsOf(text);
    return (
      [...named].filter((word) => back.has(word)).length >= SHARED ||
      (guessed && clauses.some((clause) => namesAlone(clause, named))) ||
      idsIn(text).some((one) => ids.some((other) => sameId(one, other)))
    );
  });
}
