// Whether cited sources hold the words of a sentence: names, machines, services, and everything else that claims something.
import { SYSTEM_NOUN } from '../system-nouns.ts';
import { DOING } from '../verbs.ts';
import type { Lost } from './figures-held.ts';
import { isLight } from './light-words.ts';
import { CLAIMS, isNameNear, isSoft, isThingNear, type Known, MOST_FROM_NEAR } from './near.ts';
import type { Source } from './source.ts';
import { SAID } from './source-words.ts';
import { stemmed } from './stems.ts';
import { heldTerm, sayingOf } from './term-held.ts';
import type { Clause, Term } from './terms.ts';
import type { Reason } from './verdict.ts';
import { FUNCTION_WORDS, GLUE } from './vocabulary.ts';

/** One word of this many may be the narrator's own, if it claims nothing of note. */
const OWN_WORD_FROM = 6;
/** One word in this many may be one that claims next to nothing. */
const LIGHT_AMONG = 3;
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
  change = 0,
): Lost | undefined {
  const terms = clauses
    .flatMap((clause) => clause.terms)
    .filter(({ glue, lower }) => !glue || known.names.has(lower));
  const denies = clauses.some(({ negated }) => negated);
  const saying = sayingOf(clauses, change);
  let own: Term | undefined;
  let fromNear = 0;
  let light = 0;
  for (const [index, term] of terms.entries()) {
    const held = heldTerm(term, sources, saying);
    if (held === 'held') {
      continue;
    }
    if (held === 'denied') {
      return { reason: 'negation', missing: term.lower };
    }
    if (held === 'opposite') {
      return { reason: 'opposite', missing: term.lower };
    }
    if (fromNear < Math.min(MOST_FROM_NEAR, terms.length / 2) && isThingNear(term, known)) {
      fromNear += 1;
      continue;
    }
    if (isSoft(term, clauses) || isNameNear(term, terms, index, sources, known)) {
      continue;
    }
    if (
      light < terms.length / LIGHT_AMONG &&
      !term.denied &&
      !term.capital &&
      !term.id &&
      term.stems.every(isLight)
    ) {
      light += 1;
      continue;
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

/** What no denial of a source bears on. */
const HAPPENS_TO_NONE = new Set(
  'thing things anything something problem problems issue issues situation matter way ways case cases kind sort fact moment place time moments team teams people person engineer engineers second third whole role size number amount level reason cause'.split(
    ' ',
  ),
);

const isHappening = (lower: string) =>
  GLUE.has(lower) && lower.length > 3 && !FUNCTION_WORDS.has(lower) && !HAPPENS_TO_NONE.has(lower);

/** `builds started` where the source says that none did. */
function happeningLost(clauses: readonly Clause[], sources: readonly Source[]): Lost | undefined {
  const lost = clauses
    .flatMap(({ terms }) => terms)
    .find(({ lower, stems: [stem = ''] }) => {
      const mask = isHappening(lower)
        ? sources.reduce((all, { stems }) => all | (stems.get(stem) ?? 0), 0)
        : 0;
      return mask !== 0 && (mask & SAID) === 0;
    });
  return lost === undefined ? undefined : { reason: 'negation', missing: lost.lower };
}
