// Questions about causes: suspected and not confirmed, not named at all, a change before it, what was ruled out, what an action did.
import type { Entry } from '../../incident/entry.ts';
import type { Question } from '../../incident/question-values.ts';
import type { Statement } from '../document.ts';
import type { KeyRow, Material } from '../material.ts';
import { leadsWith, wordsBearing } from '../sections/bearing.ts';
import { contributingFactors, FOUND, SUSPECTED, WITHDRAWN } from '../sections/factors.ts';
import { firstShown, trigger } from '../sections/trigger.ts';
import { type Candidates, entryOf, quoted, toAuthor } from './candidate.ts';
import { leaderAt } from './who.ts';

const factors = (material: Material) =>
  contributingFactors(material).statements.filter(({ kind }) => kind === 'quote');

const labelled = (statements: readonly Statement[], label: string) =>
  statements.filter((one) => one.label === label).reverse();

const NO_CAUSE: readonly (string | undefined)[] = [FOUND, SUSPECTED, WITHDRAWN];

/** Somebody named a cause. */
const isNamed = (statements: readonly Statement[]) =>
  statements.some(({ label }) => !NO_CAUSE.includes(label));

/** Stated with a doubt: `maybe the pool is exhausted`. */
function tentative({ keyRows }: Material, { evidence }: Statement): boolean {
  const row = keyRows.find(({ entry }) => entry.id === evidence[0]);
  return row?.meanings.includes('suspicion') ?? false;
}

function suspected(material: Material): Statement[] {
  const said = factors(material);
  const found = labelled(said, FOUND).filter((one) => tentative(material, one));
  return isNamed(said) ? [] : [...labelled(said, SUSPECTED), ...found];
}

export const suspicions: Candidates = (material) =>
  suspected(material).flatMap((one) =>
    toAuthor(material, entryOf(material, one), {
      about: 'suspicion',
      words: one.text,
      asks: 'What pointed there, and what became of it?',
    }),
  );

/** The last resolve that stands, with its words. */
export function resolveOf({ incident, byEvent }: Material): Entry | undefined {
  const event = incident.cycles.at(-1)?.event;
  return event === undefined ? undefined : byEvent.get(event);
}

export const causes: Candidates = (material) => {
  const resolve = resolveOf(material);
  if (isNamed(factors(material)) || suspected(material).length > 0 || !resolve) {
    return [];
  }
  const to = resolve.author.kind === 'person' ? resolve.author : leaderAt(material, resolve.at);
  const words = typeof resolve.values.said === 'string' ? ` with ${quoted(resolve.values.said)}` : '';
  const text = `At ${material.when(resolve.at)} this was set to resolved${words}. Which conditions made the trouble possible, and which of them are still there?`;
  return to ? [{ about: 'cause', text, evidence: [resolve.id], to }] : [];
};

export const triggers: Candidates = (material) => {
  const sign = firstShown(material);
  const shown = Number.isFinite(sign) ? ` The first sign on record is of ${material.when(sign)}.` : '';
  const asks = `${shown} Did this have a part in it, and by what can one tell?`.trim();
  const changes = trigger(material).statements.filter(({ label }) => label !== undefined);
  return changes.toReversed().flatMap((one): Question[] => {
    const entry = entryOf(material, one);
    if (one.kind === 'quote' && entry?.author.kind === 'person') {
      return toAuthor(material, entry, { about: 'trigger', words: one.text, asks });
    }
    const to = leaderAt(material, sign);
    const text = `On record: ${quoted(one.text)}. ${asks}`;
    return to ? [{ about: 'trigger', text, evidence: [...one.evidence], to }] : [];
  });
};

export const withdrawals: Candidates = (material) =>
  labelled(factors(material), WITHDRAWN).flatMap((one) =>
    toAuthor(material, entryOf(material, one), {
      about: 'withdrawal',
      words: one.text,
      asks: 'What ruled it out?',
    }),
  );

/** Whatever comes of an action is said within this time, or not at all. */
const EFFECT_WITHIN_MS = 20 * 60_000;
const EFFECTS = ['all-clear', 'finding', 'impact', 'withdrawal', 'doubt'];

function hasEffect({ keyRows }: Material, { entry }: KeyRow): boolean {
  return keyRows.some(
    (later) =>
      later.entry.at > entry.at &&
      later.entry.at - entry.at <= EFFECT_WITHIN_MS &&
      (later.entry.kind === 'status' || later.meanings.some((meaning) => EFFECTS.includes(meaning))),
  );
}

/** What somebody did, after which nobody says what came of it. */
export const effects: Candidates = (material) =>
  material.keyRows
    .filter((row) => row.entry.kind === 'message' && !hasEffect(material, row))
    .toReversed()
    .flatMap((row) => {
      const words = wordsBearing(material, row, (sentence) => leadsWith(sentence, 'action'));
      return words === undefined
        ? []
        : toAuthor(material, row.entry, { about: 'effect', words, asks: 'What did it change?' });
    });
