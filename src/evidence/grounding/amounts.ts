// Amounts in a row of words: `47 min`, `1 h 12 min`, `about three dozen orders`, `half of the users`, `from 2 to 40 ms`.
import { asRuleAt, besideOf, nounAfter, nounsAfter, unitAt } from './amount-words.ts';
import { readNumber, wordAt } from './numbers.ts';
import type { Piece, SaidOffset } from './pieces.ts';
import { type Amount, type Dimension, type Manner, mannerOf, numberWord, SHARES, unitOf } from './units.ts';

/** An amount as a text says it. `noun`: the stem of what is counted. `loose`: `a`, `one` and the like, which need no source of their own. `of`: the whole, as in `3 of 11`. */
export type SaidAmount = Amount & {
  text: string;
  manner: Manner;
  noun?: string;
  /** Words of meaning behind it: `two temporary files`. */
  nouns?: readonly string[];
  loose?: boolean;
  of?: number;
  /** It is the whole of another: the 11 of `3 of 11`. */
  whole?: boolean;
  /** `by`, `to`, `from`, `at`: fell by 71 is not fell to 71. */
  beside?: string;
  /** `if it is not 1` */
  denied?: boolean;
  /** What is numbered: `line 4`, `firmware 4.2`. */
  label?: string;
  /** It is so by `was` and `is` alone. */
  mild?: boolean;
  /** `6 to 8 hours`: one end of a range. */
  range?: boolean;
  /** `normally 400 ms`: what it is as a rule, and was not this time. */
  usual?: boolean;
};

/** `if not 1`, `is not exactly one` */
const IS = /^(?:if|is|are|was|were|be|there|when)$/;

type Found = { amount: SaidAmount; from: number; next: number };

function share(pieces: readonly Piece[], at: number): Found | undefined {
  const word = wordAt(pieces, at);
  const part = SHARES.get(word);
  const before = wordAt(pieces, at - 1);
  const times = numberWord(before) ?? (before === 'a' || word === 'half' ? 1 : undefined);
  if (part === undefined || times === undefined || /^(?:past|to|after)$/.test(wordAt(pieces, at + 1))) {
    return undefined;
  }
  // `half an hour`, `three quarters of an hour`
  const skip = ['an', 'a', 'of'].includes(wordAt(pieces, at + 1))
    ? wordAt(pieces, at + 2) === 'an'
      ? 2
      : 1
    : 0;
  const [dimension, factor] = unitOf(wordAt(pieces, at + 1 + skip)) ?? [];
  const from = before === word || times === 1 ? at : at - 1;
  const manner = mannerOf(wordAt(pieces, from - 1));
  if (dimension === 'time' && factor !== undefined && skip > 0) {
    const value = times * part * factor;
    return {
      amount: { value, dimension, grain: factor / 60, text: `${word} an hour`, manner },
      from,
      next: at + 2 + skip,
    };
  }
  const value = times * part * 100;
  return {
    amount: {
      value,
      dimension: 'percent',
      grain: 1,
      text: word,
      manner,
      loose: word !== 'half' && times === 1,
    },
    from,
    next: at + 1,
  };
}

/** `an hour`, `a minute`: one of it. */
function single(pieces: readonly Piece[], at: number): Found | undefined {
  const [dimension, factor] = /^an?$/.test(wordAt(pieces, at)) ? (unitOf(wordAt(pieces, at + 1)) ?? []) : [];
  if (
    dimension === undefined ||
    factor === undefined ||
    dimension === 'money' ||
    wordAt(pieces, at + 1) === 'second' ||
    wordAt(pieces, at + 1).length < 3
  ) {
    return undefined;
  }
  const part = SHARES.get(wordAt(pieces, at + 4)) ?? 0;
  const half = wordAt(pieces, at + 2) === 'and' && wordAt(pieces, at + 3) === 'a' && part > 0;
  const manner = mannerOf(wordAt(pieces, at - 1));
  const text = `${wordAt(pieces, at)} ${wordAt(pieces, at + 1)}`;
  const value = half ? factor * (1 + part) : factor;
  return {
    amount: { value, dimension, grain: half ? factor / 60 : factor, text, manner, loose: !half },
    from: at,
    next: at + (half ? 5 : 2),
  };
}

function counted(pieces: readonly Piece[], at: number): Found | undefined {
  const read = readNumber(pieces, at);
  if (read === undefined) {
    return undefined;
  }
  const before = pieces[at];
  const sign = before?.kind === 'numeral' ? /^[~<>]/.exec(before.text)?.[0] : undefined;
  const less =
    wordAt(pieces, at - 1) === 'than' &&
    /^(?:less|fewer|lower|smaller|shorter)$/.test(wordAt(pieces, at - 2));
  const manner = less ? 'under' : mannerOf(sign ?? wordAt(pieces, at - 1));
  const denied = [1, 2].some(
    (back) => /^(?:not|isn't)$/.test(wordAt(pieces, at - back)) && IS.test(wordAt(pieces, at - back - 1)),
  )
    ? { denied: true }
    : {};
  const prior = pieces[at - 1];
  const label =
    before?.kind === 'numeral' && before.unit === '' && prior?.kind === 'word'
      ? { label: `${prior.lower} ${before.text}` }
      : {};
  const unit = unitAt(pieces, read);
  const known = read.money ? (['money', 1] as const) : unit === undefined ? undefined : unitOf(unit.name);
  if (known === undefined) {
    const noun = nounAfter(pieces, read.next);
    const nouns = nounsAfter(pieces, read.next);
    const amount = { value: read.value, dimension: 'count' as const, grain: 1, text: read.text, manner };
    const loose = wordAt(pieces, at) === 'one';
    return {
      amount: {
        ...amount,
        ...(noun === undefined ? {} : { noun, nouns }),
        ...(loose ? { loose } : {}),
        ...denied,
        ...label,
      },
      from: at,
      next: read.next,
    };
  }
  const [dimension, factor] = known;
  const half = wordAt(pieces, read.next) === 'and' && wordAt(pieces, read.next + 2) === 'half' ? 0.5 : 0;
  const text = unit === undefined ? read.text : read.unit === '' ? `${read.text} ${unit.name}` : read.text;
  return {
    amount: { value: (read.value + half) * factor, dimension, grain: factor, text, manner },
    from: at,
    next: unit?.next ?? read.next,
  };
}

/** `two and a half hours` */
function andAHalf(pieces: readonly Piece[], at: number): Found | undefined {
  const read = readNumber(pieces, at);
  if (read === undefined || wordAt(pieces, read.next) !== 'and' || wordAt(pieces, read.next + 2) !== 'half') {
    return undefined;
  }
  const [dimension, factor] = unitOf(wordAt(pieces, read.next + 3)) ?? [];
  if (dimension === undefined || factor === undefined) {
    return undefined;
  }
  const manner = mannerOf(wordAt(pieces, at - 1));
  const amount = {
    value: (read.value + 0.5) * factor,
    dimension,
    grain: factor / 60,
    text: `${read.text} and a half`,
    manner,
  };
  return { amount, from: at, next: read.next + 4 };
}

/** What stands between two amounts, in words. */
const wordsBetween = (pieces: readonly Piece[], from: number, to: number) =>
  pieces
    .slice(from, to)
    .map((_, index) => wordAt(pieces, from + index))
    .join(' ');

/** `1 h 12 min`: the second is a part of the first. */
const isOneLength = ({ amount }: Found, next: SaidAmount, between: string) =>
  amount.dimension === 'time' &&
  next.dimension === 'time' &&
  (between === '' || between === 'and') &&
  amount.grain > next.grain;

/** `6 to 8 hours`; `from 2 to 40 ms` is a change. */
const isRange = ({ amount }: Found, next: SaidAmount, between: string) =>
  next.dimension === 'time' &&
  (amount.dimension === 'time' || amount.dimension === 'count') &&
  amount.beside !== 'from' &&
  /^(?:to|-|–|or)$/.test(between);

/** What the words between two amounts say of the first; `2 to 40 ms` are two of one unit. */
function besideNext(last: Found, next: SaidAmount, between: string): SaidAmount {
  const { amount } = last;
  const whole =
    /^(?:\p{L}+ )?of(?: the| all| our)?$/u.test(between) && amount.dimension === next.dimension
      ? { of: next.value }
      : {};
  const unit =
    amount.dimension === 'count' && next.dimension !== 'count' && /^(?:to|-|–|or|and)$/.test(between)
      ? { value: amount.value * unitScale(next), dimension: next.dimension, grain: next.grain }
      : {};
  return { ...amount, ...whole, ...unit, ...(isRange(last, next, between) ? { range: true } : {}) };
}

/** `wards 5 and 6`: the second is a ward, too. */
function alsoLabelled(last: SaidAmount | undefined, next: SaidAmount, between: string): { label?: string } {
  const [word] = /^\p{L}{4,}(?= \d)/u.exec(last?.label ?? '') ?? [];
  return word !== undefined && /^(?:,|and|or|, and)$/.test(between) && next.dimension === 'count'
    ? { label: `${word} ${next.text}` }
    : {};
}

/** Amounts beside each other: parts of one length, two of one unit, so many of so many. */
function joined(found: readonly Found[], pieces: readonly Piece[]): Found[] {
  const all: Found[] = [];
  for (const one of found) {
    const last = all.at(-1);
    const between = last === undefined ? '' : wordsBetween(pieces, last.next, one.from);
    if (last !== undefined && isOneLength(last, one.amount, between)) {
      last.amount = {
        ...last.amount,
        value: last.amount.value + one.amount.value,
        grain: one.amount.grain,
        text: `${last.amount.text} ${one.amount.text}`,
        loose: false,
      };
      last.next = one.next;
      continue;
    }
    const told = last === undefined ? undefined : besideNext(last, one.amount, between);
    const also = {
      ...alsoLabelled(last?.amount, one.amount, between),
      ...(told?.of !== undefined && last?.amount.of === undefined ? { whole: true } : {}),
      ...(told?.range === true && last?.amount.range !== true ? { range: true } : {}),
    };
    if (last !== undefined && told !== undefined) {
      last.amount = told;
    }
    const amount = { ...one.amount, ...also, ...besideOf(pieces, one.from), ...asRuleAt(pieces, one.from) };
    all.push({ ...one, amount });
  }
  return all;
}

function unitScale({ grain, dimension }: { grain: number; dimension: Dimension }): number {
  return dimension === 'percent' ? 1 : grain;
}

/** Amounts, lengths before or after the time of speaking, and the pieces that are left. */
export function amountsIn(pieces: readonly Piece[]): {
  amounts: readonly SaidAmount[];
  offsets: readonly SaidOffset[];
  pieces: readonly Piece[];
} {
  const found: Found[] = [];
  for (let at = 0; at < pieces.length; ) {
    const one = andAHalf(pieces, at) ?? counted(pieces, at) ?? share(pieces, at) ?? single(pieces, at);
    if (one === undefined) {
      at += 1;
    } else {
      found.push(one);
      at = Math.max(one.next, at + 1);
    }
  }
  const all = joined(found, pieces);
  const offsets: SaidOffset[] = all.flatMap(({ amount, next, from }) => {
    const ago = /^(?:ago|back)$/.test(wordAt(pieces, next));
    const ahead = wordAt(pieces, from - 1) === 'in' && !ago;
    return amount.dimension === 'time' && (ago || ahead)
      ? [{ seconds: ago ? -amount.value : amount.value, text: amount.text }]
      : [];
  });
  const used = new Set(
    all.flatMap(({ from, next }) => Array.from({ length: next - from }, (_, index) => from + index)),
  );
  return {
    amounts: all.map(({ amount }) => amount),
    offsets,
    pieces: used.size === 0 ? pieces : pieces.filter((_, index) => !used.has(index)),
  };
}
