// What a single sentence says: which meanings it carries, how much they weigh, and what it may not be taken for.
import { hasLaughter, isJoke, isQuestion, isSmallTalk, withoutDecoration } from './chatter.ts';
import { beginsWithDeed, TELLS_OTHERS, WEIGHED } from './deeds.ts';
import { isElsewhere } from './elsewhere.ts';
import { labelOf } from './labels.ts';
import type { Meaning } from './meaning.ts';
import { phrases } from './phrases.ts';
import { RULES_OF_CAUSES } from './rules-of-causes.ts';
import { RULES_OF_IMPACT } from './rules-of-impact.ts';
import { RULES_OF_LESSONS } from './rules-of-lessons.ts';
import { RULES_OF_STATE } from './rules-of-state.ts';
import { RULES_OF_SYMPTOMS } from './rules-of-symptoms.ts';
import { IS_ITEM, RULES_OF_WISHES } from './rules-of-wishes.ts';
import { RULES_OF_WORK } from './rules-of-work.ts';
import type { Sentence } from './sentences.ts';
import { SYSTEM_NOUN } from './system-nouns.ts';
import { hasTurned } from './turned.ts';

export type ReadSentence = Sentence & {
  meanings: readonly Meaning[];
  /** 0 for what says nothing of use; 3 and more for what belongs in a review. */
  weight: number;
  question: boolean;
  smallTalk: boolean;
  /** Said in jest, or with laughter: never quoted as a cause. */
  joke: boolean;
  /** Begins with what its author did. */
  deed: boolean;
  /** Of staging and its like, where nobody is served. */
  elsewhere: boolean;
  /** Somebody looks into something: nothing is stated yet. */
  looking: boolean;
  /** Its figures are far better than others of the same measure before. */
  turned?: true;
  /** What its author, or the heading above it, calls it. */
  label?: Meaning;
};

/** A link to a change: a pull or merge request, a commit, a comparison, a release, a pipeline's run. */
export const CHANGE_LINK =
  /https?:\/\/\S+\/(?:pull|pulls|merge_requests|commit|commits|compare|releases|changes|pipelines|actions\/runs)\/\S/;
const SPECIFIC =
  /\d|`[^`]+`|https?:\/\/|\b[A-Z]{2,}[A-Z_]{2,}\b|[\w-]+\.[a-z]{2,}\b|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|\b(?:both|all|half|most|only|every|each|two|three|four|five|six|seven|eight|nine|ten)\b/;
/** A figure with its unit, code, or a name of a system as machines write it. */
const FIGURES = /\d+ ?(?:%|ms|s\b|[kmgt]i?b\b)|`[^`]+`|\b[\w-]+\.[a-z]{2,}\.[a-z]{2,}\b|\b[45]\d\d\b/i;
const SUPPOSING = /^(?:and |but |so )?(?:if|as long as|imagine|suppose|even if)\b/i;
const TO_YOU = phrases(
  "(you|they) (can|could|should|need|have to|don't|do|might|would|will)",
  "shouldn't have",
  'rope me',
  'happy to',
  'should not (see|be)',
);
const MARKS_TIME = phrases('i thought', 'reminds me', 'last time', 'years? ago', 'wanted to');
const SHORT_IS_ENOUGH: readonly Meaning[] = ['all-clear', 'action', 'withdrawal', 'impact'];

export function contentWords(text: string): number {
  return withoutDecoration(text).match(/[\p{L}\p{N}]{3,}/gu)?.length ?? 0;
}

const ALL_RULES = [
  ...RULES_OF_STATE,
  ...RULES_OF_CAUSES,
  ...RULES_OF_WORK,
  ...RULES_OF_IMPACT,
  ...RULES_OF_SYMPTOMS,
  ...RULES_OF_LESSONS,
  ...RULES_OF_WISHES,
];

function hitsOf(text: string): Map<Meaning, number> {
  const hits = new Map<Meaning, number>();
  for (const rule of ALL_RULES) {
    if (rule.weight > (hits.get(rule.meaning) ?? 0) && rule.any.test(text) && !rule.unless?.test(text)) {
      hits.set(rule.meaning, rule.weight);
    }
  }
  if (CHANGE_LINK.test(text)) {
    hits.set('change', 4);
  }
  const things = new Set((text.match(SYSTEM_NOUN) ?? []).map((noun) => noun.toLowerCase())).size;
  if (things > 0 && !hits.has('finding') && contentWords(text) >= 3) {
    hits.set('finding', things > 1 ? 3 : 2.6);
  }
  return hits;
}

/** Asks others whether they see it, too. */
const ANYBODY = /\b(?:any(?:one|body)|everyone|everybody|for you)\b/i;
/** Asks for a fact, an act or a leave: no idea of the cause. */
const WANTS_FACTS =
  /^(?:(?:and|so|but|ok|hey|hi|@\S+),? )*(?:when|who|what|which|how|where|why|can|could|shall|should|may|do (?:we|you|i)|would|want|need|any)\b/i;
const hasMoment = (text: string) =>
  /\b(?:\d{1,2}[:.]\d\d|yesterday|today|last (?:night|week)|this morning|new|just|right)\b/i.test(text);
/** Words of somebody or something else. */
const QUOTED = /["“][^"”]{8,}["”]/;
/** What only its author's own words can say. */
const OF_ITS_AUTHOR: readonly Meaning[] = ['suspicion', 'action', 'all-clear', 'withdrawal'];
const TROUBLE: readonly Meaning[] = ['finding', 'doubt', 'impact', 'report'];
/** A question by which a report or a suspicion is put. */
const ASKS = 3.2;
/** What is marked as an item of work is kept. */
const ITEM = 4;
const DEED = 4;
const LEADS_BY = 0.05;
/** `US and Asia are fine` tells of no recovery. */
const STANDING_COSTS = 1.5;
/** What is tried on staging or told to others matters less than what is done. */
const ASIDE_COSTS = 0.5;
/** What was held to be so before. */
const BELIEVED =
  /^(?:(?:and|but|so|ah|oh|hm+),? )*(?:(?:i|we) (?:had |have )?)?(?:thought|assumed|figured|believed)\b/i;
/** A wish that somebody takes up. */
const PROMISED = /\b(?:i|we)(?:['’]?ll| will)\b|\bowner\b/i;
/** What staging cannot tell of. */
const OF_PRODUCTION: readonly Meaning[] = ['all-clear', 'impact', 'report', 'change'];

/** What laughter takes away, and the most that a sentence in jest weighs. */
const LAUGHTER_COSTS = 0.8;
export const JEST = 1.5;

/** What speaks for and against a sentence besides the meanings it carries. */
function adjustment(
  { text, deed, elsewhere }: Pick<ReadSentence, 'text' | 'deed' | 'elsewhere'>,
  meanings: readonly Meaning[],
): number {
  const short = contentWords(text) < 3 && !CHANGE_LINK.test(text);
  return (
    (SPECIFIC.test(text) ? 0.5 : 0) +
    Math.min(Math.max(meanings.length - 1, 0), 3) * 0.3 -
    (short ? (meanings.some((meaning) => SHORT_IS_ENOUGH.includes(meaning)) ? 0.1 : 1.5) : 0) -
    (SUPPOSING.test(text) ? 1.5 : 0) -
    (!deed && TO_YOU.test(text) ? 1.5 : 0) -
    ((elsewhere || TELLS_OTHERS.test(text)) && !IS_ITEM.test(text) ? ASIDE_COSTS : 0) -
    (MARKS_TIME.test(text) ? 1 : 0)
  );
}

/** A statement in words that no table knows still says something: the longer, the more, up to just under a key entry. */
function substanceOf(text: string): number {
  return 1.2 + Math.min(Math.max(contentWords(text) - 2, 0), 5) * 0.2;
}

/** Where words are not read: a link to a change, a pasted block, figures and code. */
function readStructure(
  text: string,
  fence: boolean,
  smallTalk: boolean,
): Pick<ReadSentence, 'meanings' | 'weight'> {
  if (fence) {
    return { meanings: [], weight: 1 };
  }
  return CHANGE_LINK.test(text)
    ? { meanings: ['change'], weight: 3.5 }
    : { meanings: [], weight: !smallTalk && FIGURES.test(text) ? 3 : 0 };
}

function only(hits: Map<Meaning, number>, meanings: readonly Meaning[]): Map<Meaning, number> {
  return new Map([...hits].filter(([meaning]) => meanings.includes(meaning)));
}

/** `the job is green, but the file is from Sunday`: what comes after tells how it stands. */
function isQualified(text: string): boolean {
  const [, after] =
    /(?:[,;:]| \S+) (?:but|yet|though|although|except|only(?= the\b))\b(.*)$/is.exec(text) ?? [];
  const hits = after === undefined ? [] : [...hitsOf(after).keys()];
  return hits.some((one) => TROUBLE.includes(one)) && !hits.includes('all-clear');
}

/** What one says of one's own ideas leads, unless they are taken back in the same breath. */
function leaderOf(hits: ReadonlyMap<Meaning, number>): Meaning | undefined {
  if (hits.has('withdrawal')) {
    return undefined;
  }
  return hits.has('lesson') && hits.has('suspicion') ? 'lesson' : 'suspicion';
}

/** What is labelled weighs as much as what is stated most clearly. */
const LABELLED = 4.6;
/** Somebody looks into something: what is looked for is not found. */
const LOOKING =
  /^(?:(?:ok|okay|so|and|now|still|just|i['’]?m|i am|we['’]?re|we are)[\s,]+)*(?:(?:let me|lemme|gonna|going to|i['’]?ll|will) (?:check|look|investigate|watch|search|dig|tail|grep|monitor|pull up|verify|review|have a look)|(?:check|look|investigat|watch|search|digg|tail|grepp|monitor|verify|review|hav)ing|pulling (?:up|the (?:logs?|metrics|graphs?|numbers)))(?: (?:at|into|for|in|on|up|out|a|the))*\b(?!.*(?:(?:\.\.\.|…)\s*\S|,|\s[–—-]\s|: | and (?:it|there|the)|\b(?:shows?|found|see|says?|yep|nope|looks|seems?|is|are|was|were|has|have)\b))/i;

const VAIN = 1.2;

/** What speaks louder than everything else that is in a sentence. */
function settled(hits: Map<Meaning, number>, sentence: ReadSentence): Map<Meaning, number> {
  const { text, deed, elsewhere } = sentence;
  // Words that are addressed to the record claim nothing of the incident.
  const order = hits.get('instruction');
  if (order !== undefined) {
    return new Map<Meaning, number>([['instruction', order]]);
  }
  if (IS_ITEM.test(text)) {
    return new Map<Meaning, number>([['plan', ITEM]]);
  }
  if (sentence.label !== undefined) {
    return new Map<Meaning, number>([[sentence.label, LABELLED]]);
  }
  if (sentence.looking) {
    return new Map<Meaning, number>();
  }
  if (hits.has('wish')) {
    return only(hits, PROMISED.test(text) ? ['wish', 'lesson', 'plan'] : ['wish', 'lesson']);
  }
  if (BELIEVED.test(text)) {
    return only(hits, ['suspicion', 'doubt', 'withdrawal', 'lesson']);
  }
  const own = QUOTED.test(text) ? hitsOf(text.replace(QUOTED, ' ')) : hits;
  for (const meaning of OF_ITS_AUTHOR.filter((each) => !own.has(each))) {
    hits.delete(meaning);
  }
  if (deed && !hits.has('action')) {
    hits.set('action', DEED);
  }
  if (WEIGHED.test(text) && hits.has('action')) {
    hits.set('decision', Math.max(...hits.values()));
    hits.delete('action');
  }
  if (elsewhere && hits.has('all-clear')) {
    return only(hits, ['action']);
  }
  if (hits.has('all-clear') && isQualified(text)) {
    hits.delete('all-clear');
  }
  for (const meaning of elsewhere ? OF_PRODUCTION : []) {
    hits.delete(meaning);
  }
  const clear = hits.get('all-clear');
  if (clear !== undefined && !hasTurned(text)) {
    hits.set('all-clear', clear - STANDING_COSTS);
  }
  const leads = deed ? 'action' : leaderOf(hits);
  if (leads !== undefined && hits.has(leads)) {
    const least = deed && !TELLS_OTHERS.test(text) ? DEED : 0;
    hits.set(leads, Math.max(least, ...hits.values()) + LEADS_BY);
  }
  return hits;
}

/** `heading`: what stands above it. `here`: the incident is one of staging itself. */
export function readSentence(
  sentence: Sentence,
  english: boolean,
  here: boolean,
  heading?: Meaning,
): ReadSentence {
  const { text, fence } = sentence;
  const smallTalk = !fence && isSmallTalk(text);
  const jest = !fence && isJoke(text);
  const joke = jest || (!fence && hasLaughter(text));
  const question = !fence && isQuestion(text);
  const elsewhere = !fence && !here && isElsewhere(text);
  const label = fence || !english ? undefined : (heading ?? labelOf(text));
  const plain = {
    ...{ ...sentence, smallTalk, joke, question, elsewhere },
    looking: !fence && english && label === undefined && LOOKING.test(text),
    deed: !fence && (label === 'action' || beginsWithDeed(text)),
    ...(label === undefined ? {} : { label }),
  };
  if (fence || smallTalk || !english) {
    return { ...plain, ...readStructure(text, fence, smallTalk) };
  }
  const hits = settled(hitsOf(text), { ...plain, meanings: [], weight: 0 });
  const tie = (meaning: Meaning) => (meaning === 'finding' ? 1 : 0);
  const meanings = [...hits.keys()].sort(
    (a, b) => (hits.get(b) ?? 0) - (hits.get(a) ?? 0) || tie(a) - tie(b),
  );
  if (question && label === undefined) {
    const asks = meanings.filter(
      (meaning) => meaning === 'suspicion' || (meaning === 'report' && ANYBODY.test(text)),
    );
    // `the new filter went live at 12:35, right?`: who asks so, suspects.
    if (asks.length === 0 && meanings.includes('change') && !WANTS_FACTS.test(text) && hasMoment(text)) {
      asks.push('suspicion');
    }
    return { ...plain, meanings: asks, weight: asks.length > 0 ? ASKS + (SPECIFIC.test(text) ? 0.5 : 0) : 0 };
  }
  const top = plain.looking ? VAIN : meanings.length === 0 ? substanceOf(text) : Math.max(...hits.values());
  const weight = Math.max(0, top + adjustment(plain, meanings) - (joke ? LAUGHTER_COSTS : 0));
  return { ...plain, meanings, weight: jest ? Math.min(weight, JEST) : weight };
}
