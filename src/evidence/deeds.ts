// Sentences that begin with what their author did: what follows (why, what it was good for, in what hope) is told beside it.
import { phrases } from './phrases.ts';
import { DOING } from './verbs.ts';

const OPENS =
  "(?:ok|okay|so|and|now|then|update|fyi|also|just|done|already|meanwhile|manually|i|we|(?:i|we)['’]?ve|have)";
/** Others are too often said of what happens: they tell of a deed only where a sentence begins with them. */
const IRREGULAR =
  'changed|closed|reopened|limited|corrected|adjusted|took|put|set|ran|shut|cut|brought|sent|rebuilt|undid|withdrew|reran';

/** `rolled back because …`, `ok, we restarted …`, `raising the limit so that …`. */
const BEGINS_WITH_DEED = new RegExp(
  `^(?:${OPENS}[\\s,:]+){0,4}(?:${DOING.map((verb) => verb.replaceAll(' ', '\\s+')).join('|')}|${IRREGULAR})(?![\\p{L}\\p{N}_])`,
  'iu',
);

/** What happens to a thing by itself as well: `the job started` is nobody's deed. */
const OF_ITSELF =
  /^(?:start|stop|drop|mov|call|open|fail|recover|reconnect|relocat|rebalanc|test|contact|point|ship|go)/;
const DONE = DOING.filter((verb) => !/ing(?: |$)/.test(verb) && !OF_ITSELF.test(verb));
/** `cache flushed and prefix restored, …`, `gateway 2.18.1 deployed to production`. */
const DONE_TO_IT = new RegExp(
  `^(?:and |so |ok,? )?(?:(?:the|all|our|both) )?(?:[\\p{L}\\p{N}][\\p{L}\\p{N}._/-]*\\s+){1,3}(?:${DONE.map((verb) => verb.replaceAll(' ', '\\s+')).join('|')})(?=\\s*[,.;:!]|\\s+(?:and|on|in|to|from|with|by|via|manually|again|everywhere)(?![\\p{L}])|\\s*$)`,
  'iu',
);
const NOBODY =
  /^(?:\S+\s+){0,2}(?:i|we|you|he|she|they|it|that|this|which|who|not|never|nothing|nobody|customers?|users?|sellers?|pods|nodes|instances|is|are|was|were|be|been|have|has|had|get|gets|got)\s/i;

/** `rolling back is faster`: what would be done, weighed. */
export const WEIGHED =
  /^(?:(?:i think|maybe|but|and|so|ok),? )?\p{L}+ing(?: [^\s.,;:!?]+){0,6} (?:is|would|could|might|takes|will|needs|means|sounds|seems) (?:\p{L}{2,}er|be|better|worse|easy|hard|risky|safe|an?|too|not|like|the|no|good|fine|\d+)(?![\p{L}])/iu;

export function beginsWithDeed(text: string): boolean {
  if (WEIGHED.test(text)) {
    return false;
  }
  return BEGINS_WITH_DEED.test(text) || (DONE_TO_IT.test(text) && !NOBODY.test(text));
}

/** Telling or asking others: work of an incident, and no step that mends anything. */
export const TELLS_OTHERS = phrases(
  '(opened|opening|created|filed|filing|raised) (a|an|the) (p\\d|sev-?\\d|ticket|case|issue|pr|pull request|incident|bridge|thread|channel|poll|call)',
  '(status ?page|banner|announcement|customers?|stakeholders?|partners?|support|management) ~ (updated|posted|published|informed|notified|told|mailed|up|removed|live)',
  '(updated|updating|posted|posting|published) ~ (status ?page|banner|announcement|update)',
  "(?<=^|^(ok|i|we|just|already|i have|i've|we've),? )(called|calling|mailed|mailing|emailed|emailing|phoned|paged|paging|pinged|pinging|contacted|contacting|informed|notified|told|escalated|escalating)",
);
