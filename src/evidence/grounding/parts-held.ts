// Whether what a sentence says of a thing stands beside that thing in its source: `Oslo red, Madrid green` carries no red Madrid.
import { alikeOf } from './alike.ts';
import type { SaidAmount } from './amounts.ts';
import { carriesAmountOf, type Lost } from './figures-held.ts';
import type { Known } from './near.ts';
import type { Source } from './source.ts';
import type { Clause, Term } from './terms.ts';
import { IRREGULARS } from './vocabulary.ts';

/** A part of a source between its joints: its things, and which way it says that they are. */
type Part = { terms: readonly Term[]; things: readonly Term[]; heir: boolean };

const ADJECTIVES = new Set(
  'good bad full empty wrong right high low slow fast dead open worse better healthy unhealthy down up'.split(
    ' ',
  ),
);
/** Scales of words that only qualify a thing. */
const QUALIFIES = new Set(['age', 'how', 'order', 'who']);

const isThing = ({ glue, poles, denied, free }: Term) =>
  !glue && poles.length === 0 && (!denied || free === true);

/** `the other two`, `it`: of something that stands elsewhere. */
const POINTING = new Set(
  'it they them this these those both other others rest remaining its their'.split(' '),
);
const points = ({ terms }: Part) => terms.some(({ lower }) => POINTING.has(lower));

function partsOf(terms: readonly Term[]): Part[] {
  const parts = new Map<number, Term[]>();
  for (const term of terms) {
    parts.set(term.segment, [...(parts.get(term.segment) ?? []), term]);
  }
  return [...parts.values()].map((part) => {
    const first = part.findIndex(({ glue, poles }) => !glue || poles.length > 0);
    // `and fail in CI`: what the part before is about.
    return { terms: part, things: part.filter(isThing), heir: (part[first]?.poles.length ?? 0) > 0 };
  });
}

const parted = new WeakMap<Source, Part[]>();

function partsIn(source: Source): Part[] {
  const known = parted.get(source) ?? source.clauses.flatMap(({ terms }) => partsOf(terms));
  parted.set(source, known);
  return known;
}

/** `a timeout job`, `the crash rate`: names a kind, and tells not how it is. */
function isBeforeThing(term: Term, { terms }: Part): boolean {
  const next = terms[terms.indexOf(term) + 1];
  return (
    next !== undefined &&
    isThing(next) &&
    !/(?:ed|ing|en|ly)$/.test(term.lower) &&
    !/(?:ed|ing|ly)$/.test(next.lower) &&
    !IRREGULARS.has(term.lower) &&
    !ADJECTIVES.has(term.lower)
  );
}

const signOf = ({ poles, denied }: Term, scale: string) => {
  const pole = poles.find((one) => one.scale === scale);
  return pole === undefined ? 0 : denied ? -pole.sign : pole.sign;
};

const has = (part: Part, thing: Term) =>
  part.terms.some(({ stems }) =>
    stems.some((stem) => thing.stems.includes(stem) || thing.stems.some((one) => alikeOf(one).has(stem))),
  );

const isTheSame = (a: Term, b: Term) => a.stems.some((stem) => b.stems.includes(stem));

const hasItself = (part: Part, thing: Term) =>
  part.terms.some(({ stems }) => stems.some((stem) => thing.stems.includes(stem)));

/** Things of the sentence that the source knows, but only where it says the contrary of them, or says it of others. */
function misplaced(
  things: readonly Term[],
  bearing: readonly Part[],
  parts: readonly Part[],
  contrary: (part: Part) => boolean,
): Term | undefined {
  if (bearing.length === 0 || bearing.some(points)) {
    return undefined;
  }
  const reach = bearing.flatMap((part) =>
    part.heir ? [part, ...parts.slice(Math.max(0, parts.indexOf(part) - 1), parts.indexOf(part))] : [part],
  );
  const elsewhere = things.filter(
    (thing) => parts.some((part) => hasItself(part, thing)) && !bearing.some((part) => has(part, thing)),
  );
  const wrong = elsewhere.find((thing) => parts.filter((part) => has(part, thing)).every(contrary));
  if (wrong !== undefined) {
    return wrong;
  }
  const known = things.filter((thing) => parts.some((part) => hasItself(part, thing)));
  const apart =
    known.length > 0 &&
    known.length === things.length &&
    !known.some((thing) => reach.some((part) => has(part, thing)));
  return apart && bearing.every((part) => part.things.length > 0) ? known[0] : undefined;
}

/** What is said of a thing must be said of that thing. */
export function partLost(
  clauses: readonly Clause[],
  amounts: readonly SaidAmount[],
  sources: readonly Source[],
  { names }: Known,
): Lost | undefined {
  const isNoName = ({ lower }: Term) => !names.has(lower);
  const said = clauses.flatMap((clause) => partsOf(clause.terms));
  const [source, ...others] = sources;
  if (source === undefined || others.length > 0) {
    return undefined;
  }
  const parts = partsIn(source);
  if (parts.length > 1) {
    for (const part of said.filter((one) => !points(one))) {
      const things = part.things.filter(isNoName);
      for (const term of part.terms.filter((one) => one.poles.length > 0 && !isBeforeThing(one, part))) {
        for (const { scale } of term.poles.filter(({ scale: of }) => !QUALIFIES.has(of))) {
          const sign = signOf(term, scale);
          const bears = (one: Part) => one.terms.some((other) => signOf(other, scale) === sign);
          const contrary = (one: Part) =>
            one.terms.some((other) => signOf(other, scale) === -sign) && !bears(one);
          const lost = misplaced(things, parts.filter(bears), parts, contrary);
          if (lost !== undefined) {
            return { reason: 'opposite', missing: lost.lower };
          }
        }
      }
    }
  }
  return amounts.length === 1 && said.length === 1 && sources.length === 1
    ? amountApart(amounts[0], said[0], sources[0], isNoName)
    : undefined;
}

/** `the vacuum took 40 min, the index build 2 hours` carries no vacuum of two hours. */
function amountApart(
  amount: SaidAmount | undefined,
  part: Part | undefined,
  source: Source | undefined,
  isNoName: (term: Term) => boolean,
): Lost | undefined {
  if (amount === undefined || part === undefined || source === undefined || amount.loose === true) {
    return undefined;
  }
  const parts = partsIn(source);
  const bearing = source
    .figures()
    .filter(({ amounts }) => amounts.some((one) => carriesAmountOf(one, amount)));
  const others = source
    .figures()
    .filter(
      (one) => !bearing.includes(one) && one.amounts.some(({ dimension }) => dimension === amount.dimension),
    );
  if (bearing.length === 0) {
    return undefined;
  }
  const turned = part.terms.find((term) =>
    term.poles.some(({ scale }) => {
      const sign = signOf(term, scale);
      const says = (figures: typeof bearing, wanted: number) =>
        figures.some(({ terms }) => terms.some((one) => signOf(one, scale) === wanted));
      return (
        !QUALIFIES.has(scale) && says(bearing, -sign) && !says(bearing, sign) && source.figures().length > 1
      );
    }),
  );
  if (turned !== undefined) {
    return { reason: 'opposite', missing: turned.lower };
  }
  const of = (figures: typeof bearing) =>
    parts.filter((one) =>
      figures.some(
        ({ stems }) =>
          one.things.length > 0 && one.things.every((thing) => thing.stems.every((stem) => stems.has(stem))),
      ),
    );
  const there = of(bearing);
  // Something else is there in the place of what the sentence names.
  const another = there.some(({ things }) =>
    things.some((told) => !part.terms.some((one) => isTheSame(one, told))),
  );
  const proper = part.things.find(
    (thing) =>
      (thing.capital || thing.id) &&
      isNoName(thing) &&
      parts.some((one) => hasItself(one, thing)) &&
      another &&
      !there.some((one) => hasItself(one, thing)),
  );
  if (proper !== undefined && proper !== part.terms[0]) {
    return { reason: 'number', missing: proper.lower };
  }
  const lost = misplaced(
    part.things.filter(isNoName),
    there,
    parts,
    (one) => of(others).includes(one) && !there.includes(one),
  );
  return lost === undefined ? undefined : { reason: 'number', missing: lost.lower };
}
