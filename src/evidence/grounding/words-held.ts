// Whether cited sources hold the words of a sentence: names, machines, services, and everything else that claims something.
import { SYSTEM_NOUN } from '../system-nouns.ts';
import { DOING } from '../verbs.ts';
import { spelledOut } from './acronyms.ts';
import { alikeOf } from './alike.ts';
import { escaped } from './escaped.ts';
import type { Lost } from './figures-held.ts';
import { isLightAs } from './light-words.ts';
import { CLAIMS, isDeedNear, isNameNear, isSoft, isThingNear, type Known, MOST_FROM_NEAR } from './near.ts';
import { once, type Source } from './source.ts';
import { DENIED, SAID } from './source-words.ts';
import { stemmed } from './stems.ts';
import { heldTerm, sayingOf } from './term-held.ts';
import type { Clause, Term } from './terms.ts';
import type { Reason } from './verdict.ts';
import { FUNCTION_WORDS, GLUE, IRREGULARS } from './vocabulary.ts';

/** One word of this many may be the narrator's own, if it claims nothing of note. */
const OWN_WORD_FROM = 6;
/** One word in this many may be one that claims next to nothing. */
const LIGHT_AMONG = 4;
/** A word beside a thing that is told of, in a sentence of so many. */
const MODIFIED_FROM = 5;
const DEEDS = new Set(DOING.map((word) => stemmed(word.split(' ')[0] ?? word).stem));

function isColourless(term: Term, first: boolean): boolean {
  const [stem = ''] = term.stems;
  SYSTEM_NOUN.lastIndex = 0;
  return (
    (!term.capital || (first && alikeOf(stem).size > 0)) &&
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

/** What words that the sources do not have are let pass, so many of each kind. */
type Allowance = { near: number; light: number; own: number; passed: number };

type Sentence = {
  text: string;
  clauses: readonly Clause[];
  terms: readonly Term[];
  /** How many words and figures it has that claim something. */
  weight: number;
  /** Stems of what its figures count. */
  counted: ReadonlySet<string>;
  /** Words that the sources have as a short form, or spelled out. */
  spelled(): ReadonlySet<string>;
};

/** Whether a word that no source has may stand there all the same; what it takes of the allowance is gone. */
function isLetPass(
  term: Term,
  index: number,
  { text, clauses, terms, weight, counted, spelled }: Sentence,
  left: Allowance,
  sources: readonly Source[],
  known: Known,
): boolean {
  const first = term === clauses[0]?.terms[0];
  if (left.near > 0 && isThingNear(term, known, first)) {
    left.near -= 1;
    return true;
  }
  const named = counted.has(term.stems[0] ?? '') || isNamed(term, clauses, known);
  if (isMakingPlanned(term, clauses, sources)) {
    return true;
  }
  if (left.near > 0 && isDeedNear(term, { named, next: nextOf(term, clauses) }, known)) {
    left.near -= 1;
    return true;
  }
  if (
    (!term.id && term.lower.split('-').some((part) => spelled().has(part))) ||
    isAllCounted(term, text, sources) ||
    isSoft(term, clauses) ||
    isNameNear(term, terms, index, sources, known)
  ) {
    return true;
  }
  if (left.light > 0 && isLightThere(term, first, clauses, sources)) {
    left.light -= 1;
    return true;
  }
  if (
    left.own > 0 &&
    weight >= OWN_WORD_FROM &&
    !known.names.has(term.lower) &&
    !isNamed(term, clauses, known) &&
    isColourless(term, first)
  ) {
    left.own -= 1;
    return true;
  }
  if (
    left.own > 0 &&
    weight >= MODIFIED_FROM &&
    isQualifier(term, clauses, sources) &&
    !known.near.spoken(term.stems[0] ?? '') &&
    isColourless(term, first)
  ) {
    left.own -= 1;
    return true;
  }
  return false;
}

const MAKING = new Set(
  'add create build introduce implement write setup prepare extend order define document improve provide put'
    .split(' ')
    .map((word) => stemmed(word).stem),
);

/** `Luca will add an alert`, where `next: alert if …` is Luca's: that it is to be made goes without saying. */
function isMakingPlanned(term: Term, clauses: readonly Clause[], sources: readonly Source[]): boolean {
  return (
    !term.denied &&
    !/(?:ed|ing)$/.test(term.lower) &&
    term.stems.every((stem) => MAKING.has(stem)) &&
    clauses.some(({ plan, terms }) => plan && terms.includes(term)) &&
    sources.some((source) => source.clauses.some(({ plan }) => plan))
  );
}

function nextOf(term: Term, clauses: readonly Clause[]): Term | undefined {
  const terms = clauses.find((clause) => clause.terms.includes(term))?.terms ?? [];
  const next = terms[terms.indexOf(term) + 1];
  return next?.segment === term.segment ? next : undefined;
}

/** `the social media team` of the social team: said of a thing that the sources have, and that nobody used for another. */
function isQualifier(term: Term, clauses: readonly Clause[], sources: readonly Source[]): boolean {
  const next = nextOf(term, clauses);
  return (
    next !== undefined &&
    !next.id &&
    !FUNCTION_WORDS.has(next.lower) &&
    !/(?:ed|ing)$|^(?:last\w*|to(?:day|night|morrow)|yesterday|currently|night|time)$/.test(next.lower) &&
    !IRREGULARS.has(next.lower) &&
    sources.some(({ stems }) => next.stems.every((stem) => ((stems.get(stem) ?? 0) & SAID) !== 0))
  );
}

/** `no alert fired` where the record has no alert: there was none that could. */
function isOfNone(term: Term, clauses: readonly Clause[], sources: readonly Source[]): boolean {
  const terms = clauses.find((clause) => clause.terms.includes(term))?.terms ?? [];
  return terms.some(
    ({ free, stems: [stem = ''] }) =>
      free === true && sources.some(({ stems }) => ((stems.get(stem) ?? 0) & DENIED) !== 0),
  );
}

function isLightThere(
  term: Term,
  first: boolean,
  clauses: readonly Clause[],
  sources: readonly Source[],
): boolean {
  return (
    (!term.denied || isOfNone(term, clauses, sources)) &&
    (first || !term.capital) &&
    !term.id &&
    !(term.lower.endsWith('ly') && term.poles.length > 0) &&
    term.stems.every((stem) => isLightAs(term.lower, stem))
  );
}

/** The word itself stands in a source: what only means much the same bears no sentence alone. */
function isPlainly({ lower, stems }: Term, sources: readonly Source[]): boolean {
  return sources.some((source) => source.ids.has(lower) || stems.some((stem) => source.stems.has(stem)));
}

/** The first word of a sentence that its sources do not carry, or carry the other way round. */
export function wordLost(
  text: string,
  clauses: readonly Clause[],
  sources: readonly Source[],
  known: Known,
  { change, figures, counted }: { change: number; figures: number; counted: ReadonlySet<string> },
): Lost | undefined {
  const terms = clauses
    .flatMap((clause) => clause.terms)
    .filter(({ glue, lower }) => !glue || known.names.has(lower));
  const sentence = {
    text,
    clauses,
    terms,
    weight: terms.length + figures,
    counted,
    spelled: once(() => spelledOut(text, sources)),
  };
  const saying = sayingOf(clauses, change);
  const left = {
    passed: 0,
    near: Math.min(MOST_FROM_NEAR, Math.max(1, Math.floor(terms.length / 2))),
    light: Math.floor((terms.length + figures) / LIGHT_AMONG),
    own: terms.length + figures < MODIFIED_FROM ? 0 : 1,
  };
  let anchored = figures > 0;
  for (const [index, term] of terms.entries()) {
    const held = heldTerm(term, sources, saying);
    if (held === 'denied' || held === 'opposite') {
      return { reason: held === 'denied' ? 'negation' : 'opposite', missing: term.lower };
    }
    anchored ||= held === 'held' && isPlainly(term, sources);
    if (held === 'missing') {
      if (!isLetPass(term, index, sentence, left, sources, known)) {
        return { reason: reasonFor(term, known), missing: term.lower };
      }
      left.passed += 1;
    }
  }
  const first = terms[0];
  if (!anchored && first !== undefined && left.passed > 0) {
    return { reason: reasonFor(first, known), missing: first.lower };
  }
  return clauses.some(({ negated }) => negated) ? undefined : happeningLost(clauses, sources);
}

const ALL_OF = /\b(?:all|every|each) (?:of )?(?:the )?(?:one of )?(?:the )?(\d[\d,.]*)/gi;
const BUT = /\b(?:but|except|bar|without|not all|apart)\b/i;

/** `all 37 tenants` where the record says `the 37 tenants`. */
function isAllCounted({ lower }: Term, text: string, sources: readonly Source[]): boolean {
  return (
    /^(?:all|every|each)$/.test(lower) &&
    [...text.matchAll(ALL_OF)].some(([, count = '']) =>
      sources.some(
        ({ raw }) =>
          !BUT.test(raw) && new RegExp(`\\b(?:the|our|both|all) ${escaped(count)}\\b`, 'i').test(raw),
      ),
    )
  );
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
