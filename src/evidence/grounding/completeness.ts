// Whether it is over: what is only on its way in the record is not told as done.
import type { Lost } from './figures-held.ts';
import type { Source } from './source.ts';

/** The record says that more is to come. */
const NOT_YET =
  /\b(?:(?:not|n't) (?:\w+ )?(?:yet|there|done|finished|quite|fully|normal|complete|everywhere)|not (?:all|every\w*)|getting there|almost there|half ?way)\b/i;
/** The sentence says that nothing more is. */
const OVER =
  /\b(?:back to (?:normal|baseline)|(?:fully|completely|entirely) \w+|everything|finished|completed?|done|over|recovered|restored|resolved|normal again|no longer)\b/i;
const PARTLY =
  /\b(?:not|n't|yet|still|almost|nearly|partly|partially|most|some|except|although|though|while|but|begun?|began|started|starting|slowly|gradually|being|to be|part|until|before|only)\b/i;

export function overLost(text: string, cited: readonly Source[]): Lost | undefined {
  const [source, ...others] = cited;
  return source !== undefined &&
    others.length === 0 &&
    source.entry?.kind === 'message' &&
    OVER.test(text) &&
    !PARTLY.test(text) &&
    NOT_YET.test(source.raw)
    ? { reason: 'opposite', missing: 'not over yet' }
    : undefined;
}
