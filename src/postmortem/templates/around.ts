// What a template's words around facts may say of them: what each fact is, and no more. Every word is held by the fact beside it.

import { scan } from '../../evidence/grounding/scan.ts';
import { stemmed } from '../../evidence/grounding/stems.ts';
import { clausesOf } from '../../evidence/grounding/terms.ts';
import { DOING } from '../../evidence/verbs.ts';
import type { Run, Told } from './told.ts';

const words = (list: string) => new Set(list.split(' '));

/** They join a fact to what it is, and claim nothing of two facts. */
const FREE = words(
  'the a an of at on in and with from to until since between it this there is was were are for incident record recorded',
);
const COPULA = words('is was were are');
/** Beside a person, anything else would say what they did. */
const BESIDE_PEOPLE = words('the and is was');
const BESIDE_WORDS = words('and');
/** `→`, `=`, `>`: what leads to what, without a word. */
const SIGN = /[^\p{L}\p{N}\p{M}\s.,;:()'’"“”!?&/…_*-–—]/u;
const WORD = /\p{L}[\p{L}\p{M}\p{N}'’-]*/gu;

const wordsIn = (text: string): string[] => (text.match(WORD) ?? []).map((word) => word.toLowerCase());
const stemOf = (word: string) => stemmed(word).stem;

/** Stems that a fact carries: of what it is, and of its words where they are ours. */
function heldBy({ about = '', text, spoken }: Told): ReadonlySet<string> {
  return new Set(
    wordsIn(`${about} ${spoken === undefined ? text : ''}`).flatMap((word) => [word, stemOf(word)]),
  );
}

/** The first word that says more of a fact than what it is. */
function lostBeside(own: readonly string[], fact: Told): string | undefined {
  const held = heldBy(fact);
  const isHeld = (word: string) => held.has(word) || held.has(stemOf(word));
  const free = fact.person ? BESIDE_PEOPLE : FREE;
  const lost = own.find((word) => !isHeld(word) && !free.has(word));
  const bare = fact.person && !own.some(isHeld) ? own.find((word) => COPULA.has(word)) : undefined;
  return lost ?? bare;
}

/** Between two facts: up to a comma or an `and` words belong to the first, behind it to the second. */
function lostBetween(text: string, before: Told, after: Told): string | undefined {
  const own = wordsIn(text);
  if (before.spoken !== undefined && after.spoken !== undefined) {
    return own.find((word) => !BESIDE_WORDS.has(word));
  }
  const joins = own.every((word) => FREE.has(word)) ? own.find((word) => COPULA.has(word)) : undefined;
  if (
    joins !== undefined &&
    !(wordsIn(before.about ?? '').includes('incident') && after.spoken === undefined)
  ) {
    return joins;
  }
  const [, left = '', right = text] = /^(.*?)(?:[,;.()]|\band\b)(.*)$/su.exec(text) ?? [];
  return (
    lostBeside(wordsIn(left), before) ??
    (before.person && left === '' && right === text ? lostBeside(own, before) : undefined) ??
    lostBeside(wordsIn(right), after)
  );
}

/** The first word of a sentence that its facts do not hold; undefined where there is none. */
export function lostAround(
  sentence: readonly Run[],
  told: (run: Run) => Told | undefined,
): string | undefined {
  let before: Told | undefined;
  let text = '';
  for (const run of sentence) {
    if ('words' in run) {
      text += run.words;
      continue;
    }
    const fact = told(run);
    const lost =
      SIGN.exec(text)?.[0] ??
      (fact === undefined
        ? undefined
        : before === undefined
          ? lostBeside(wordsIn(text), fact)
          : lostBetween(text, before, fact));
    if (lost !== undefined) {
      return lost;
    }
    before = fact;
    text = '';
  }
  return SIGN.exec(text)?.[0] ?? (before === undefined ? undefined : lostBeside(wordsIn(text), before));
}

const DEEDS = new Set(DOING.map((word) => stemOf(word.split(' ')[0] ?? word)));
/** What a label may not call a fact, unless the fact says so itself. */
const GRAVE = words(
  'all every everything everybody everyone only always never outage breach leak loss severe critical major permanent complete entire total confirmed proven error fault culprit',
);

/** The first word of a label that says what happened, where its facts do not: `All data gone: …`. */
export function lostInLabel(label: string, facts: readonly Told[]): string | undefined {
  const held = new Set(facts.flatMap((fact) => [...heldBy(fact)]));
  const terms = clausesOf(scan(label, { quoted: false }).pieces).flatMap((clause) => clause.terms);
  return terms.find(
    ({ lower, stems, poles }) =>
      (poles.length > 0 || GRAVE.has(lower) || stems.some((stem) => DEEDS.has(stem))) &&
      !stems.some((stem) => held.has(stem)) &&
      !held.has(lower),
  )?.lower;
}
