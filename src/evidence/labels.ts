// What people label themselves: `root cause: …`, a heading with its list below. A label says more than any word that follows it.
import type { Meaning } from './meaning.ts';
import { wordPattern } from './phrases.ts';

const LABELS: readonly (readonly [Meaning, string])[] = [
  [
    'cause',
    '(?:(?:found|the|our|confirmed|likely) )*(?:root[ -]?causes?|causes?|culprit|reason|contributing(?: (?:factors?|causes?|conditions?))?)',
  ],
  ['change', '(?:the )?triggers?(?:ed by)?'],
  [
    'action',
    '(?:the |quick |hot ?)?(?:fix(?:ed by)?|mitigations?|work-?around|resolution|actions? taken|what we did)',
  ],
  [
    'impact',
    '(?:(?:customer|user|revenue|business|client|geographic|service|final|total|overall|estimated) )?(?:impact(?: (?:assessment|scope|so far|summary))?|blast radius|(?:who|what) (?:is|was) affected|affected)',
  ],
  [
    'plan',
    '(?:follow[- ]?ups?(?: (?:actions?|items?|work))?|action items?|actions?|next steps?|to[- ]?dos?|ai|measures?|improvements?|recommendations?)',
  ],
  ['report', '(?:detection|detected by|how (?:we|it was) (?:noticed|detected|found))'],
];

const MARKS = '[\\s*_>#•✅🔴🟢🟡⚠️🚨-]*';
const PATTERNS = LABELS.map(([meaning, words]) => ({
  meaning,
  opens: wordPattern(`^${MARKS}${words}[*_]*\\s?(?:[:=]|[–—-](?=\\s))[*_]*\\s*(?=[^\\s*_])`),
  heads: wordPattern(`^${MARKS}${words}[*_]*\\s?:?[*_]*\\s*$`),
}));
const ANY_HEAD = /^[\s*_>#•-]*\p{Lu}[\p{L} ]{2,30}(?::[*_]*|[*_]*:)\s*$/u;
const BULLET = /^(?:[•◦▪*–-]|\d{1,2}[.)]|\[[ x]?\])\s+\S/u;

/** The label that a line begins with, with words behind it. */
export function labelOf(text: string): Meaning | undefined {
  return PATTERNS.find(({ opens }) => opens.test(text))?.meaning;
}

/** For each line what the heading above it says: a list belongs to its heading. */
export function headedBy(lines: readonly string[]): (Meaning | undefined)[] {
  let head: Meaning | undefined;
  return lines.map((line) => {
    const own = PATTERNS.find(({ heads }) => heads.test(line))?.meaning;
    if (own !== undefined || ANY_HEAD.test(line)) {
      head = own;
      return undefined;
    }
    const under = BULLET.test(line) ? head : undefined;
    head = under;
    return under;
  });
}
