// Whether one statement is made of two entries that have nothing in common: the licence of one, the September of the other.

import type { Zoned } from '../zoned.ts';
import { alikeOf } from './alike.ts';
import type { SaidAmount } from './amounts.ts';
import type { Lost } from './figures-held.ts';
import { carriesAmountOf, isLengthBetween } from './figures-held.ts';
import { isLight } from './light-words.ts';
import type { Known } from './near.ts';
import { scan } from './scan.ts';
import { localMinutes, type Source } from './source.ts';
import { clausesOf, type Term } from './terms.ts';
import { FUNCTION_WORDS } from './vocabulary.ts';

/** Where a sentence goes on to its next statement. */
const JOINT =
  /[,;:–—]\s|\.\s|\s(?:and|but|while|then|after|before|because|so|who|which|until|when|where|once|as|since|although|though|whereas|if|with|from|to|later|than|following|until|that)\s/i;
/** `wards 5 and 6`: one of each may stand in an entry of its own. */
const ENUMERATED = /\b(\p{L}{4,} \d{1,4})(?:, \d{1,4}){0,8},? (?:and|or) \d{1,4}\b/gu;
/** Words that set two things in order, beside each other, or count from one to the other. */
const RELATING =
  /\b(?:preced|follow|earlier|later|between|both|within|during|despite|together|respectively|instead|also|neither|either|compared)\w*/i;

const holds = ({ lower, stems }: Term, source: Source): boolean =>
  source.ids.has(lower) || stems.some((stem) => source.stems.has(stem));
const holdsAlike = ({ stems }: Term, source: Source): boolean =>
  stems.some((stem) => [...alikeOf(stem)].some((other) => source.stems.has(other)));

/** Which of the sources hold each word and figure of a part; what none holds says nothing of this. */
function holdersIn(part: string, sources: readonly Source[], known: Known, zone: Zoned): number[][] {
  const { amounts, times, pieces } = scan(part, { quoted: true });
  const terms = clausesOf(pieces)
    .flatMap((clause) => clause.terms)
    .filter(
      ({ lower, stems }) =>
        !FUNCTION_WORDS.has(lower) && !known.names.has(lower) && !stems.every((stem) => isLight(stem)),
    );
  const those = (test: (source: Source) => boolean) =>
    sources.flatMap((source, index) => (test(source) ? [index] : []));
  return [
    ...terms.map((term) => {
      const plain = those((source) => holds(term, source));
      return plain.length > 0 ? plain : those((source) => holdsAlike(term, source));
    }),
    ...amounts
      .filter(({ loose }) => loose !== true)
      .map((amount) => those((source) => source.amounts.some((one) => carriesAmountOf(one, amount)))),
    ...times.map((time) =>
      those((source) =>
        source.times.some(({ minutes, at }) => Math.abs(minutes - localMinutes(time, zone, at)) <= 1),
      ),
    ),
  ].filter((holders) => holders.length > 0);
}

/** Each entry carries words of its own, and no word stands in two of them. */
function isApart(holders: readonly number[][]): boolean {
  return (
    holders.length > 1 &&
    holders.every((one) => one.length === 1) &&
    new Set(holders.map(([index]) => index)).size > 1
  );
}

export function putTogether(
  text: string,
  amounts: readonly SaidAmount[],
  cited: readonly Source[],
  known: Known,
  zone: Zoned,
): Lost | undefined {
  const derived = () => amounts.some((amount) => isLengthBetween(cited, amount));
  if (
    cited.length < 2 ||
    cited.some(({ entry }) => entry === undefined) ||
    RELATING.test(text) ||
    derived()
  ) {
    return undefined;
  }
  const apart = text
    .replace(ENUMERATED, '$1')
    .split(JOINT)
    .find((part) => isApart(holdersIn(part, cited, known, zone)));
  return apart === undefined ? undefined : { reason: 'words', missing: 'of two entries' };
}
