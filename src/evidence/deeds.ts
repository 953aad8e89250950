// What was done: sentences that begin with what their author did (what follows, why or in what hope, is told beside it), and others
// that say by their grammar that somebody did something to a system.
import { phrases, wordPattern } from './phrases.ts';
import { ALL, DOING } from './verbs.ts';

const OPENS =
  "(?:ok|okay|so|and|now|then|update|fyi|also|just|done|already|meanwhile|manually|i|we|(?:i|we)['’]?ve|have)";
/** Others are too often said of what happens: they tell of a deed only where a sentence begins with them. */
const IRREGULAR =
  'changed|closed|reopened|limited|took|put|set|reset|ran|shut|cut(?! off \\d)|brought|sent|rebuilt|undid|withdrew|reran|held|built|overrode';

const anyOf = (verbs: readonly string[]) => verbs.map((verb) => verb.replaceAll(' ', '\\s+')).join('|');

/** `rolled back because …`, `ok, we restarted …`, `raising the limit so that …`. */
const BEGINS_WITH_DEED = wordPattern(
  `^(?:${OPENS}[\\s,:]+){0,4}(?:${anyOf(DOING)}|${IRREGULAR})(?![\\p{L}\\p{N}_])`,
);

/** What happens to a thing by itself as well: `the job started` is nobody's deed. */
const OF_ITSELF =
  /^(?:limited|start|stop|drop|mov|call|open|fail|recover|reconnect|relocat|rebalanc|test|contact|point|ship|go)/;
const DONE = DOING.filter((verb) => !/ing(?: |$)/.test(verb) && !OF_ITSELF.test(verb));
/** `cache flushed and prefix restored, …`, `gateway 2.18.1 deployed to production`. */
const DONE_TO_IT = wordPattern(
  `^(?:and |so |ok,? )?(?:(?:the|all|our|both) )?(?:[\\p{L}\\p{N}][\\p{L}\\p{N}.,_/-]*\\s+){1,5}(?:${anyOf(DONE)})(?=\\s*[,.;:!]|\\s+(?:and|on|in|to|from|with|by|via|manually|again|everywhere)(?![\\p{L}])|\\s*$)`,
);
const NOBODY =
  /^(?:\S+\s+){0,4}(?:i|we|you|he|she|they|it|that|this|which|who|not|never|nothing|nobody|customers?|users?|sellers?|pods|nodes|instances|is|are|was|were|be|been|have|has|had|get|gets|got)\s/i;

/** `rolling back is faster`: what would be done, weighed. */
export const WEIGHED = wordPattern(
  String.raw`^(?:(?:i think|maybe|but|and|so|ok),? )?\p{L}+ing(?: \S+){0,8}? (?:(?:will|would|could|might|may) \p{L}{2,}|(?:times out|fails|hangs|errors out|does(?:n['’]t| not) work|is broken)|(?:is|takes|needs|means|sounds|seems) (?:\p{L}{2,}er|be|better|worse|easy|hard|risky|safe|an?|too|not|like|the|no|good|fine|\d+))(?![\p{L}])`,
);

/** `took us an hour`, `set to degraded`, `just joined`. */
const NO_DEED = wordPattern(
  String.raw`^(?:(?:ok|okay|just|i|i['’]ve|it|we),? )*(?:took (?:\d|us|me|an?|too|way|far|forever|ages|so|long|about|some)|(?:set|put|cut|shut) (?:to|off|down|by)\b(?= [\p{L}]+$)|join(?:ed|ing)|opened by|sent from|(?:ran|run|running) (?:(?:an?|some|the|a couple|a few|more|my|our|of|few|couple) )*(?:\p{L}+ )?(?:tests?|checks?|quer(?:y|ies)|traces?|traceroutes?|pings?|diffs?|numbers|curls?))(?![\p{L}])`,
);

export function beginsWithDeed(text: string): boolean {
  if (WEIGHED.test(text) || NO_DEED.test(text) || BY_ITSELF.test(text)) {
    return false;
  }
  return BEGINS_WITH_DEED.test(text) || (DONE_TO_IT.test(text) && !NOBODY.test(text));
}

/** What figures do by themselves: `response times increased`, `lag dropped to 12`. */
const BY_ITSELF = wordPattern(
  String.raw`(?:times?|rates?|ratio|latency|usage|utili[sz]ation|counts?|lag|errors?|failures?|memory|cpu|load|traffic|volume|requests?|queues?|backlog|depth|reports?|complaints|numbers?|throughput|spike|p\d\d|reviews?) (?:\p{L}+ly |has |have |is |are |was |were |just |already )*(?:increas|rais|drop|mov|scal|stop|start|lower|reduc|fail|recover|bump|clear|extend|grow|shift|fix|open|clos|limit)(?:p?ed|p?ing|n|e?s)(?![\p{L}])`,
);
/** What people do without changing anything. */
const NO_WORK =
  '(?:want|need|notic|look|ask|guess|hop|lik|agre|believ|expect|tri|receiv|check|confirm|report|join|plan|wait|watch|call|talk|learn|miss|lov|wonder|assum|suspect|investigat|inspect|review|read|mention|affect|impact|happen|seem|fail|reach|pass|caus|us|view|hit|end|last|rais|question|trac|compar|count|skimm|scann|search|debugg|discuss|shar|post)';
/** Work as a thing: `rollback complete`, `failover to the second node initiated`. */
export const NOUN_OF_WORK =
  '(?:roll-?backs?|roll-?outs?|fail-?overs?|deploy(?:ment)?s?|restarts?|reboots?|restores?|reverts?|scaling|migrations?|backfills?|re-?sync|re-?index|switch-?overs?|cut-?overs?|restarting|draining|re-?balancing|patching|clean-?up)';
const ANY_DEED = `(?:${anyOf(DOING)}|${IRREGULAR})`;
const ADVERBS = '(?:(?:have|has|had|am|are|just|also|now|already|then|both|finally|\\p{L}+ly)\\s+)*';
/** Somebody and the deed, or a thing that it was done to, or the work itself as a thing. */
const SOMEBODY_DID = wordPattern(
  [
    `(?<!\\b(?:if|when|unless|until|once|before|should|could|would|might)\\s)\\b(?:i|we|they|he|she|\\p{L}+ team)(?:['’]?(?:ve|m|re|d))?\\s+${ADVERBS}${ANY_DEED}(?!\\p{L})`,
    `\\b(?:was able to|were able to|managed to)\\s+(?:\\p{L}+ly\\s+)?(?:${anyOf(ALL)})(?!\\p{L})`,
    '\\b(?:is|are) (?:now )?(?:live|on|off|in place|out of rotation|on hold) (?:in|from|on|for|again|everywhere|now)(?!\\p{L})|\\b(?:is|are) now (?:live|on|off|disabled|enabled)(?!\\p{L})|\\b(?:is|are) (?:live|off|disabled|enabled|on)(?=\\s*[,.;!]|$)',
    `^(?:(?:ok|okay|so|and|now|then|i|we|both),? )*(?!${NO_WORK}(?:ed|d)\\b)\\p{L}{3,}ed (?:the|all|both|our|every|these|those|half|\\d+)(?!\\p{L})`,
    `\\b${NOUN_OF_WORK}(?: [\\p{L}\\p{N}._-]+){0,5} (?:is |was |now |has been |have been )*(?:complete|completed|done|finished|initiated|in progress|under way)(?![?\\p{L}])`,
    '(?:^|\\b(?:i|we|i.m|we.re|and|now|ok,?|okay,?)\\s)(?:just )?(?:turn|switch|flipp|roll|point|scal|pull|tak|br(?:ought|ing)|putt?|shutt?|send|sent|took|kick|drove)(?:ed|ing)? (?:\\S+ ){1,4}(?:out of|off|back|down|up|into|behind|over|on hold|at)(?!\\p{L})',
    '^(?:the )?(?:second|third|new|another) (?:patch|fix|version|config) (?!(?:is|would|might|could|needs)\\b)\\p{L}+',
    `^(?!${NO_WORK}?ing\\b)(?!(?:do|go|be|try|feel|giv|tak|mak|runn|see|gett|hitt|think|speak|talk|work|fail|happen|wonder|hav|com|look|check)(?:n|t)?ing\\b)\\p{L}{3,}ing (?:.{3,60} (?:now|instead)[.!]?$|(?:the|all|both|our|every|these|those|half|\\d+)(?!\\p{L}))`,
    '\\bshould be (?:fixed|back|ok|okay|good|fine|resolved) now\\b',
    '\\b(?:went|gone|going) back to (?!bed|sleep|work|normal|baseline)',
    `(?<!\\b(?:i|we|you|he|she|they|it|that|which|who|pods|nodes|instances|customers|users)\\s)\\b(?:has been|have been|is now|are now|is|are|was|were|got)\\s+(?:(?:just|already|now|\\p{L}+ly)\\s+)?(?:${anyOf(DONE)})(?!\\p{L}| since| by (?:it|them)sel)`,
    `(?:[,;:–—-]|\\.|\\b(?:and|so|then|now|yes|yep|ok|okay))\\s+${ANY_DEED}\\s+(?!(?:is|are|was|were|rate|time)\\b)`,
  ].join('|'),
);
/** Done before it showed, or a purpose. */
const AGO =
  /\b(?:ago|yesterday|last (?:night|week|month|year)(?!['’]s)|back in|earlier (?:today|this)|since then|ensure|make sure)\b/i;

/** Says that something was done to a system, or is being done: no wish, no figure that moved, nothing of before. */
export function tellsOfDeed(text: string): boolean {
  return (
    !WEIGHED.test(text) &&
    !BY_ITSELF.test(text) &&
    (beginsWithDeed(text) || SOMEBODY_DID.test(text)) &&
    !(AGO.test(text) && !beginsWithDeed(text))
  );
}

/** Telling or asking others: work of an incident, and no step that mends anything. */
export const TELLS_OTHERS = phrases(
  '(opened|opening|created|creating|making|made|filed|filing|raised|raising|wrote|writing) (a |an |the |another )?(p\\d|sev-?\\d|ticket|case|issue|pr|pull request|incident|bridge|thread|channel|poll|call)',
  '(status ?page|banner|announcement|customers?|stakeholders?|partners?|support|management) ~ (updated|posted|published|informed|notified|told|mailed|up|removed|live)',
  '(updated|updating|posted|posting|published) ~ (status ?page|banner|announcement|update)',
  "(?<=^|^(ok|i|we|just|already|i have|we have|i've|we've),? )(called|calling|mailed|mailing|emailed|emailing|phoned|paged|paging|pinged|pinging|contacted|contacting|informed|notified|told|escalated|escalating)",
);
