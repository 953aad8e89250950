// Who does what a sentence tells, and when: where the source names a doer or a time of a deed, the sentence names no other.

import type { Zoned } from '../zoned.ts';
import { alikeOf } from './alike.ts';
import type { Lost } from './figures-held.ts';
import type { Known } from './near.ts';
import type { Scan } from './scan.ts';
import { localMinutes, type Source, type SourceClause } from './source.ts';
import type { Clause, Term } from './terms.ts';
import { IRREGULARS } from './vocabulary.ts';

const BEING = new Set('is are was were be been being get gets got'.split(' '));
const SOMEBODY = new Set('somebody someone they he she others'.split(' '));

const HOW_MANY = new Set('all every each both most many some few several no none'.split(' '));
const BEFORE_THINGS = new Set(
  'the a an its their our his her this that these those no every each all both most some many other'.split(
    ' ',
  ),
);
const SAME_IN_PAST = new Set('reset set put cut hit shut hurt quit spread split read'.split(' '));
const REPORTING =
  /^(?:says?|said|tells?|told|thinks?|confirm(?:s|ed)?|report(?:s|ed)?|claim(?:s|ed)?|writes?|wrote|sees?|saw|believes?)$/;
const HELPERS = new Set(
  'is are was were be been being has have had having do does did can could will would'.split(' '),
);

/** A word that may be what is done, by its ending or its form. */
function isVerb({ lower, id }: Term): boolean {
  const head = IRREGULARS.get(lower);
  return (
    !id &&
    !HELPERS.has(lower) &&
    (/(?:ed|ing)$/.test(lower) ||
      (head !== undefined && (head !== lower || SAME_IN_PAST.has(lower)) && !/s$/.test(lower)))
  );
}

/** `did not upload`, `could reach`: what stands behind these is done. */
const BEFORE_VERBS = new Set("not never did didn't could couldn't can can't cannot will would".split(' '));

type Deed = { doers: readonly Term[]; verb: Term };

/** The deed of a row of words with those that stand before it; none where it is told of what was done to something. */
function deedIn(terms: readonly Term[]): Deed | undefined {
  const at = terms.findIndex(
    (term, index) =>
      index > 0 &&
      (isVerb(term) || (!term.glue && BEFORE_VERBS.has(terms[index - 1]?.lower ?? ''))) &&
      !BEFORE_THINGS.has(terms[index - 1]?.lower ?? '') &&
      terms.slice(0, index).some(({ glue }) => !glue),
  );
  const verb = terms[at];
  const before = terms.slice(0, at);
  if (verb === undefined || verb.glue || before.slice(-3).some(({ lower }) => BEING.has(lower))) {
    return undefined;
  }
  return { doers: before.filter(({ glue }) => !glue), verb };
}

function segmentsOf(terms: readonly Term[]): Term[][] {
  const segments = new Map<number, Term[]>();
  for (const term of terms) {
    segments.set(term.segment, [...(segments.get(term.segment) ?? []), term]);
  }
  return [...segments.values()];
}

type Doers = { named: readonly Term[]; somebody: boolean; author?: string; objects?: readonly Term[] };

/** Who does it in the source: words before it in its part of the clause, and whether somebody else is meant. */
function doersIn(clause: SourceClause, stem: string, author: string | undefined): Doers[] {
  return segmentsOf(clause.terms).flatMap((terms) => {
    const by = terms.findIndex(({ lower }) => lower === 'by');
    const is = (term: Term, of: (stem: string) => boolean) => !term.glue && term.stems.some(of);
    const exact = terms.findIndex((term) => is(term, (one) => one === stem));
    // Told of what was done by whom, words of like meaning count as well.
    const at =
      exact < 0 && by > 0 ? terms.findIndex((term) => is(term, (one) => alikeOf(stem).has(one))) : exact;
    const before = terms.slice(0, Math.max(0, at));
    const passive =
      (before.slice(-3).some(({ lower }) => BEING.has(lower)) || terms[at + 1]?.lower === 'by') &&
      !isVerbing(terms[at]);
    if (at < 0) {
      return [];
    }
    const doers = passive
      ? by < at
        ? []
        : terms.slice(by + 1)
      : before.slice(before.findLastIndex(({ lower }) => REPORTING.test(lower)) + 1);
    const named = doers.filter(({ glue, lower }) => !glue && !lower.endsWith('ly') && !HOW_MANY.has(lower));
    const own = author !== undefined && by < 0 && isOwnDeed(terms, at);
    return [
      {
        named,
        somebody: named.length === 0 && before.some(({ lower }) => SOMEBODY.has(lower)),
        ...(own ? { author, objects: terms.slice(at + 1) } : {}),
      },
    ];
  });
}

/** `signed and sent back`, `I pinned the image`: its author did it. */
function isOwnDeed(terms: readonly Term[], at: number): boolean {
  const verb = terms[at];
  const before = terms.slice(0, at);
  return (
    verb !== undefined &&
    isVerb(verb) &&
    before.every(({ lower }) => /^(?:i|i've|i'm|have|am|just|already|now|then)$/.test(lower))
  );
}

const isVerbing = (term: Term | undefined) => term?.lower.endsWith('ing') === true;

function isSame(a: Term, b: Term): boolean {
  if (/\d/.test(a.lower) || /\d/.test(b.lower)) {
    return a.lower === b.lower;
  }
  return a.stems.some((stem) => b.stems.includes(stem) || b.stems.some((other) => alikeOf(stem).has(other)));
}

/** Every source that tells of the deed tells of another doer. */
export function doerLost(
  clauses: readonly Clause[],
  sources: readonly Source[],
  known: Known,
): Lost | undefined {
  for (const terms of clauses.flatMap((clause) => segmentsOf(clause.terms))) {
    const deed = deedIn(terms);
    const stem = deed?.verb.stems[0];
    if (deed === undefined || stem === undefined) {
      continue;
    }
    const told = sources.flatMap(({ clauses: of, entry }) => {
      const author = entry?.authorKind === 'person' ? entry.author.toLowerCase() : undefined;
      return of.flatMap((clause) => doersIn(clause, stem, author));
    });
    const people = deed.doers.filter(({ lower }) => known.names.has(lower));
    const isDoer = ({ named, somebody, author, objects }: Doers) => {
      if (somebody) {
        return people.length === 0;
      }
      if (objects !== undefined && deed.doers.every((one) => objects.some((other) => isSame(one, other)))) {
        return false;
      }
      if (author !== undefined && people.length > 0) {
        return people.some(({ lower }) => author.split(/\s+/).includes(lower));
      }
      return named.length === 0 || deed.doers.some((one) => named.some((other) => isSame(one, other)));
    };
    if (told.length > 0 && !told.some(isDoer)) {
      return { reason: 'name', missing: deed.doers.map(({ lower }) => lower).join(' ') };
    }
  }
  return undefined;
}

/** `node-4 took over from node-2`: which of two did it to the other. */
export function turnedRound(
  clauses: readonly Clause[],
  sources: readonly Source[],
  { names }: Known,
): Lost | undefined {
  const isOneOfTwo = ({ id, lower, poles }: Term) =>
    id || names.has(lower) || /-\d+$/.test(lower) || poles.some(({ scale }) => scale === 'site');
  const rowOf = (terms: readonly Term[]) => terms.filter(isOneOfTwo);
  for (const { terms } of clauses) {
    const [first, second, ...more] = rowOf(terms);
    if (
      first === undefined ||
      second === undefined ||
      more.length > 0 ||
      first.segment !== second.segment ||
      first.way === 'from'
    ) {
      continue;
    }
    const by = terms.some(({ lower }) => lower === 'by');
    const told = sources
      .flatMap((source) => source.clauses)
      .flatMap((clause) => {
        const [one, other, ...others] = rowOf(clause.terms);
        const both =
          one !== undefined && other !== undefined && others.length === 0 && one.segment === other.segment;
        const straight = both && one.lower === first.lower && other.lower === second.lower;
        const round = both && one.lower === second.lower && other.lower === first.lower;
        return straight || round
          ? [straight === (by === clause.terms.some(({ lower }) => lower === 'by'))]
          : [];
      });
    if (told.length > 0 && !told.includes(true)) {
      return { reason: 'order', missing: `${first.lower}, ${second.lower}` };
    }
  }
  return undefined;
}

/** `rollout starts tomorrow 08:00` gives the time of no start but that. */
const BEGINS = /^(?:began|begun|started|ended|finished|resumed)$/;

/** When it was done: where a source states a time for the deed, the sentence gives no other. */
export function timeLost(
  clauses: readonly Clause[],
  { times }: Scan,
  sources: readonly Source[],
  zone: Zoned,
): Lost | undefined {
  const [time, ...others] = times;
  const terms = clauses.flatMap((clause) => clause.terms);
  const verb = terms.find((term, index) => index > 0 && isVerb(term) && !term.lower.endsWith('ing'));
  const stem = verb?.stems[0];
  if (time === undefined || others.length > 0 || verb === undefined || stem === undefined) {
    return undefined;
  }
  if (verb.glue && !BEGINS.test(verb.lower)) {
    return undefined;
  }
  const stated = sources.flatMap((source) =>
    source.clauses
      .filter((clause) => clause.times.length > 0 && clause.terms.some(({ stems }) => stems[0] === stem))
      .flatMap((clause) => clause.times.map((one) => localMinutes(one, zone, source.entry?.at))),
  );
  const said = localMinutes(time, zone, sources[0]?.entry?.at);
  const slack = time.about ? 5 : 1;
  return stated.length > 0 && !stated.some((minutes) => Math.abs(minutes - said) <= slack)
    ? { reason: 'time', missing: time.text }
    : undefined;
}
