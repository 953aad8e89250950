// Whether cited sources hold the words of a sentence: names, machines, services, and everything else that claims something.
import { SYSTEM_NOUN } from '../system-nouns.ts';
import { DOING } from '../verbs.ts';
import type { Lost } from './figures-held.ts';
import { BESIDE_DENIED, DENIED, SAID, type Source } from './source.ts';
import { stemmed } from './stems.ts';
import type { Clause, Term } from './terms.ts';
import type { Reason } from './verdict.ts';
import { HAPPENINGS } from './vocabulary.ts';

/** What grounding knows of the record besides its entries, in lower case. */
export type Known = { names: ReadonlySet<string> };

/** One word of this many may be the narrator's own, if it claims nothing of note. */
const OWN_WORD_FROM = 6;
/** Words that always claim something: whom it touched, how bad it was, what is sure. */
const CLAIMS = new Set(
  'user customer data money outage breach security leak loss revenue severe critical major minor permanent complete entire full partial production database region public internal external successful unsuccessful confirmed human error manual root never always only first last single worldwide global'
    .split(' ')
    .map((word) => stemmed(word).stem),
);
const DEEDS = new Set(DOING.map((word) => stemmed(word.split(' ')[0] ?? word).stem));

function isColourless(term: Term): boolean {
  const [stem = ''] = term.stems;
  SYSTEM_NOUN.lastIndex = 0;
  return (
    !term.capital &&
    !term.id &&
    !term.denied &&
    term.poles.length === 0 &&
    term.stems.length === 1 &&
    !CLAIMS.has(stem) &&
    !DEEDS.has(stem) &&
    !SYSTEM_NOUN.test(term.lower)
  );
}

/** Before a thing, not before what is said of it. */
const BEFORE_THINGS = new Set(
  'the a an our their its his her this that of in on to at by with from about for into via per another each every no'.split(
    ' ',
  ),
);

/** A word that stands where things are named: `the ledger`, `of ledger`. */
function isNamed(term: Term, clauses: readonly Clause[], known: Known): boolean {
  const terms = clauses.find((clause) => clause.terms.includes(term))?.terms ?? [];
  const before = terms[terms.indexOf(term) - 1];
  if (before === undefined || term.lower.endsWith('ly') || known.names.has(before.lower)) {
    return false;
  }
  SYSTEM_NOUN.lastIndex = 0;
  return BEFORE_THINGS.has(before.lower) || before.id || before.capital || SYSTEM_NOUN.test(before.lower);
}

const spellings = (lower: string) => [lower, lower.replace(/[-_ ]/g, ''), lower.replace(/^v(?=\d)/, '')];

type Held = 'held' | 'denied' | 'opposite' | 'missing';

function heldId(term: Term, sources: readonly Source[]): Held {
  const found = sources.filter(
    ({ ids, amounts }) =>
      spellings(term.lower).some((spelling) => ids.has(spelling)) ||
      (/#\d+$/.test(term.lower) &&
        amounts.some(
          ({ value, dimension }) => dimension === 'count' && value === Number(term.lower.replace(/^.*#/, '')),
        )),
  );
  return found.length > 0 ? 'held' : 'missing';
}

function heldStem(stem: string, term: Term, sources: readonly Source[], denies: boolean): Held {
  let mask = 0;
  for (const source of sources) {
    mask |= source.stems.get(stem) ?? 0;
  }
  if (mask === 0) {
    return 'missing';
  }
  // A sentence that denies nothing may not use what the source tells only beside a denial.
  const wanted = term.denied ? DENIED | BESIDE_DENIED : denies && !term.twice ? SAID | BESIDE_DENIED : SAID;
  return term.free || (mask & wanted) !== 0 ? 'held' : 'denied';
}

/** `requeued` is carried by what tells of the queue. */
function heldAgain(held: Held, term: Term, sources: readonly Source[], denies: boolean): Held {
  const plain = /^re-?([a-z]{4,})$/.exec(term.lower)?.[1];
  const again = term.stems.length > 1 && term.lower.startsWith('re-') && term.stems[0] === 're';
  return held === 'missing' && (again || plain !== undefined)
    ? heldStem(stemmed(plain ?? term.lower.slice(3)).stem, term, sources, denies)
    : held;
}

/** Held where the sources go the same way on one of its scales; opposite where they only go the other. */
function heldByScale(term: Term, sources: readonly Source[]): Held {
  let opposite = false;
  for (const { scale, sign } of term.poles) {
    const mask = sources.reduce((all, { scales }) => all | (scales.get(scale) ?? 0), 0);
    if ((mask & ((sign === 1) !== term.denied ? 1 : 2)) !== 0) {
      return 'held';
    }
    opposite ||= mask !== 0;
  }
  return opposite ? 'opposite' : 'missing';
}

function heldTerm(term: Term, sources: readonly Source[], denies: boolean): Held {
  if (term.id) {
    return heldId(term, sources);
  }
  if (term.stems.length > 1 && heldId(term, sources) === 'held') {
    return 'held';
  }
  const held = term.stems.map((stem) =>
    heldAgain(heldStem(stem, term, sources, denies), term, sources, denies),
  );
  if (held.every((one) => one === 'held')) {
    return 'held';
  }
  if (held.includes('denied')) {
    return 'denied';
  }
  const scaled = heldByScale(term, sources);
  return scaled === 'missing' && sources.some(({ ids }) => ids.has(term.lower)) ? 'held' : scaled;
}

function reasonFor(term: Term, known: Known): Reason {
  const { lower } = term;
  if (known.names.has(lower)) {
    return 'name';
  }
  if (term.id) {
    return /^v?\d+(?:\.\d+)+/.test(lower)
      ? 'version'
      : /^(?:[a-z][a-z0-9]+-\d+|\w*#\d+)$/.test(lower) &&
          /[A-Z#]/.test(lower.toUpperCase()) &&
          !/^\w+-\d$/.test(lower)
        ? 'ticket'
        : 'host';
  }
  const common = term.poles.length > 0 || term.stems.some((stem) => CLAIMS.has(stem));
  return term.capital && !common ? 'name' : 'words';
}

/** The first word of a sentence that its sources do not carry, or carry the other way round. */
export function wordLost(
  clauses: readonly Clause[],
  sources: readonly Source[],
  known: Known,
): Lost | undefined {
  const terms = clauses
    .flatMap((clause) => clause.terms)
    .filter(({ glue, lower }) => !glue || known.names.has(lower));
  const denies = clauses.some(({ negated }) => negated);
  let own: Term | undefined;
  for (const [index, term] of terms.entries()) {
    const held = heldTerm(term, sources, denies);
    if (held === 'held') {
      continue;
    }
    if (held === 'denied') {
      return { reason: 'negation', missing: term.lower };
    }
    if (held === 'opposite') {
      return { reason: 'opposite', missing: term.lower };
    }
    const first = index === 0 && term === clauses[0]?.terms[0];
    if (
      known.names.has(term.lower) ||
      isNamed(term, clauses, known) ||
      own !== undefined ||
      terms.length < OWN_WORD_FROM ||
      !isColourless(term) ||
      (term.capital && !first)
    ) {
      return { reason: reasonFor(term, known), missing: term.lower };
    }
    own = term;
  }
  return denies ? undefined : happeningLost(clauses, sources);
}

/** `builds started` where the source says that none did. */
function happeningLost(clauses: readonly Clause[], sources: readonly Source[]): Lost | undefined {
  const lost = clauses
    .flatMap(({ terms }) => terms)
    .find(({ lower, stems: [stem = ''] }) => {
      const mask = HAPPENINGS.has(lower)
        ? sources.reduce((all, { stems }) => all | (stems.get(stem) ?? 0), 0)
        : 0;
      return mask !== 0 && (mask & SAID) === 0;
    });
  return lost === undefined ? undefined : { reason: 'negation', missing: lost.lower };
}
