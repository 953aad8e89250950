// Whether what a sentence says stands together in its sources: who did it and how sure it was.

import { alikeOf } from './alike.ts';
import { isAssent } from './assent.ts';
import type { Lost } from './figures-held.ts';
import type { Known } from './near.ts';
import type { Source, SourceClause } from './source.ts';
import { asks, type Clause, type Term } from './terms.ts';
import { FUNCTION_WORDS, HEDGES, NEGATORS } from './vocabulary.ts';

export function telling(terms: readonly Term[], known: Known): string[] {
  return terms.filter(({ glue, lower }) => !glue && !known.names.has(lower)).flatMap(({ stems }) => stems);
}

export function overlap(stems: readonly string[], source: { has(stem: string): boolean }): number {
  return stems.filter((stem) => source.has(stem)).length;
}

/** Parts of a sentence between its joints. */
function segmentsOf(clauses: readonly Clause[]): Term[][] {
  const segments = new Map<number, Term[]>();
  for (const term of clauses.flatMap(({ terms }) => terms)) {
    const segment = segments.get(term.segment) ?? [];
    segment.push(term);
    segments.set(term.segment, segment);
  }
  return [...segments.values()];
}

/** Whoever stands before what is done does it; who stands behind is only named. */
function isDoer(name: Term, segment: readonly Term[]): boolean {
  const before = segment.slice(0, segment.indexOf(name));
  return before.every(({ glue, capital }) => glue || capital) || before.at(-1)?.lower === 'by';
}

/** `Leo acknowledged the alert`, where Leo said that he is on it. */
const TAKING = /^(?:acknowledg|accept|agree)/;

/** A name beside a deed: the entry that tells most of the deed is by that person or names them. */
export function actorLost(
  clauses: readonly Clause[],
  sources: readonly Source[],
  known: Known,
): Lost | undefined {
  // Who proposed or agreed to it need not be who did it.
  const proposed = clauses.some(({ plan, guess }) => plan || guess);
  for (const segment of segmentsOf(clauses)) {
    const stems = telling(segment, known);
    const best = Math.max(0, ...sources.map((source) => overlap(stems, source.stems)));
    const names = segment.filter(({ lower, capital }) => capital && known.names.has(lower));
    const enough = proposed ? Math.min(1, best) : best;
    const taken = segment.some(({ lower }) => TAKING.test(lower));
    const tellers = sources.filter(
      (source) => overlap(stems, source.stems) >= enough || (taken && isAssent(source)),
    );
    const lost =
      best === 0
        ? undefined
        : names
            .filter((name) => isDoer(name, segment))
            .find(({ stems: [stem = ''] }) => !tellers.some((source) => source.stems.has(stem)));
    if (lost !== undefined) {
      return { reason: 'name', missing: lost.lower };
    }
  }
  return undefined;
}

/** Where an entry says one thing of one part and the contrary of another, what a phrase says of a part must stand in one clause. */
export function contrastLost(
  clauses: readonly Clause[],
  sources: readonly Source[],
  known: Known,
): Lost | undefined {
  const contrasting = sources.filter(({ clauses: of }) => of.length > 1 && isContrast(of));
  if (contrasting.length === 0) {
    return undefined;
  }
  for (const segment of segmentsOf(clauses)) {
    const judged = segment.some(({ denied, glue, poles }) => !glue && (denied || poles.length > 0));
    const stems = telling(
      segment.filter(({ free }) => !free),
      known,
    );
    const [best] = tellersOf(stems, sources);
    const source = sources.find(({ clauses: of }) => best !== undefined && of.includes(best));
    const lost =
      judged && source !== undefined && contrasting.includes(source)
        ? apart(best?.negated ? stems : stems.filter((stem) => !isDenied(stem, segment)), best, source)
        : undefined;
    if (lost !== undefined) {
      return { reason: 'opposite', missing: lost };
    }
  }
  return undefined;
}

const isDenied = (stem: string, terms: readonly Term[]) =>
  terms.some(({ denied, stems }) => denied && stems.includes(stem));

const POINTS_BACK = new Set(['it', 'that', 'this', 'they', 'these', 'those', 'which', 'them']);

/** `restarted it, that did not help`: the second part is about the first. */
function pointsBack({ terms }: SourceClause): boolean {
  return terms.slice(0, 3).some(({ lower }) => POINTS_BACK.has(lower));
}

function isContrast(clauses: readonly SourceClause[]): boolean {
  return (
    !clauses.some((clause) => clause.negated && pointsBack(clause)) &&
    clauses.some(({ negated }) => negated) &&
    clauses.some(({ negated, stems }) => !negated && stems.size > 0)
  );
}

/** A word of the phrase that stands only in another clause of the source, one that says the contrary. */
function apart(stems: readonly string[], best: SourceClause | undefined, source: Source): string | undefined {
  const others = source.clauses.filter((clause) => clause !== best && clause.negated !== best?.negated);
  return stems.find(
    (stem) =>
      !best?.stems.has(stem) &&
      others.some((clause) => clause.stems.has(stem)) &&
      !source.clauses.some((clause) => !others.includes(clause) && clause.stems.has(stem)),
  );
}

type Scored = { clause: SourceClause; score: number };

/** The clauses of the sources that tell most of what a part of the sentence tells. */
function tellersOf(stems: readonly string[], sources: readonly Source[]): SourceClause[] {
  const scored: Scored[] = sources.flatMap(({ clauses }) =>
    clauses.map((clause) => ({ clause, score: overlap(stems, clause.stems) })),
  );
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ clause }) => clause);
}

/** `none had not started`: what is denied twice must be denied twice in a source. */
export function doubleDenialLost(clauses: readonly Clause[], sources: readonly Source[]): Lost | undefined {
  const twice = (of: readonly Clause[]) =>
    of.some((clause) =>
      segmentsOf([clause]).some((terms) => terms.filter(({ lower }) => DENIALS.has(lower)).length > 1),
    );
  return twice(clauses) && !sources.some((source) => twice(source.clauses))
    ? { reason: 'negation', missing: 'denied twice' }
    : undefined;
}

const DENIALS = new Set('not no never none nobody nothing'.split(' '));

/** A denial that reaches no word of its own (`did not happen`, `was not back`) needs a source that denies just there. */
export function bareDenialLost(
  clauses: readonly Clause[],
  sources: readonly Source[],
  known: Known,
): Lost | undefined {
  for (const terms of segmentsOf(clauses)) {
    const denies = terms.some(({ lower }) => NEGATORS.has(lower));
    if (denies && !terms.some(({ denied, glue }) => denied && !glue)) {
      const tellers = tellersOf(telling(terms, known), sources);
      const same = terms.filter(({ denied, lower }) => denied && !FUNCTION_WORDS.has(lower));
      const held =
        tellers.length === 0
          ? sources.some(({ negated }) => negated)
          : tellers.some(({ negated }) => negated) || sources.some((source) => deniesAll(source, same));
      if (!held) {
        return { reason: 'negation', missing: 'not' };
      }
    }
  }
  return undefined;
}

/** `without problems`, where an entry ends with `no issues`. */
function deniesAll({ clauses }: Source, terms: readonly Term[]): boolean {
  return (
    terms.length > 0 &&
    terms.every(({ stems: [stem = ''] }) =>
      clauses.some((clause) =>
        clause.terms.some(
          ({ denied, stems: [other = ''] }) => denied && (other === stem || alikeOf(stem).has(other)),
        ),
      ),
    )
  );
}

/** Words that make a guess sure. */
const SWORN = new Set(
  'confirmed confirms proved proven proves established verified certain certainly definitely clearly'.split(
    ' ',
  ),
);

const AGREED = new Set(
  'agreed agrees will going promised decided plans planned approved accepted'.split(' '),
);

/** A guess, a plan, a question, a jest or an order must be told as one. */
export function suretyLost(
  clauses: readonly Clause[],
  sources: readonly Source[],
  known: Known,
): Lost | undefined {
  const words = new Set(clauses.flatMap(({ terms }) => terms.map(({ lower }) => lower)));
  const says = (list: ReadonlySet<string>) => [...words].some((word) => list.has(word));
  const guessed = says(HEDGES);
  const planned = clauses.some(({ plan }) => plan);
  const asked = asks(clauses);
  const sworn = clauses.some(({ terms }) => terms.some(({ lower, denied }) => !denied && SWORN.has(lower)));
  const agreed = says(AGREED) && sources.some(isAssent);
  for (const segment of segmentsOf(clauses)) {
    const stems = telling(segment, known);
    const found = tellersOf(stems, sources);
    // `It took two hours` tells by its figure alone: then everything that is cited counts.
    const tellers = stems.length > 0 ? found : sources.flatMap(({ clauses: of }) => of);
    const every = (wrong: (clause: SourceClause) => boolean) => tellers.length > 0 && tellers.every(wrong);
    if (every(({ instruction }) => instruction)) {
      return { reason: 'instruction', missing: 'an order in the chat is no fact' };
    }
    if (every(({ joke }) => joke)) {
      if (words.has('joke') || words.has('joked')) {
        continue;
      }
      return { reason: 'jest', missing: 'said in jest' };
    }
    const unsure = every(
      ({ guess, plan, question }) =>
        (guess && (sworn || (!guessed && !planned))) ||
        (question && !asked && !guessed && !agreed) ||
        (plan && !planned && !guessed),
    );
    if (unsure) {
      return { reason: 'certainty', missing: 'supposed, asked or planned' };
    }
  }
  return undefined;
}
