// The words of a text as terms: what each means, whether it is denied, and how sure its clause is.
import type { Piece } from './pieces.ts';
import { stemmed } from './stems.ts';
import { ASKS, canJoin, HEDGES, NEGATORS, PLANS, type Pole, SCOPE_ENDS } from './vocabulary.ts';

export type Term = {
  /** As written, in lower case. */
  lower: string;
  /** Stems: several for a compound such as `checkout-api`. */
  stems: readonly string[];
  glue: boolean;
  /** A name of a machine, a version, a ticket. */
  id: boolean;
  capital: boolean;
  denied: boolean;
  /** Within the reach of a denial that bears on another word. */
  free?: boolean;
  /** Denied twice: said, and that of all things. */
  twice?: boolean;
  /** Where it stands on the scales that it is on. */
  poles: readonly Pole[];
  /** Index of the segment it stands in. */
  segment: number;
  /** `from X to Y`: what was before, and what is now. */
  way?: 'from' | 'to';
};

export type Clause = {
  terms: readonly Term[];
  /** A guess, an intention, a question. */
  guess: boolean;
  plan: boolean;
  question: boolean;
  negated: boolean;
};

const ENDS = new Set(['.', ';', '!', '?', '\n']);
const SEGMENT_MARKS = new Set([',', ';', ':', '(', ')', '–', '—', '.', '!', '?', '\n']);
const SEGMENT_WORDS = new Set([
  'and',
  'but',
  'while',
  'then',
  'after',
  'before',
  'because',
  'so',
  'who',
  'which',
  'until',
]);
const CONTRAST = new Set(['but', 'while', 'whereas', 'although', 'though', 'however']);
/** `we can`, `could not`: what is possible is no plan. */
const CONTRACTED = /^(?:\p{L}+n't|cannot|can't|dont|doesnt|didnt|isnt|wont|wasnt|cant|couldnt)$/u;
const WILL = /'ll$/;
const SPLIT_VERBS = new Set(['roll', 'turn', 'switch', 'shut', 'hand', 'take', 'rul']);
const LOOK_AHEAD = 4;

type Word = {
  lower: string;
  capital: boolean;
  acronym?: boolean;
  joined?: string;
  id?: boolean;
  parts?: readonly string[];
};

/** Verbs joined with their particles, near (`rolled back`) or far (`rolled the deploy back`). */
function joinParticles(pieces: readonly Piece[]): (Word | string)[] {
  const gone = new Set<number>();
  return pieces.flatMap((piece, at): (Word | string)[] => {
    if (gone.has(at)) {
      return [];
    }
    if (piece.kind === 'mark') {
      return [piece.text];
    }
    if (piece.kind === 'numeral') {
      return [];
    }
    if (piece.kind === 'id') {
      return [{ lower: piece.lower, capital: false, id: true }];
    }
    // `US` is a country, `us` is not.
    const word = { lower: piece.lower, capital: piece.capital, acronym: /^\p{Lu}{2,}$/u.test(piece.text) };
    if (piece.lower.includes('-')) {
      const parts = piece.lower.split('-');
      const whole = parts.length === 2 ? canJoin(stemmed(parts[0] ?? '').bare, parts[1] ?? '') : undefined;
      return [whole === undefined ? { ...word, parts } : { ...word, joined: whole }];
    }
    const verb = stemmed(piece.lower).bare;
    const reach = SPLIT_VERBS.has(verb) ? LOOK_AHEAD : 1;
    for (let next = at + 1; next <= at + reach; next += 1) {
      const other = pieces[next];
      if (other?.kind === 'mark') {
        break;
      }
      const joined = other?.kind === 'word' ? canJoin(verb, other.lower) : undefined;
      if (joined !== undefined) {
        gone.add(next);
        return [{ ...word, joined }];
      }
    }
    return [word];
  });
}

function termOf(word: Word, denied: boolean, segment: number): Term {
  const { lower, capital, joined, id = false, parts, acronym = false } = word;
  const base = { lower: joined ?? lower, capital, denied, segment, id };
  if (id) {
    return { ...base, stems: [lower], glue: false, poles: [] };
  }
  if (parts !== undefined) {
    const stems = parts.filter((part) => part !== '').map((part) => stemmed(part));
    return {
      ...base,
      stems: stems.map(({ stem }) => stem),
      glue: stems.every(({ glue }) => glue),
      poles: [],
    };
  }
  const { stem, glue, poles } = stemmed(joined ?? lower);
  // A timeout may be a setting like others; that requests time out is bad.
  const way = lower === 'timeout' ? [] : poles;
  return { ...base, stems: [stem], glue: glue && joined === undefined && !acronym, poles: way };
}

type WordAt = (at: number) => string;

/** `…, we have three left`: what is seen is no part of the guess before it. */
const tellsAnew = (wordAt: WordAt, at: number) =>
  /^(?:i|we|there)$/.test(wordAt(at)) &&
  /^(?:have|had|has|see|saw|got|is|are|was|were)$/.test(wordAt(at + 1));

/** `payments that should have gone through`, `more than it should`: nobody plans this. */
const isPast = (wordAt: WordAt, at: number) =>
  (wordAt(at + 1) === 'have' && /(?:ed|en|one)$/.test(wordAt(at + 2))) ||
  wordAt(at - 1) === 'than' ||
  wordAt(at - 2) === 'than';

/** `the plans of the queries` plan nothing. */
const isPlanItself = (wordAt: WordAt, at: number) =>
  /^plans?$/.test(wordAt(at)) &&
  /^(?:the|an?|old|new|query|previous|this|these|of|its)$/.test(wordAt(at - 1));

type Building = { terms: Term[]; guess: boolean; plan: boolean; negated: boolean };
const fresh = (): Building => ({ terms: [], guess: false, plan: false, negated: false });

/** The clauses of a text. Denial reaches from its word to the end of the phrase. */
export function clausesOf(pieces: readonly Piece[]): Clause[] {
  const clauses: Clause[] = [];
  let building = fresh();
  let denied = false;
  let twice = false;
  let failing = false;
  let preventing = false;
  let segment = 0;
  const close = (question: boolean) => {
    if (building.terms.length > 0) {
      clauses.push({ ...building, terms: freed(building.terms), question });
    }
    building = fresh();
    denied = false;
    twice = false;
    failing = false;
    preventing = false;
  };
  const words = joinParticles(pieces);
  const wordAt = (at: number) => {
    const word = words[at];
    return typeof word === 'object' ? word.lower : '';
  };
  for (const [at, piece] of words.entries()) {
    if (typeof piece === 'string') {
      segment += SEGMENT_MARKS.has(piece) ? 1 : 0;
      if (ENDS.has(piece)) {
        close(piece === '?');
      } else if (piece === ',' && ((!building.guess && !building.plan) || tellsAnew(wordAt, at + 1))) {
        // What is certain before a comma stays so, whatever is supposed after it.
        close(false);
      } else if (SEGMENT_MARKS.has(piece)) {
        denied = false;
      }
      continue;
    }
    const { lower } = piece;
    if (CONTRAST.has(lower)) {
      close(false);
    }
    segment += SEGMENT_WORDS.has(lower) ? 1 : 0;
    denied = SCOPE_ENDS.has(lower) ? false : denied;
    twice = SCOPE_ENDS.has(lower) ? false : twice;
    // `failed to restart`: it did not restart.
    denied = failing && lower === 'to' ? true : denied;
    // `prevents it from sending`: it cannot send.
    denied = preventing && lower === 'from' ? true : denied;
    preventing = /^prevent(?:s|ed|ing)?$/.test(lower) || (preventing && lower !== 'from');
    const before = building.terms.at(-1)?.lower;
    const way = before === 'from' || before === 'to' ? { way: before as 'from' | 'to' } : {};
    building.terms.push({ ...termOf(piece, denied, segment), ...way, ...(twice ? { twice } : {}) });
    failing = /^(?:fail(?:s|ed|ing)?|unable|refus(?:e|es|ed|ing))$/.test(lower);
    if (NEGATORS.has(lower) || CONTRACTED.test(lower)) {
      // Denied twice is said.
      twice = denied;
      denied = !denied;
      building.negated = true;
    }
    building.guess ||= HEDGES.has(lower);
    building.plan ||=
      (PLANS.has(lower) && !(lower === 'should' && isPast(wordAt, at)) && !isPlanItself(wordAt, at)) ||
      WILL.test(lower) ||
      (lower === 'if' && building.terms.length < 3);
  }
  close(false);
  return clauses;
}

/**
 * A denial bears on the first word of meaning in its reach; what stands behind that is `free`. `no payment was charged twice`
 * denies the charging, not the payment.
 */
function freed(terms: readonly Term[]): Term[] {
  let bearing = -1;
  const lastDenied = terms.findLastIndex(({ denied, glue }) => denied && !glue);
  return terms.map((term, at) => {
    if (!term.denied) {
      bearing = -1;
      return term;
    }
    if (term.glue) {
      return term;
    }
    const among = isAmong(terms, at);
    const thing = among || (terms[at - 1]?.lower === 'no' && at < lastDenied);
    if (bearing < 0 && !thing) {
      bearing = at;
      return term;
    }
    return { ...term, free: true };
  });
}

/** `nobody from legal answered` denies the answer, not legal. */
function isAmong(terms: readonly Term[], at: number): boolean {
  const before = terms.slice(Math.max(0, at - 3), at).map(({ lower }) => lower);
  const who = before.findIndex((lower) => lower === 'nobody' || lower === 'none' || lower === 'nothing');
  return who >= 0 && /^(?:of|from|in|at)$/.test(before[who + 1] ?? '');
}

/** Whether a sentence marks what it tells as asked. */
export function asks(clauses: readonly Clause[]): boolean {
  return clauses.some(({ terms, question }) => question || terms.some(({ lower }) => ASKS.has(lower)));
}
