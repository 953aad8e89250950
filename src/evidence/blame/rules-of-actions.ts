// Rules about action items: what changes no system, and what nobody will finish.
import type { Action, Hit } from './document.ts';
import { withoutQuotations } from './quotations.ts';
import { hits, type Rule } from './rule.ts';

const CAREFUL =
  /\b(?:be(?:ing)? (?:more |extra |very )?(?:careful|vigilant|cautious|diligent|mindful|attentive)|take more care|pay (?:more |closer |better )?attention|(?:more|greater|extra) (?:care|caution|vigilance|diligence)|communicate better|better communication|improve communication|try harder|double[- ]check(?! (?:script|job|test))|raise awareness|make (?:people|everyone|the team|engineers|developers) (?:more )?aware|remember to|not forget|(?:re-?)?educate (?:the )?\w+|discourage)\b/gi;
const REMIND =
  /\bremind(?:ing)?\b(?! (?:bot|job|automation))(?=\s+(?:(?:the|all|our|every)\s+)*(?:team|teams|people|everyone|everybody|engineers?|developers?|on-?calls?|staff|responders?|operators?|colleagues?|reviewers?|us|them|each other))/gi;
const RETRAIN =
  /\b(?:re-?train(?:ing)?|train(?:ing)?)\b(?=\s+(?:(?:for|of|the|all|our|every|new)\s+)*(?:team|teams|people|everyone|everybody|engineers?|developers?|on-?calls?|staff|responders?|operators?|colleagues?|reviewers?))|\bretraining\b(?! (?:job|pipeline|the model|of the model|schedule))/gi;
const SYSTEM =
  /\b(?:automat\w+|bot|script|lint(?:er)?|check in (?:ci|the pipeline)|ci|alert|banner|prompt|warning dialog|hook|required field)\b/i;

/** Verbs with which work begins. */
const VERB =
  /^(?:\[[^\]]*\]\s*|(?:todo|action|task|p\d|follow-?up)\s*[:–-]\s*|@[\w.-]+[:,]?\s+|(?:we )?(?:need|have) to\s+|(?:we )?(?:should|will|must)\s+|to\s+)?(?:re-?)?(?:add|confirm|consult|continue|coordinate|determine|develop|devise|educate|eliminate|enhance|establish|experiment|figure|formali[sz]e|hire|hold|identify|lead|learn|maintain|manage|minimi[sz]e|modify|negotiate|perform|pursue|reach|reserve|respond|rethink|revisit|run|seek|solve|survey|alert|adopt|agree|allow|apply|archive|ask|assign|attach|audit|automate|back up|backfill|back ?port|block|book|build|bump|cache|call|cap|change|check|choose|clarify|clean|close|collect|combine|compare|configure|connect|consolidate|contact|convert|copy|create|cut|deal|debug|decide|declare|decommission|decouple|decrease|define|delete|deploy|deprecate|describe|design|disable|discuss|document|draft|drain|drill|drop|emit|enable|encrypt|enforce|ensure|escalate|estimate|evaluate|exclude|expand|expire|explain|explore|export|expose|extend|extract|fail|file|find|finish|fix|follow|format|gate|generate|get|give|grant|guard|handle|harden|hide|implement|import|improve|include|increase|index|inform|install|instrument|integrate|introduce|inventory|investigate|isolate|join|keep|label|launch|limit|link|lint|list|load|lock|log|look|lower|make|map|mark|measure|merge|migrate|mirror|mock|monitor|mount|move|name|notify|open|optimi[sz]e|order|organi[sz]e|own|page|parse|patch|pin|plan|port|post|prepare|present|prevent|prioriti[sz]e|profile|prohibit|propose|protect|provide|provision|prove|prune|publish|pull|purge|push|put|raise|rate-?limit|read|rebuild|reconcile|record|recover|reduce|refactor|refuse|register|reject|release|remind|remove|rename|repair|replace|replicate|report|reproduce|request|require|research|reset|resize|resolve|restart|restore|restrict|retire|retrain|retry|return|reuse|revert|review|revise|revoke|rewrite|roll|rotate|route|run|save|scale|schedule|secure|send|separate|serve|set|shard|share|shed|ship|shorten|show|shrink|simplify|simulate|size|sort|speak|spec|specify|split|spread|stage|standardi[sz]e|start|stop|store|streamline|subscribe|support|surface|switch|sync|tag|talk|teach|tell|test|think|throttle|tie|tighten|time|trace|track|train|transfer|translate|treat|trigger|trim|try|tune|turn|unblock|unify|unpin|update|upgrade|upload|use|validate|verify|version|visuali[sz]e|wait|warm|warn|watch|wipe|wire|withdraw|work|wrap|write)\b/i;

const OPEN_ENDED =
  /^(?:to\s+)?(?:investigat\w+|look(?:ing)? (?:into|at)|explore|research|think about|consider|dig into|understand|evaluate|discuss)\b/i;
const END =
  /\b(?:until|by (?:\w+day|end of|\d|the)|within|and (?:then )?(?:write|decide|report|propose|fix|choose|document|file|present|recommend|publish|agree)|then|or (?:close|drop)|so that|time-?box\w*|\d+ (?:hours?|days?|weeks?)|deliver\w*|outcome|write up|decide)\b/i;

const whole = (action: Action, suggestion: string): Hit => ({ from: 0, to: action.text.length, suggestion });

/** What it lacks, in words. */
function lacks(action: Action): string[] {
  const text = action.text.trim();
  const open = OPEN_ENDED.test(text) && !END.test(text) && action.due === undefined;
  return [
    ...(VERB.test(text) || OPEN_ENDED.test(text) ? [] : ['a verb to begin with']),
    ...(action.owners.length === 0 ? ['an owner'] : []),
    ...(action.owners.length > 1 ? ['one owner in place of several'] : []),
    ...(action.due === undefined && action.ticket === undefined ? ['a due date or a ticket'] : []),
    ...(open ? ['an end: until when, and with which result'] : []),
  ];
}

const listed = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

export const actionRules: readonly Rule[] = [
  {
    id: 'B11',
    name: 'an action that changes no system',
    why: 'People were careful already; the next time nothing will be different.',
    onlyIn: ['actions'],
    checkAction: ({ text }) => {
      const masked = withoutQuotations(text);
      const suggestion =
        'Change the system: a guardrail, a safer default, an alarm, a check in the pipeline.';
      return SYSTEM.test(masked)
        ? []
        : [CAREFUL, REMIND, RETRAIN].flatMap((pattern) => hits(masked, pattern, suggestion)).slice(0, 1);
    },
  },
  {
    id: 'B12',
    name: 'an action nobody will finish',
    why: 'Work without an owner, a date or an end is not done.',
    onlyIn: ['actions'],
    checkAction: (action) => {
      const missing = action.over ? [] : lacks(action);
      return missing.length === 0 ? [] : [whole(action, `It needs ${listed(missing)}.`)];
    },
  },
];
