// What words of a template may not say by themselves: figures, dates, causes, denials. Facts alone carry those.
import { causalClaims } from '../../evidence/grounding/causes.ts';
import { scan } from '../../evidence/grounding/scan.ts';
import { NEGATORS } from '../../evidence/grounding/vocabulary.ts';
import type { Run } from './told.ts';

/** A heading, guidance, words before a colon, or a sentence around facts. */
export type Place = 'heading' | 'guidance' | 'label' | 'sentence';

const LINK = /https?:\/\/\S+/g;
/** A figure by itself; `SEV-1` and `P1` are names. */
const FIGURE = /(?<![\p{L}\p{N}_-])[$€£¥]?\d[\d.,:]*\s?%?/u;
const NUMBERING = /^\s*\d+[.):]?\s/;
/** What asks, or tells somebody to ask, claims nothing. */
const ASKS = /\b(?:what|which|why|how|who|whom|whose|where|when|whether|if|any)\b|[?？]\s*$/i;
const NAMES_A_CAUSE = /\b(?:causes?|reasons?|culprits?|triggers?|blame|fault)\b/i;
/** Names of places that hold causes, with nothing said of one. */
const CAUSE_NAMED = /\b(?:cause|reason|culprit|trigger)s?\s*[:=–—]\s*\S/i;
const PAST = /\b(?:was|were|had|did|lost|failed|broke|caused|led)\b/i;
const VERB = /\b(?:is|are|was|were|has|have|had|did|lost|failed|broke|caused|led)\b/i;

/** A date or a time of the day in words: `on Monday`, `at noon`. */
function whenIn(words: string): string | undefined {
  const { dates, times } = scan(words, { quoted: false });
  return [...dates, ...times][0]?.text;
}

function denialIn(words: string): string | undefined {
  return words
    .toLowerCase()
    .match(/\p{L}+(?:['’]t)?/gu)
    ?.find((word) => NEGATORS.has(word) || /n['’]t$/.test(word));
}

const FIGURES = 'a figure has to come from a fact';
const CAUSES = 'what led to what is for responders to say: show {% section contributing-factors %}, or ask';

/** Why these words may not stand there; undefined where they may. */
function claimIn(words: string, place: Place): string | undefined {
  const plain = words.replace(LINK, ' ');
  const asks = ASKS.test(plain);
  const figure = FIGURE.exec(place === 'heading' ? plain.replace(NUMBERING, '') : plain)?.[0].trim();
  if (figure !== undefined) {
    return `“${figure}”: ${FIGURES}`;
  }
  if (!asks && (causalClaims(plain, 'sentence').length > 0 || CAUSE_NAMED.test(plain))) {
    return CAUSES;
  }
  if (place === 'heading' || place === 'guidance') {
    const verb = (place === 'heading' ? VERB : PAST).exec(plain)?.[0];
    return asks || verb === undefined
      ? undefined
      : `“${verb}” makes a claim of it; ${place === 'heading' ? 'name the section, or ask' : 'say what to do, or ask'}`;
  }
  const verb = place === 'label' && !asks ? VERB.exec(plain)?.[0] : undefined;
  if (verb !== undefined) {
    return `“${verb}” makes a claim of it; say what stands beside it in a word or two`;
  }
  const cause = place === 'label' ? NAMES_A_CAUSE.exec(plain)?.[0] : undefined;
  if (cause !== undefined) {
    return `“${cause}”: ${CAUSES}`;
  }
  const when = whenIn(plain);
  const denial = denialIn(plain);
  return when !== undefined
    ? `“${when}”: a date or a time has to come from a fact`
    : denial !== undefined
      ? `“${denial}”: a denial has to come from a fact`
      : undefined;
}

const wordsIn = (text: readonly Run[], forFact: string) =>
  text.map((run) => ('fact' in run ? forFact : run.words)).join('');

/** True where a text ends as a question does. */
export const isQuestion = (text: readonly Run[]): boolean => /[?？]\s*$/.test(wordsIn(text, 'this'));
export const hasFacts = (text: readonly Run[]): boolean => text.some((run) => 'fact' in run);

/** Words before a colon, then facts with no more than marks between them: `Status: {{ incident.status }}`. */
export function labelOf(text: readonly Run[]): string | undefined {
  const [first, ...rest] = text;
  const label =
    first !== undefined && 'words' in first ? /^([^:]{1,60}):\s*$/.exec(first.words)?.[1] : undefined;
  const bare = rest.every((run) => 'fact' in run || !/[\p{L}\p{N}]/u.test(run.words));
  return label !== undefined && rest.length > 0 && bare ? label.trim() : undefined;
}

/** What a sentence, a heading or guidance claims of its own accord; undefined where nothing. A question claims nothing. */
export function ownClaim(
  text: readonly Run[],
  place: 'heading' | 'guidance' | 'sentence',
): string | undefined {
  const label = place === 'sentence' ? labelOf(text) : undefined;
  if (label !== undefined) {
    return claimIn(label, 'label');
  }
  return isQuestion(text) ? undefined : claimIn(wordsIn(text, ' this '), place);
}

/** The same of a cell without facts, which says what stands beside it. */
export const cellClaim = (text: readonly Run[]): string | undefined => claimIn(wordsIn(text, ''), 'label');
