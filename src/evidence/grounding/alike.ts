// Words that say much the same. A word may stand in several lists: `drop` is to fall and to remove.
import { DEEDS } from './alike-deeds.ts';
import { MIND, SPEECH } from './alike-minds.ts';
import { PARTS } from './alike-parts.ts';
import { STATES } from './alike-states.ts';
import { THINGS } from './alike-things.ts';
import { stemmed } from './stems.ts';
import type { Pole } from './vocabulary.ts';

function listsOf(area: string): string[][] {
  return area
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
}

/** Words that say next to nothing carry none that goes one way on a scale. */
const VAGUE = new Set(
  'take have get go make do come give see show run'.split(' ').map((word) => stemmed(word).stem),
);

/** What things are called. `version` and `release` are alike, but a version does not tell that it was released. */
const THING_AREAS = new Set([THINGS, PARTS]);
const carriers = new Map<string, Set<string>>();
const deedCarriers = new Map<string, Set<string>>();
const stateCarriers = new Map<string, Set<string>>();
const poles = new Map<string, readonly Pole[]>();
const AREAS = [SPEECH, MIND, DEEDS, STATES, THINGS, PARTS];
for (const { list, things, states } of AREAS.flatMap((area) =>
  listsOf(area).map((list) => ({ list, things: THING_AREAS.has(area), states: area === STATES })),
)) {
  const words = list.map(stemmed);
  const stems = [...new Set(words.map(({ stem }) => stem))];
  for (const word of words) {
    poles.set(word.stem, word.poles);
  }
  for (const stem of stems) {
    const others = stems.filter((other) => other !== stem);
    const clear = poles.get(stem)?.length === 0 ? others : others.filter((other) => !VAGUE.has(other));
    carriers.set(stem, new Set([...(carriers.get(stem) ?? []), ...clear]));
    if (!things) {
      deedCarriers.set(stem, new Set([...(deedCarriers.get(stem) ?? []), ...clear]));
    }
    if (states) {
      stateCarriers.set(stem, new Set([...(stateCarriers.get(stem) ?? []), ...clear]));
    }
  }
}
const NONE: ReadonlySet<string> = new Set();

/** Stems of words that say much the same. */
export function alikeOf(stem: string): ReadonlySet<string> {
  return carriers.get(stem) ?? NONE;
}

/** The same, of words that tell what was done. */
export function deedsAlike(stem: string): ReadonlySet<string> {
  return deedCarriers.get(stem) ?? NONE;
}

/** The same, of words that tell how things are: `correctly` is not corrected. */
export function statesAlike(stem: string): ReadonlySet<string> {
  return stateCarriers.get(stem) ?? NONE;
}

const NO_POLES: readonly Pole[] = [];

/** On which sides of which scales the word of such a stem stands, as far as it is in the lists. */
export function polesOf(stem: string): readonly Pole[] {
  return poles.get(stem) ?? NO_POLES;
}
