// Whether words tell of a turn for the better, not only of how something is.
import { phrases } from './phrases.ts';

const TURNED = phrases(
  '(again|now|back|no longer|any ?more|no (more|new|further)|already|since|finally|meanwhile|zero|0)',
  '(recover|restor|return|reconnect|rejoin|drain|clear|resum|continu|improv|normali|stabili|fix|resolv|solv|mitigat)(e|es|ed|ing|s|sed|zed)?',
  '(no|zero) ([^ .,;:!?]+ ){1,3}(for|in|since|at all)',
  '(worked|helped|did the trick|confirms?|confirmed)',
  '(back to|under|below|above) [^ ]*(normal|baseline|\\d)',
  '(gone|over|done|finished|complete|completed|succeeded|caught up|down to|dropped|dropping|shrinking|falling|climbing|empty|through|up|alive|normally|recovery)',
  '(all|every|everything|\\d+ of) ([^ .,;:!?]+ ){0,5}(ok|green|online|up|ready|running|healthy|connected|passing)',
  '(page|site|app|login|checkout|shop|search) (loads|opens|works|responds)',
  '(all|everything) (is |are )?(correct|right|in order)(?= ?[.,;!]|$)',
  '(have|has) (all |now )*been (delivered|processed|sent|synced|restored|recovered|replayed)',
  '(good|ok|okay|fine|works?|working) for (me|us|my|our|everyone|everybody|all)(?! (in|on|at|from) )',
  'that (it|this|everything) works',
  '(is|are) (moving|flowing|draining|coming in|getting in|playing)',
  '(starts?|started|starting|begins|began)',
);

/** `24/24 instances`. */
const ALL_OF_THEM = /\b(\d+) ?(?:\/|of|out of) ?\1\b/;

/** On its way: more is to come before it is over. */
const ON_THE_WAY = phrases(
  '(dropping|shrinking|draining|falling|climbing|recovering|improving|going (up|down)|getting better|slowly|starting|begins|so far)',
);

export function isOnTheWay(text: string): boolean {
  return ON_THE_WAY.test(text);
}

/** `search works again`, `errors are gone`; not `the other region is fine`. */
export function hasTurned(text: string): boolean {
  return TURNED.test(text) || ALL_OF_THEM.test(text);
}
