// Short answers: what somebody agrees to stands in what was said before.
import type { Source } from './source.ts';

const YES =
  /^(?:yes|yep|yeah|yup|ok|okay|agreed|agree|sure|will do|on it|do it|go|go ahead|go for it|approved|done|doing(?: it| that)?|fine|sounds good|right|correct|confirmed|\+1|makes sense|let's do (?:it|that|this))(?![\p{L}\p{N}])/iu;
const SHORT = 40;
const FIRST = /^[^.!?,]*/;

/** `will do`, `agreed`, `yes, go`. */
export function isAssent({ entry }: Source): boolean {
  const [first = ''] = FIRST.exec(entry?.text ?? '') ?? [];
  return entry?.kind === 'message' && first.length <= SHORT && YES.test(first);
}
