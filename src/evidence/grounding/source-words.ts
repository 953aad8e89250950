// The words of a text that a sentence is held against: stems, sides of scales, and names as they may be written.
import type { SaidAmount } from './amounts.ts';
import { stemmed } from './stems.ts';
import type { Clause } from './terms.ts';
import { numeral } from './units.ts';

/** Set bits: said, denied; for scales: one side, the other. */
export const SAID = 1;
export const DENIED = 2;
/** Said within the reach of a denial that bears on another word. */
export const BESIDE_DENIED = 4;

/** `KubePodCrashLooping`: a name made of words. */
const CAMEL = /\b(?:[A-Z][a-z]+){2,}\b/g;
/** `app 4.3`, `on 2.3`: a version by its looks. */
const NUMBERED =
  /\p{L} v?\d{1,3}\.\d{1,3}(?=[\s,;:!?)]|\.?$)(?! ?(?:%|percent|ms|s|sec|min|h|k|m|[kmgt]i?b|million|billion|x|times|points?)\b)/iu;
/** An answer that begins so denies. */
const NAY = /^(?:no|nope|nah|negative)\b/i;
const FROM_TO = /\bfrom (\d[\d.,]*)\S*(?: \p{L}+)? to (\d[\d.,]*)/gu;

function add(map: Map<string, number>, key: string, bit: number): void {
  map.set(key, (map.get(key) ?? 0) | bit);
}

function addIds(ids: Set<string>, lower: string): void {
  ids.add(lower);
  ids.add(lower.replace(/[-_ ]/g, ''));
  if (/^v\d/.test(lower)) {
    ids.add(lower.slice(1));
  }
}

/** What a report may call a thing by its looks: `version 2.41.0`, `pull request #11130`. */
function calledAs(lower: string): readonly string[] {
  return /^p\d\d/.test(lower)
    ? ['latency', 'percentile']
    : /^v\d+|^\d+(?:\.\d+)+/.test(lower)
      ? ['version', 'release']
      : /^[45]\d\d$/.test(lower)
        ? ['error', 'response', 'code', 'status']
        : /#\d+$|^[a-z]+-\d+$/.test(lower)
          ? ['ticket', 'issue', 'pull', 'request', 'pr']
          : [];
}

/** A link names what it leads to: `…/pull/11130` is pull request #11130. */
export function addLink(link: string, ids: Set<string>, stems: Map<string, number>): void {
  const lower = link.toLowerCase();
  addIds(ids, lower);
  for (const part of lower.split(/[/?#&=]+/).slice(1)) {
    addIds(ids, /^\d+$/.test(part) ? `#${part}` : part);
  }
  if (/\/(?:pull|issues|merge_requests|browse)\//.test(lower)) {
    for (const word of calledAs('#1')) {
      add(stems, stemmed(word).stem, SAID);
    }
  }
}

export function collect(clauses: readonly Pick<Clause, 'terms'>[], described: readonly string[]) {
  const stems = new Map<string, number>();
  const scales = new Map<string, number>();
  const ids = new Set<string>();
  for (const { terms } of clauses) {
    for (const term of terms) {
      const bit = term.free ? BESIDE_DENIED : term.denied ? DENIED : SAID;
      const denied = new Set(terms.filter((other) => other.denied).flatMap(({ stems: of }) => of));
      for (const stem of term.stems) {
        // `not managed by cert-manager` says of nothing that it is managed.
        if (term.stems.length === 1 || !denied.has(stem)) {
          add(stems, stem, bit);
        }
      }
      for (const { scale, sign } of term.poles) {
        add(scales, scale, (sign === 1) !== term.denied ? 1 : 2);
      }
      if (/^[45](?:\d\d|xx)$/.test(term.lower) && !term.denied) {
        add(scales, 'health', 2);
      }
      if (term.id) {
        for (const word of calledAs(term.lower)) {
          add(stems, stemmed(word).stem, SAID);
        }
      }
      if (term.id || term.lower.includes('-')) {
        addIds(ids, term.lower);
        for (const part of term.lower.split(/[-_./:@]/).filter(Boolean)) {
          const { stem } = stemmed(part);
          if (!denied.has(stem)) {
            add(stems, stem, bit);
          }
        }
      }
    }
  }
  for (const words of described) {
    for (const word of words.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}._-]*/gu) ?? []) {
      add(stems, stemmed(word).stem, SAID);
      addIds(ids, word);
    }
  }
  return { stems, scales, ids };
}

/** What figures and names made of words say besides: all of them, none, a fall. */
export function addMarks(
  text: string,
  amounts: readonly SaidAmount[],
  stems: Map<string, number>,
  scales: Map<string, number>,
): void {
  for (const [name] of text.matchAll(CAMEL)) {
    for (const part of name.match(/[A-Z][a-z]+/g) ?? []) {
      add(stems, stemmed(part.toLowerCase()).stem, SAID);
    }
  }
  if (
    amounts.some(({ value, of, dimension }) => value === of || (dimension === 'percent' && value === 100))
  ) {
    add(scales, 'share', 1);
  }
  if (amounts.some(({ value, dimension }) => dimension === 'percent' && value > 0 && value < 100)) {
    add(scales, 'share', 2);
  }
  if (amounts.some(({ value, dimension }) => value === 1 && dimension === 'count')) {
    add(stems, stemmed('single').stem, SAID);
  }
  if (amounts.some(({ value }) => value === 0)) {
    add(stems, stemmed('zero').stem, SAID);
  }
  if (NUMBERED.test(text)) {
    add(stems, stemmed('version').stem, SAID);
  }
  if (NAY.test(text)) {
    add(stems, stemmed('deny').stem, SAID);
  }
  const [was, is] = ['from', 'to'].map((way) =>
    amounts.find(({ beside, mild }) => beside === way && mild === true),
  );
  if (was !== undefined && is !== undefined && was.dimension === is.dimension && was.value !== is.value) {
    // `is 512Mi, was 1Gi` is a fall.
    add(scales, 'level', is.value > was.value ? 1 : 2);
  }
  for (const [, from, to] of text.matchAll(FROM_TO)) {
    // `went from 340 to 15` is a fall.
    const change = numeral(to ?? '') - numeral(from ?? '');
    if (change !== 0) {
      add(scales, 'level', change > 0 ? 1 : 2);
    }
  }
}
