// Decides over sentences that a narrator made: each is kept only if the entries and facts that it cites carry all it claims.
//
// Compared by meaning: times of day (12 and 24 hours, zones, relative ones), dates, lengths of time, amounts with their units,
// numbers in words; names, roles, machines, versions and tickets by spelling; other words by stem, group and scale; what is
// denied, supposed, planned, asked or joked must be told so; cause and effect must stand in one source, in that direction.
import { doerLost, timeLost, turnedRound } from './grounding/agents.ts';
import { type CausalClaim, carriesCause, causalClaims } from './grounding/causes.ts';
import { idleCitation, linkLost, quotationLost } from './grounding/citations-held.ts';
import {
  actorLost,
  bareDenialLost,
  contrastLost,
  doubleDenialLost,
  suretyLost,
} from './grounding/clauses-held.ts';
import { allLost, foreseenLost, overLost } from './grounding/completeness.ts';
import { escaped } from './grounding/escaped.ts';
import { changeOf, figureLost, type Lost } from './grounding/figures-held.ts';
import { letterLost, ownerLost, sideLost, someLost } from './grounding/marked.ts';
import { type Known, type Near, NOTHING_NEAR, nearIn } from './grounding/near.ts';
import { objectLost, sideOfDeedLost } from './grounding/objects.ts';
import { changeTurned, orderInEntryLost, orderLost } from './grounding/order-held.ts';
import { ordinalLost } from './grounding/ordinals.ts';
import { pairedLost } from './grounding/paired.ts';
import { partLost } from './grounding/parts-held.ts';
import { putTogether } from './grounding/put-together.ts';
import {
  type NamedService,
  roleLost,
  rolePatternOf,
  serviceLost,
  servicesNamed,
} from './grounding/roles-and-services.ts';
import { scan } from './grounding/scan.ts';
import { type GroundEntry, readEntry, readFact, type Source } from './grounding/source.ts';
import { DENIED } from './grounding/source-words.ts';
import { stemmed } from './grounding/stems.ts';
import { thereLost } from './grounding/still-there.ts';
import { asks, type Clause, clausesOf } from './grounding/terms.ts';
import { refuse, type Verdict } from './grounding/verdict.ts';
import { type Withdrawal, wasWithdrawn, withdrawalsIn } from './grounding/withdrawals.ts';
import { wordLost } from './grounding/words-held.ts';
import type { Zoned } from './zoned.ts';

export type { GroundEntry } from './grounding/source.ts';
export type { Reason, Refused, Verdict } from './grounding/verdict.ts';

/** A sentence and the ids that it rests on, of entries or of computed facts. */
export type CitingSentence = { text: string; cites: readonly string[] };

/** What sentences are held against. Deleted and redacted entries are left out by the caller: they carry nothing. */
export type GroundRecord = {
  entries: readonly GroundEntry[];
  facts: readonly { id: string; text: string }[];
  zone: Zoned;
  /** Names of people and bots; labels of roles; names of services that the configuration knows. */
  names: readonly string[];
  roles: readonly string[];
  services: readonly string[];
};

export type Judge = { judge(sentence: CitingSentence): Verdict };

/** More than this many citations carry anything. */
const MOST_CITED = 8;
const IN_LABEL = new Set(['the', 'to', 'of', 'time', 's']);

type Fact = { source: Source; label: readonly string[] };

type Bench = {
  zone: Zoned;
  known: Known;
  rolePattern: RegExp | undefined;
  services: readonly NamedService[];
  joinNames(text: string): string;
  sourceOf(id: string): Source | undefined;
  facts: readonly Fact[];
  withdrawals(): readonly Withdrawal[];
  /** What was talked about just before these entries, and what the incident is about: stems of things. */
  near(cited: readonly Source[]): Near;
};

function namesIn(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names
      .flatMap((name) => [name, oneWord(name), ...name.split(/[\s._-]+/)])
      .map((part) => part.toLowerCase())
      .filter((part) => part.length > 1 && !/^\d+$/.test(part)),
  );
}

/** `Responder 1`, `Ana María`: a name of several words or with figures, as one word of letters. */
function oneWord(name: string): string {
  return name.replace(/\d/g, (digit) => 'qwrtzpsdfg'[Number(digit)] ?? '').replace(/[^\p{L}]/gu, '');
}

function namesJoined(names: readonly string[]): (text: string) => string {
  const long = names.filter((name) => /[\s\d]/.test(name)).sort((a, b) => b.length - a.length);
  if (long.length === 0) {
    return (text) => text;
  }
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${long.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => text.replace(pattern, oneWord);
}

/** The words before a fact's colon: a sentence that uses them all may use the fact. */
function labelOf(text: string): string[] {
  const label = text.split(':')[0] ?? '';
  return (label.toLowerCase().match(/\p{L}+/gu) ?? [])
    .filter((word) => !IN_LABEL.has(word))
    .map((word) => stemmed(word).stem);
}

/** Reads what it is asked about, once each: 10,000 entries cost nothing until they are cited. */
export function createJudge(record: GroundRecord): Judge {
  const entries = new Map(record.entries.map((entry) => [entry.id, entry]));
  const facts = record.facts.map((fact) => ({
    source: readFact(fact, record.zone),
    label: labelOf(fact.text),
  }));
  const read = new Map(facts.map(({ source }) => [source.id, source]));
  let withdrawals: readonly Withdrawal[] | undefined;
  const joinNames = namesJoined(record.names);
  const bench: Omit<Bench, 'near'> = {
    zone: record.zone,
    known: { names: namesIn(record.names), near: NOTHING_NEAR },
    rolePattern: rolePatternOf(record.roles),
    services: servicesNamed(record.services),
    joinNames,
    facts,
    sourceOf(id) {
      const entry = entries.get(id);
      const known =
        read.get(id) ?? (entry === undefined ? undefined : readEntry(entry, record.zone, joinNames));
      if (known !== undefined) {
        read.set(id, known);
      }
      return known;
    },
    withdrawals() {
      withdrawals ??= withdrawalsIn(record.entries);
      return withdrawals;
    },
  };
  const near = nearIn(record.entries, bench.sourceOf);
  return { judge: (sentence) => judge(sentence, { ...bench, near }) };
}

function causeLost(
  text: string,
  clauses: readonly Clause[],
  cited: readonly Source[],
  bench: Bench,
): Lost | undefined {
  const supposed = asks(clauses) || clauses.some(({ guess }) => guess);
  const isName = (stem: string) => bench.known.names.has(stem);
  for (const said of causalClaims(text, 'sentence')) {
    // `Bo resolved the incident`: who did it is no cause.
    if ([...said.cause].every(isName)) {
      continue;
    }
    const carrier = cited.find((source) => source.causes().some((claim) => carriesCause(claim, said)));
    if (carrier === undefined && said.denied && cited.some((source) => ruledOut(source, said))) {
      continue;
    }
    if (carrier === undefined && supposed && cited.some((source) => isSupposed(source, said))) {
      continue;
    }
    if (carrier === undefined) {
      return { reason: 'cause', missing: 'what led to what' };
    }
    if (!said.denied && wasWithdrawn(carrier, said, bench.withdrawals(), cited)) {
      return { reason: 'withdrawn', missing: 'taken back later' };
    }
  }
  return undefined;
}

/** `it was not redis`, `no duplicates`: what is said to be no cause, or to have had no effect, is denied in the source. */
function ruledOut(source: Source, { cause, effect }: CausalClaim): boolean {
  const isDenied = (stem: string) => ((source.stems.get(stem) ?? 0) & DENIED) !== 0;
  return [cause, effect].some((stems) => stems.size > 0 && [...stems].every(isDenied));
}

/** `maybe that's too much`: of what was said just before. */
const pointsBack = (terms: Clause['terms']) =>
  terms.slice(0, 3).some(({ lower }) => /^(?:that|this|it)(?:'s)?$/.test(lower));

/** `could it be the feed?`: told as a guess, a cause rests on a guess. */
function isSupposed({ clauses, stems: all }: Source, { cause }: CausalClaim): boolean {
  return clauses.some(
    ({ guess, question, stems, terms }) =>
      (guess || question) &&
      [...cause].some((stem) => stems.has(stem) || (pointsBack(terms) && all.has(stem))),
  );
}

function judge({ text, cites }: CitingSentence, bench: Bench): Verdict {
  const ids = [...new Set(cites)];
  const found = ids.map((id) => bench.sourceOf(id));
  const cited = found.filter((source) => source !== undefined);
  if (ids.length === 0 || ids.length > MOST_CITED) {
    return refuse('no citation', ids.length === 0 ? 'no id' : `${ids.length} ids`, cited);
  }
  const unknown = ids.find((_, index) => found[index] === undefined);
  if (unknown !== undefined) {
    return refuse('unknown id', unknown, cited);
  }
  const named = bench.joinNames(text);
  const said = scan(
    bench.rolePattern === undefined
      ? named
      : named.replace(bench.rolePattern, (role) => ' '.repeat(role.length)),
    { quoted: true },
  );
  const clauses = clausesOf(said.pieces);
  const words = new Set(clauses.flatMap(({ terms }) => terms.flatMap(({ stems }) => stems)));
  const facts = bench.facts.filter(
    ({ label, source }) =>
      label.length > 0 && label.every((word) => words.has(word)) && !cited.includes(source),
  );
  const sources = [...cited, ...facts.map(({ source }) => source)];
  const known = { ...bench.known, near: bench.near(cited) };
  const lost =
    quotationLost(said.quotes, sources) ??
    linkLost(said.links, sources) ??
    roleLost(text, sources, bench.rolePattern) ??
    serviceLost(text, sources, bench.services) ??
    ordinalLost(text, sources) ??
    letterLost(text, sources) ??
    sideLost(text, sources) ??
    ownerLost(text, cited) ??
    someLost(text, cited) ??
    figureLost(said, sources, bench.zone, known.near) ??
    timeLost(clauses, said, cited, bench.zone) ??
    wordLost(text, clauses, cited, known, {
      change: changeOf(said.amounts),
      counted: new Set(said.amounts.flatMap(({ noun }) => noun ?? [])),
      figures: said.times.length + said.amounts.filter(({ loose }) => loose !== true).length,
    }) ??
    actorLost(clauses, sources, bench.known) ??
    doerLost(clauses, cited, bench.known) ??
    turnedRound(clauses, cited, bench.known) ??
    putTogether(text, said.amounts, cited, bench.known, bench.zone) ??
    partLost(clauses, said.amounts, cited, bench.known) ??
    objectLost(clauses, cited, bench.known) ??
    sideOfDeedLost(clauses, cited) ??
    thereLost(text, clauses, cited, bench.known) ??
    overLost(text, cited) ??
    allLost(text, cited) ??
    foreseenLost(text, said.amounts, cited) ??
    doubleDenialLost(clauses, cited) ??
    bareDenialLost(clauses, cited, bench.known) ??
    contrastLost(clauses, cited, bench.known) ??
    suretyLost(clauses, sources, bench.known) ??
    causeLost(text, clauses, cited, bench) ??
    orderLost(clauses, sources, bench.known) ??
    changeTurned(said.amounts, cited) ??
    orderInEntryLost(named, cited) ??
    idleCitation(clauses, cited, said, bench.zone) ??
    pairedLost(named, said, cited);
  return lost === undefined ? { keep: true } : refuse(lost.reason, lost.missing, cited);
}
