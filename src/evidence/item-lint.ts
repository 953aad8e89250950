// Whether an action item will lead to anything: a verb, one owner, an end, a date, and a system that is changed. Hints, never a bar.
import { DOING } from './verbs.ts';

export type LintedItem = { text: string; owned: boolean; due?: string };

/** `rule` is the same from version to version; `why` says what to do, as a sentence. */
export type ItemHint = { rule: 'verb' | 'owner' | 'bound' | 'due' | 'system'; why: string };

/** Articles, pronouns, comparatives and how things are: no item that begins so says what to do. */
const NO_VERB =
  /^(?:an?|the|our|their|some|any|more|less|better|new|no|missing|lack|need|needs|maybe|perhaps|should|we|i|it|there|that|this)\b/i;
/** Nouns made of verbs, and verbs that nobody is asked to do: `investigation of`, `monitoring for`. */
const NOUN_FIRST = /^[a-z-]+(?:tion|sion|ment|ness|ity|ance|ence|ing)\b/i;

/** Verbs that end as such nouns do. */
const LIKE_NOUNS =
  /^(?:bring|ping|document|implement|instrument|experiment|partition|provision|decommission|mention|transition)\b/i;

/** Work without an end, unless a result is named with it. */
const ENDLESS =
  /^(?:investigate|look (?:in)?to|explore|research|analy[sz]e|monitor|watch|keep an eye on|think about|consider|discuss|review|improve|understand|evaluate|follow up on|work on)\b/i;
/** What makes an end of it. */
const BOUNDED =
  /\b(?:until|so that|and (?:write|report|document|decide|add|post|publish|propose|file|fix)|to (?:below|under|at least|at most)|by \d|\d+\s?(?:%|ms|s|min|h|days?)\b|with (?:a|an) (?:decision|proposal|report|design)|in (?:a|one|two) (?:doc|document|page))/i;

/** People who try harder are no change to a system (Google, "Site Reliability Engineering", chapter 15). */
const NO_SYSTEM =
  /^(?:be (?:more )?(?:careful|aware|mindful)|pay (?:more )?attention|remember|remind|retrain|train|educate|tell (?:people|everyone|the team)|make sure (?:that )?(?:we|people|everyone|nobody)|communicate (?:better|more)|try (?:harder|to))\b/i;

/** Several are nobody. */
const MANY =
  /(?:<@[^<>]+>|@[\w.-]+)\s*(?:,|and|&|\/|or)\s*(?:<@|@)|\b(?:everyone|everybody|the (?:whole )?team|someone|somebody)\b/i;

const startsWithVerb = (text: string) => {
  const words = text.toLowerCase();
  return DOING.some((verb) => words === verb || words.startsWith(`${verb} `));
};

/** What would make it better, the most telling first; none where it is fine as it is. */
export function lintItem({ text, owned, due }: LintedItem): ItemHint[] {
  const words = text.trim();
  const hints: ItemHint[] = [];
  const noVerb = NO_VERB.test(words) || (NOUN_FIRST.test(words) && !LIKE_NOUNS.test(words));
  if (NO_SYSTEM.test(words)) {
    hints.push({
      rule: 'system',
      why: 'It asks people to try harder. Name what changes in a system, so that it cannot happen again or does less harm.',
    });
  } else if (ENDLESS.test(words) && !BOUNDED.test(words)) {
    hints.push({ rule: 'bound', why: 'It has no end. Say what will be there when it is done.' });
  } else if (noVerb && !startsWithVerb(words)) {
    hints.push({ rule: 'verb', why: 'Begin with a verb: what is somebody to do?' });
  }
  if (!owned || MANY.test(words)) {
    hints.push({ rule: 'owner', why: 'Give it to one person; what several own, nobody does.' });
  }
  if (!due) {
    hints.push({ rule: 'due', why: 'Say by when.' });
  }
  return hints;
}
