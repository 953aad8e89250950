// What came first: `X after Y` must stand in that order in the sources, by their moments or in so many words.
import { alikeOf } from './alike.ts';
import type { SaidAmount } from './amounts.ts';
import { overlap, telling } from './clauses-held.ts';
import { carriesAmountOf, type Lost } from './figures-held.ts';
import type { Known } from './near.ts';
import type { Source } from './source.ts';
import type { Clause, Term } from './terms.ts';
import { LONGEST, type Statement, statementOf, statementsIn } from './told-parts.ts';

/** `X after Y`: where two entries tell of the two, they stand in that order. */
export function orderLost(
  clauses: readonly Clause[],
  sources: readonly Source[],
  known: Known,
): Lost | undefined {
  const terms = clauses.flatMap((clause) => clause.terms);
  const at = terms.findIndex(({ lower }) => lower === 'after' || lower === 'before');
  const entries = sources.filter(({ entry }) => entry !== undefined);
  if (at >= 1 && entries.length === 1) {
    return turnedInSource(terms, at, sources, known);
  }
  if (at < 1 || entries.length < 2) {
    return undefined;
  }
  const left = teller(telling(terms.slice(0, at), known), entries);
  const right = teller(telling(terms.slice(at + 1), known), entries);
  if (left === undefined || right === undefined || left === right) {
    return undefined;
  }
  const [before, after] = [momentOf(left), momentOf(right)];
  if (before === undefined || after === undefined) {
    return undefined;
  }
  const apart = before - after;
  const wrong = terms[at]?.lower === 'after' ? apart < 0 : apart > 0;
  return wrong ? { reason: 'order', missing: terms[at]?.lower ?? '' } : undefined;
}

/** `from 14 to 3`, where the 3 was told first and the 14 later. */
export function changeTurned(amounts: readonly SaidAmount[], sources: readonly Source[]): Lost | undefined {
  const at = amounts.findIndex(
    ({ beside }, index) => beside === 'from' && amounts[index + 1]?.beside === 'to',
  );
  const [from, to] = [amounts[at], amounts[at + 1]];
  if (at < 0 || from === undefined || to === undefined) {
    return undefined;
  }
  const holding = (said: SaidAmount) =>
    sources.filter((source) => source.amounts.some((one) => carriesAmountOf(one, said)));
  const [before, after] = [holding(from), holding(to)];
  const moments = (of: readonly Source[]) => of.flatMap(({ entry }) => entry?.at ?? []);
  const turned =
    before.length > 0 &&
    after.length > 0 &&
    !before.some((source) => after.includes(source)) &&
    Math.min(...moments(before)) > Math.max(...moments(after));
  return turned ? { reason: 'order', missing: `${from.text}, ${to.text}` } : undefined;
}

const SET_IN_ORDER = /^(?<left>.*?)\b(?<word>before|after)\b(?<right>(?! (?:about )?\d| noon| midnight).*)$/i;
/** With these a record tells of what was earlier. */
const TELLS_BACK =
  /\b(?:before|after|until|since|earlier|already|was|were|had|first|then|once|previously)\b/i;

/** The one part of an entry that tells most of a side. */
function partOf(side: Statement, parts: readonly Statement[]): Statement | undefined {
  const stems = side.terms.filter(({ glue }) => !glue).flatMap((term) => term.stems);
  const scores = parts.map((part) => overlap(stems, part.stems));
  const best = Math.max(0, ...scores);
  return best > 0 && scores.filter((score) => score === best).length === 1
    ? parts[scores.indexOf(best)]
    : undefined;
}

/** `slow since 19:58, spot at 19:57` was not slow before the spot; `restarted it, errors fell` fell not before. */
export function orderInEntryLost(text: string, cited: readonly Source[]): Lost | undefined {
  const [source, ...others] = cited;
  const found = SET_IN_ORDER.exec(text)?.groups;
  if (source?.entry === undefined || others.length > 0 || found === undefined || text.length > LONGEST) {
    return undefined;
  }
  const parts = source.raw.length > LONGEST ? [] : statementsIn(source);
  const [left, right] = [found.left, found.right].map((side) => partOf(statementOf(side ?? ''), parts));
  if (left === undefined || right === undefined || left === right) {
    return undefined;
  }
  const [at, then] = [left.times[0], right.times[0]];
  const timed = at !== undefined && then !== undefined && at !== then;
  const leftFirst = timed ? at < then : parts.indexOf(left) < parts.indexOf(right);
  const before = found.word?.toLowerCase() === 'before';
  const known = timed || (before && !TELLS_BACK.test(source.raw));
  return known && leftFirst !== before ? { reason: 'order', missing: found.word ?? '' } : undefined;
}

/** `merged before it was reviewed` carries no `reviewed before it was merged`. */
function turnedInSource(
  terms: readonly Term[],
  at: number,
  sources: readonly Source[],
  known: Known,
): Lost | undefined {
  const sides = (of: readonly Term[], where: number) => {
    const [first, second] = [of.slice(0, where), of.slice(where + 1)].map(
      (side) => new Set(telling(side, known)),
    );
    return of[where]?.lower === 'after' ? [second, first] : [first, second];
  };
  const common = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined) =>
    [...(a ?? [])].filter((stem) => b?.has(stem)).length;
  const [earlier, later] = sides(terms, at);
  const turned = sources.some(({ clauses: of }) =>
    of.some((clause) => {
      const where = clause.terms.findIndex(({ lower }) => lower === 'after' || lower === 'before');
      const [before, after] = where < 1 ? [] : sides(clause.terms, where);
      const straight = common(earlier, before) + common(later, after);
      return common(earlier, after) > 0 && common(later, before) > 0 && straight === 0;
    }),
  );
  return turned ? { reason: 'order', missing: terms[at]?.lower ?? '' } : undefined;
}

/** When it was. Who tells later of what was earlier says when; where several times are stated it is not known which. */
function momentOf({ entry, times }: Source): number | undefined {
  const [own, stated, ...more] = times;
  return more.length > 0 ? undefined : stated === undefined ? (own?.at ?? entry?.at) : stated.at;
}

/** The one source that tells most; none where two tell as much. */
function teller(stems: readonly string[], sources: readonly Source[]): Source | undefined {
  const alike = stems.flatMap((stem) => [...alikeOf(stem)]);
  const plain = sources.map((source) => overlap(stems, source.stems));
  const scores = plain.some((score) => score > 0)
    ? plain
    : sources.map((source) => overlap(alike, source.stems));
  const best = Math.max(...scores);
  return best > 0 && scores.filter((score) => score === best).length === 1
    ? sources[scores.indexOf(best)]
    : undefined;
}
