// Whether cited sources hold a word: by itself, by another of the same meaning, by its side of a scale, or by what is denied there.
import { alikeOf, deedsAlike, polesOf, statesAlike } from './alike.ts';
import type { Source } from './source.ts';
import { BESIDE_DENIED, DENIED, SAID } from './source-words.ts';
import { stemmed } from './stems.ts';
import type { Clause, Term } from './terms.ts';
import type { Pole } from './vocabulary.ts';

const spellings = (lower: string) => [lower, lower.replace(/[-_ ]/g, ''), lower.replace(/^v(?=\d)/, '')];

const stemsOf = (words: string) => new Set(words.split(' ').map((word) => stemmed(word).stem));

/** `uploads failed` where the record says that nobody could upload, `logouts stopped` where there were no more. */
const FAILING = stemsOf('fail failed failure');
const MISSING = stemsOf('lack lacked miss missing without absent');
const NOT_THERE = /(?:\b(?:no|without|gone|lost|none|lacks?|absent)|(?:\bnot|n't) (?:have|had|set|there))\b/i;
const CEASING = stemsOf('stop stopped cease disappear vanish end');
const BROKEN = stemsOf(
  'broken break fail failed error stuck hang hung unavailable timeout nothing unreachable crash lost lack missing down',
);
const CANNOT = new Set("could can cannot can't couldn't able unable".split(' '));
const LACKING = new Set([...FAILING, ...MISSING, ...CEASING]);
const NO_MORE =
  /\b(?:no|not|n't) (?:\w+ )?(?:more|longer|any ?more)\b|\bno \w+ (?:since|any ?more)\b|\bgone\b/i;

const isCleared = ({ scale, sign }: Pole) => scale === 'blame' && sign === -1;

/** Of the whole sentence. */
export type Saying = {
  denies: boolean;
  /** By how much its `from … to …` goes up or down. */
  change: number;
  /** It tells that something failed, ended or was missing. */
  lacks: boolean;
  /** It tells what could not be done. */
  cannot: boolean;
  /** It rules something out. */
  clears: boolean;
  /** It says where to. */
  moves: boolean;
  stems: ReadonlySet<string>;
};

export function sayingOf(clauses: readonly Clause[], change: number): Saying {
  const terms = clauses.flatMap((clause) => clause.terms);
  return {
    denies: clauses.some(({ negated }) => negated),
    change,
    lacks: terms.some(
      ({ stems: [stem = ''], lower, denied }) => !denied && (LACKING.has(stem) || lower === 'gone'),
    ),
    cannot: terms.some(({ lower }) => CANNOT.has(lower)),
    clears: terms.some(({ poles, denied }) => !denied && poles.some(isCleared)),
    moves: terms.some(({ way }) => way === 'to'),
    stems: new Set(terms.filter(({ glue }) => !glue).flatMap(({ stems }) => stems)),
  };
}

export type Held = 'held' | 'denied' | 'opposite' | 'missing';

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

/** `login is broken` where the sentence says that users could not log in. */
function isBrokenThere(stem: string, { clauses }: Source): boolean {
  return (
    !BROKEN.has(stem) &&
    clauses.some(
      ({ stems, terms }) =>
        stems.has(stem) && terms.some(({ stems: [other = ''], denied }) => !denied && BROKEN.has(other)),
    )
  );
}

const ABSENT = stemsOf('missing absent vanish disappear');

/** `the loop is gone` where the sentence says that it does not occur. */
function isGoneThere(stem: string, { clauses }: Source): boolean {
  return (
    !ABSENT.has(stem) &&
    clauses.some(
      ({ stems, terms }) =>
        stems.has(stem) &&
        terms.some(
          ({ stems: [other = ''], lower, denied }) => !denied && (lower === 'gone' || ABSENT.has(other)),
        ),
    )
  );
}

function heldStem(stem: string, term: Term, sources: readonly Source[], saying: Saying): Held {
  let mask = 0;
  for (const source of sources) {
    mask |= source.stems.get(stem) ?? 0;
  }
  if (mask === 0) {
    return 'missing';
  }
  // A sentence that denies nothing may not use what the source tells only beside a denial.
  const wanted = term.denied
    ? DENIED | BESIDE_DENIED
    : saying.denies && !term.twice
      ? SAID | BESIDE_DENIED
      : SAID;
  const lacking =
    (saying.clears || saying.lacks) && !term.denied && !LACKING.has(stem) ? DENIED | BESIDE_DENIED : 0;
  if (term.denied && sources.some((source) => isGoneThere(stem, source))) {
    return 'held';
  }
  if (term.denied && saying.cannot && sources.some((source) => isBrokenThere(stem, source))) {
    return 'held';
  }
  return term.free || (term.way === 'from' && saying.moves) || (mask & (wanted | lacking)) !== 0
    ? 'held'
    : 'denied';
}

/** `requeued` is carried by what tells of the queue. */
function heldAgain(held: Held, term: Term, sources: readonly Source[], saying: Saying): Held {
  const plain = /^re-?([a-z]{4,})$/.exec(term.lower)?.[1];
  const again = term.stems.length > 1 && term.lower.startsWith('re-') && term.stems[0] === 're';
  if (held !== 'missing' || (!again && plain === undefined)) {
    return held;
  }
  const { stem } = stemmed(plain ?? term.lower.slice(3));
  const once = heldStem(stem, term, sources, saying);
  return once === 'missing' && again ? heldAlike({ ...term, stems: [stem] }, sources, saying) : once;
}

/** Held where the sources go the same way on one of its scales; opposite where they only go the other. */
function heldByScale(term: Term, sources: readonly Source[], change: number): Held {
  let opposite = false;
  for (const { scale, sign } of term.poles) {
    if (scale === 'level' && change !== 0 && !term.denied) {
      return Math.sign(change) === sign ? 'held' : 'opposite';
    }
    const mask = sources.reduce((all, { scales }) => all | (scales.get(scale) ?? 0), 0);
    if ((mask & ((sign === 1) !== term.denied ? 1 : 2)) !== 0) {
      return 'held';
    }
    opposite ||= mask !== 0;
  }
  return opposite ? 'opposite' : 'missing';
}

function isLackHeld(
  { stems: [stem = ''], denied }: Term,
  sources: readonly Source[],
  said: ReadonlySet<string>,
): boolean {
  if (denied) {
    return false;
  }
  if (FAILING.has(stem)) {
    return sources.some(({ clauses }) =>
      clauses.some(
        ({ negated, stems }) => negated && [...stems].some((one) => one !== stem && said.has(one)),
      ),
    );
  }
  return (
    (MISSING.has(stem) && sources.some(({ raw }) => NOT_THERE.test(raw))) ||
    (CEASING.has(stem) && sources.some(({ raw }) => NO_MORE.test(raw)))
  );
}

/** Words that say it only together with others. */
const WEAK = stemsOf('again back ok fine good out up off over run live no none zero');

const sharesPole = (poles: readonly Pole[], other: string) =>
  polesOf(other).some(({ scale, sign }) => poles.some((one) => one.scale === scale && one.sign === sign));

/** What goes the other way is of something else where a word of the same meaning stands there, too. */
function isSaidPlainly({ stems: [stem = ''], denied, poles }: Term, sources: readonly Source[]): boolean {
  return [...alikeOf(stem)].some(
    (other) =>
      !WEAK.has(other) &&
      sharesPole(poles, other) &&
      sources.some(({ stems }) => ((stems.get(other) ?? 0) & (denied ? DENIED : SAID)) !== 0),
  );
}

/** `both good` where the sentence says that they were not fine. */
function isSaidAlike({ stems: [stem = ''], poles }: Term, sources: readonly Source[]): boolean {
  return [...alikeOf(stem)].some(
    (other) => sharesPole(poles, other) && sources.some(({ stems }) => stems.get(other) === SAID),
  );
}

/** By its ending a word tells what was done (`released`), how (`correctly`), or may name a thing. */
const carriersOf = (lower: string, stem: string): ReadonlySet<string> =>
  lower.endsWith('ed') && lower.length > 4
    ? deedsAlike(stem)
    : lower.endsWith('ly') && lower.length > 5
      ? statesAlike(stem)
      : alikeOf(stem);

/** Held by words that say much the same. */
function heldAlike(term: Term, sources: readonly Source[], saying: Saying): Held {
  const [stem = '', ...more] = term.stems;
  if (more.length > 0) {
    return 'missing';
  }
  const others = [...carriersOf(term.lower, stem)].filter(
    (other) =>
      !polesOf(other).some(({ scale, sign }) =>
        term.poles.some((one) => one.scale === scale && one.sign !== sign),
      ),
  );
  const found = [...others, `re${stem}`].map((other) => heldStem(other, term, sources, saying));
  return found.includes('held') ? 'held' : found.includes('denied') ? 'denied' : 'missing';
}

/** `from A to B` where every source that has it says `from B to A`. */
function isTurned({ way, lower }: Term, sources: readonly Source[]): boolean {
  if (way === undefined) {
    return false;
  }
  const told = sources.flatMap(({ clauses }) =>
    clauses.flatMap(({ terms }) => terms.filter((other) => other.lower === lower)),
  );
  return told.length > 0 && told.every((other) => other.way !== undefined && other.way !== way);
}

/** `not sure` denies nothing. */
const SURE = new Set('sure certain clear known yet confirmed'.split(' '));
const isDenial = ({ negated, terms }: Clause) =>
  negated && !terms.some(({ denied, lower }) => denied && SURE.has(lower));

/** What is no cause is denied, or said to be well. */
function isRuledOut({ poles, denied }: Term, sources: readonly Source[]): boolean {
  return (
    !denied &&
    poles.some(isCleared) &&
    sources.some(({ clauses, scales }) => clauses.some(isDenial) || ((scales.get('health') ?? 0) & 1) !== 0)
  );
}

/** Whether sources hold a word, and which way. */
export function heldTerm(term: Term, sources: readonly Source[], saying: Saying): Held {
  if (isRuledOut(term, sources)) {
    return 'held';
  }
  if (isTurned(term, sources)) {
    return 'opposite';
  }
  if (term.id) {
    const found = heldId(term, sources);
    return found === 'held' && term.way !== 'from' && heldStem(term.lower, term, sources, saying) === 'denied'
      ? 'denied'
      : found;
  }
  if (term.stems.length > 1 && heldId(term, sources) === 'held') {
    return 'held';
  }
  const held = term.stems.map((stem) =>
    heldAgain(heldStem(stem, term, sources, saying), term, sources, saying),
  );
  if (held.every((one) => one === 'held')) {
    return 'held';
  }
  if (held.includes('denied')) {
    return 'denied';
  }
  if (term.denied && term.free !== true && isSaidAlike(term, sources)) {
    return 'denied';
  }
  const scaled = heldByScale(term, sources, saying.change);
  if (scaled === 'held') {
    return scaled;
  }
  if (isLackHeld(term, sources, saying.stems)) {
    return 'held';
  }
  if (scaled === 'opposite' && !isSaidPlainly(term, sources)) {
    return scaled;
  }
  return sources.some(({ ids }) => ids.has(term.lower)) ? 'held' : heldAlike(term, sources, saying);
}
