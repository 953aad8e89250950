// What a sentence may take from around its cited entries: things that were just spoken of, and words that claim nothing of their own.
import { type GroundEntry, KIND_STEMS, once, type Source } from './source.ts';
import { SAID } from './source-words.ts';
import { stemmed } from './stems.ts';
import type { Clause, Term } from './terms.ts';
import { IRREGULARS } from './vocabulary.ts';

/** What grounding knows of the record besides its entries, in lower case. */
export type Known = {
  names: ReadonlySet<string>;
  /** Stems of what was talked about just before the cited entries: what their `it` and `both` stand for. */
  near: Near;
};

export type Near = {
  has(stem: string): boolean;
  /** Whether it was told as a fact, and not asked, guessed, planned or denied. */
  told(stem: string): boolean;
  /** Whether it stands anywhere in the record. */
  spoken(stem: string): boolean;
};
export const NOTHING_NEAR: Near = { has: () => false, told: () => false, spoken: () => true };

/** So many entries before one tell what its `it` and `the other two` are. */
const NEAR = 8;
const MOST_ABOUT = 3;

/** Before which entries what was spoken of: read only where a word is not held otherwise. */
export function nearIn(
  entries: readonly GroundEntry[],
  sourceOf: (id: string) => Source | undefined,
): (cited: readonly Source[]) => Near {
  const order = new Map(entries.map(({ id }, index) => [id, index]));
  const about = entries.filter(({ kind }) => kind === 'declared' || kind === 'alert').slice(0, MOST_ABOUT);
  const everything = once(
    () =>
      new Set(
        entries.flatMap(({ text }) =>
          (text.toLowerCase().match(/\p{L}+/gu) ?? []).map((word) => stemmed(word).stem),
        ),
      ),
  );
  const spoken = (stem: string) => everything().has(stem);
  return (cited) => {
    const held = once(() => {
      const before = cited.flatMap(({ id }) => {
        const at = order.get(id);
        return at === undefined ? [] : entries.slice(Math.max(0, at - NEAR), at);
      });
      return [...before, ...about].flatMap(({ id }) => sourceOf(id) ?? []);
    });
    const has = (stem: string) =>
      !KIND_STEMS.has(stem) && held().some(({ stems }) => ((stems.get(stem) ?? 0) & SAID) !== 0);
    const told = (stem: string) =>
      !KIND_STEMS.has(stem) &&
      held().some(({ clauses }) =>
        clauses.some(
          ({ stems, terms, guess, plan, question }) =>
            stems.has(stem) &&
            !(guess || plan || question) &&
            terms.some(({ stems: of, denied }) => !denied && of.includes(stem)),
        ),
      );
    return { has, told, spoken };
  };
}

/** Words that always claim something: whom it touched, how bad it was, what is sure. */
export const CLAIMS = new Set(
  'user customer data money outage breach security leak loss revenue severe critical major minor permanent complete entire full partial production database region public internal external successful unsuccessful confirmed human error malicious attack attacker intruder hacker intentional negligent careless bug leak typo regression misconfiguration corruption fraud theft penalty dismiss blame manual root never always only first last single worldwide global'
    .split(' ')
    .map((word) => stemmed(word).stem),
);
/** Things that the cited entries leave unsaid, since they were just spoken of. */
export const MOST_FROM_NEAR = 2;

/** A thing that was just spoken of; what was done or how it went must stand in the cited entries themselves. */
export function isThingNear(
  { lower, stems, capital, id, denied, free, poles }: Term,
  { names, near }: Known,
  first: boolean,
): boolean {
  const [stem = '', ...others] = stems;
  return (
    (first || !capital) &&
    !id &&
    (!denied || free === true) &&
    poles.length === 0 &&
    others.length === 0 &&
    !names.has(lower) &&
    !CLAIMS.has(stem) &&
    !/(?:ed|ing|ly)$/.test(lower) &&
    !IRREGULARS.has(lower) &&
    near.has(stem)
  );
}

/** Scales of what happened to a thing; on others its sides are easily mistaken: all and some, old and new, main and standby. */
const HAPPENS = new Set(['health', 'running', 'level', 'present', 'access', 'speed', 'fullness']);

/** `the rollback`, `two crashes`, `the rejected files`: what had happened by then, named as a thing. */
export function isDeedNear(
  { lower, stems, capital, id, denied, poles }: Term,
  beside: { named: boolean; next: Term | undefined },
  { names, near }: Known,
): boolean {
  const [stem = '', ...others] = stems;
  const isPart = /(?:ed|ing)$/.test(lower) || IRREGULARS.get(lower) !== undefined;
  return (
    beside.named &&
    !capital &&
    !id &&
    !denied &&
    others.length === 0 &&
    !names.has(lower) &&
    !CLAIMS.has(stem) &&
    !lower.endsWith('ly') &&
    poles.every(({ scale }) => HAPPENS.has(scale)) &&
    (!isPart || (beside.next !== undefined && !beside.next.glue)) &&
    near.told(stem)
  );
}

/** `the change`, `this error`: what a report calls a thing that was told of. */
const GENERIC = new Set(
  'change update error failure process step task work request decision suggestion announcement question answer suspicion approach investigation response vendor provider company supplier'
    .split(' ')
    .map((word) => stemmed(word).stem),
);
const THE = new Set(['the', 'this', 'that', 'these', 'those']);

/** Claims nothing of its own where it stands: `the new limit`, `the change`. */
export function isSoft(term: Term, clauses: readonly Clause[]): boolean {
  const terms = clauses.find((clause) => clause.terms.includes(term))?.terms ?? [];
  const before = terms[terms.indexOf(term) - 1];
  return (
    (!term.denied && term.lower === 'new') ||
    (before !== undefined &&
      THE.has(before.lower) &&
      term.stems.length === 1 &&
      GENERIC.has(term.stems[0] ?? ''))
  );
}

/** `Elastic Cloud` where the entry says elastic and both were spoken of just before. */
export function isNameNear(
  term: Term,
  terms: readonly Term[],
  index: number,
  sources: readonly Source[],
  { names, near }: Known,
): boolean {
  const [stem = ''] = term.stems;
  const beside = [terms[index - 1], terms[index + 1]];
  return (
    term.capital &&
    !term.id &&
    !names.has(term.lower) &&
    near.has(stem) &&
    beside.some(
      (other) =>
        other?.capital === true && sources.some(({ stems }) => other.stems.every((one) => stems.has(one))),
    )
  );
}
