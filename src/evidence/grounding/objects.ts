// Whom a deed was done to, and who of `we` and `they` did it: `swapped the supply, lights are on` replaced no lights.
import { alikeOf } from './alike.ts';
import type { Lost } from './figures-held.ts';
import type { Known } from './near.ts';
import type { Source, SourceClause } from './source.ts';
import type { Clause, Term } from './terms.ts';
import { IRREGULARS } from './vocabulary.ts';

const BEING = new Set('is are was were be been being got get gets'.split(' '));
/** Behind these stands no object. */
const ASIDE = new Set(
  'from by with in at on to of for after before since until during into onto over under via per because when while as than'.split(
    ' ',
  ),
);
const HAVING = new Set('had has did does done'.split(' '));
const US = new Set(['us', 'me']);
const WE = new Set(['we', 'i', "i'm", "we've", "i've"]);
const THEY = new Set(['they', 'he', 'she', "they've"]);

const isPast = ({ lower, id }: Term) =>
  !id &&
  !BEING.has(lower) &&
  (lower.endsWith('ed') ||
    (IRREGULARS.has(lower) && IRREGULARS.get(lower) !== lower && !lower.endsWith('s')));

function segmentsOf(terms: readonly Term[]): Term[][] {
  const segments = new Map<number, Term[]>();
  for (const term of terms) {
    segments.set(term.segment, [...(segments.get(term.segment) ?? []), term]);
  }
  return [...segments.values()];
}

const isThing = ({ glue, poles, lower }: Term) => !glue && poles.length === 0 && !lower.endsWith('ly');
const tells = (term: Term, verb: Term) =>
  !term.glue &&
  term.stems.length === 1 &&
  verb.stems.some(
    (stem) =>
      term.stems.includes(stem) || (isPast(term) && term.stems.some((other) => alikeOf(stem).has(other))),
  );
const same = (a: Term, b: Term) =>
  a.lower === b.lower ||
  a.stems.some((stem) => b.stems.includes(stem) || b.stems.some((one) => alikeOf(stem).has(one)));

/** What stands beside a deed as its doer or object, and not behind `from`, `by`, `in`. */
function besideDeed(segment: readonly Term[], at: number): Term[] {
  const aside = segment.slice(at + 1).findIndex(({ lower }) => ASIDE.has(lower));
  const objects = aside < 0 ? segment.slice(at + 1) : segment.slice(at + 1, at + 1 + aside);
  return [...segment.slice(0, at), ...objects].filter(isThing);
}

/** What was done to it, the only source says of something else that stands in its place. */
export function objectLost(
  clauses: readonly Clause[],
  cited: readonly Source[],
  { names }: Known,
): Lost | undefined {
  const [source, ...others] = cited;
  if (source === undefined || others.length > 0) {
    return undefined;
  }
  const told = source.clauses.flatMap(({ terms }) => segmentsOf(terms));
  if (told.length < 2) {
    return undefined;
  }
  for (const segment of clauses.flatMap(({ terms }) => segmentsOf(terms))) {
    const at = segment.findIndex(
      (term, index) => index > 1 && isPast(term) && BEING.has(segment[index - 1]?.lower ?? ''),
    );
    const verb = segment[at];
    const things = segment
      .slice(0, Math.max(0, at))
      .filter((term) => isThing(term) && !names.has(term.lower));
    if (verb === undefined || verb.glue || verb.denied || verb.poles.length > 0 || things.length === 0) {
      continue;
    }
    const deeds = told.flatMap((terms) => {
      const where = terms.findIndex((term) => tells(term, verb));
      return where < 0 ? [] : [{ terms, beside: besideDeed(terms, where) }];
    });
    const apart = deeds.every(
      ({ terms, beside }) =>
        beside.length > 0 && !terms.some((term) => things.some((thing) => same(term, thing))),
    );
    const isTold = (thing: Term) =>
      told.some((terms) =>
        terms.some((term) => term.lower === thing.lower || term.stems[0] === thing.stems[0]),
      );
    if (deeds.length > 0 && apart && things.every(isTold)) {
      return { reason: 'words', missing: things[0]?.lower ?? '' };
    }
  }
  return undefined;
}

type Sides = { we: boolean; they: boolean; toUs: boolean; named: boolean };

/** Who does a deed in a clause and to whom, as far as small words tell. */
function sidesOf({ terms }: Clause | SourceClause, verb: Term): Sides[] {
  return segmentsOf(terms).flatMap((segment) => {
    const at = segment.findIndex((term) => !BEING.has(term.lower) && term.stems[0] === verb.stems[0]);
    const before = segment.slice(0, Math.max(0, at));
    const passive = before.slice(-2).some(({ lower }) => BEING.has(lower));
    return at < 0 || passive
      ? []
      : [
          {
            we: before.some(({ lower }) => WE.has(lower)),
            they: before.some(({ lower }) => THEY.has(lower)),
            toUs: US.has(segment[at + 1]?.lower ?? ''),
            named: before.some(isThing),
          },
        ];
  });
}

/** `we promised` of `they promised`, `we called` of `called us`. */
export function sideOfDeedLost(clauses: readonly Clause[], cited: readonly Source[]): Lost | undefined {
  for (const clause of clauses) {
    const verb = clause.terms.find(
      (term, at) =>
        at > 0 &&
        isPast(term) &&
        !HAVING.has(term.lower) &&
        [WE, THEY].some((list) => list.has(clause.terms[at - 1]?.lower ?? '')),
    );
    const [said] = verb === undefined ? [] : sidesOf(clause, verb);
    if (verb === undefined || said === undefined || said.we === said.they) {
      continue;
    }
    const told = cited.flatMap((source) => source.clauses.flatMap((one) => sidesOf(one, verb)));
    const wrong = ({ we, they, toUs, named }: Sides) =>
      said.we ? !we && (they || toUs || named) : we && !they && !named;
    if (told.length > 0 && told.every(wrong)) {
      return { reason: 'name', missing: said.we ? 'we' : 'they' };
    }
  }
  return undefined;
}
