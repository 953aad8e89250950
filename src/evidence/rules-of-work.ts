// The phrases by which people say what is done, decided and planned, what changed and who takes over. English; words
// of the trade only: no name of a service, a person or a product belongs here.

import { NOUN_OF_WORK } from './deeds.ts';
import type { Rule } from './meaning.ts';
import { phrases } from './phrases.ts';
import { ABOUT_TO_DO, ALL, DOING } from './verbs.ts';

const OPS_NOUNS =
  '(rollback|revert|restart|failover|deploy|deployment|fix|patch|hotfix|workaround|migration|bump|release|upgrade)';

/** What moves, or moves others, without anybody's hand. */
const BY_ITSELF =
  '(customers?|users?|sellers?|buyers?|guests?|support|alert|alarm|pager|monitor|import|clock|timer|outage|spike|failures|growth|errors|pods|nodes|instances|replicas|it|that|which|somebody|someone|compaction|gc|ttl|retro|meeting|stand-?up|lunch|demo|sync|planning)';

export const RULES_OF_WORK: readonly Rule[] = [
  {
    meaning: 'action',
    weight: 3.5,
    any: phrases(
      `(?<!${BY_ITSELF} ((has|have|had|just|already|then) )?)(?<!(the|an?|our|its|their|these|those|gave up|gives up|stopped|stops|keeps?|kept|without|instead of|avoid|worth) |\\p{L}\\.)(${DOING.join('|')})(?! since| \\p{L}+ (means?|are|is|was|were|have|has|will|do|does|can|needs?|should))`,
      ABOUT_TO_DO,
      `(was able|were able|managed) to (\\p{L}+ly )?(${ALL.join('|')})`,
      `${NOUN_OF_WORK}( [^ .,;:!?]+){0,5} (is |was |now |has been |have been )*(complete|completed|done|finished|initiated|in progress|under way)`,
      'should be (fixed|back|ok|okay|good|fine|resolved) now',
      `(ran|running|doing|did|started|starting|try|trying|tried|merged|applying|executing) ~ ${OPS_NOUNS}`,
      '(turned|turning|switched|switching|flipped|flipping|pointed|pointing|set|put|took|taking|taken|brought|bringing|shut|shutting|sent|sending|ran|drove|cut) ~ (to|in|out|off|back|down|up|over|into)',
      'manual(ly)? (run|ran|running|merged?|restarted|failed|deployed|invoked|rollback|applied)',
      '(second|third|another) (attempt|try)',
      '(pulling|pulled|kicked|kicking|swapped|put|putting) ~ (out|back|in|limit|for|on)',
      '(going|went|gone) back to(?! (bed|sleep|work|normal|baseline)\\b)',
      '(is|are|were) (in place|on hold|out of (rotation|service))',
      '(make|made|did|do) (a |an |the )?(restart|reboot|rollback|failover|revert|reset)',
      '(second|third|new|another) (patch|fix|version|config)',
    ),
    unless: phrases(
      "(haven't|hasn't|wasn't|weren't|not) (yet )?(been )?\\p{L}+ed",
      'any idea',
      "(cannot|can not|can't|could(n't| not)) be \\p{L}+ed",
      '(joining|joined) (as|the call|the bridge|the channel|here|now|you)',
      // They do it by themselves.
      '(shards?|partitions?|replicas?|nodes?|brokers?|volumes?) ((is|are|was|were|keeps?|started) )?(rebalancing|relocating|resyncing)',
      'triggered:',
    ),
  },
  {
    meaning: 'action',
    weight: 3.1,
    any: phrases(
      "(i|we|they)( just| now| have|'ve| already| also)* (?!(want|need|notic|thought|us|seem|look|ask|guess|hop|lik|agre|believ|expect|tri|receiv|check|confirm|report|join|plan|wait|watch|call|talk|learn|miss|start|stopp|lov|prefer|wonder|assum|suppos|suspect|own|investigat|inspect|review|read|mention)ed)\\p{L}{3,}ed",
      '(is|are) (now )?(off(?! by)|on(?! (fire|it|the|my|a|an|our))|disabled(?! since)|enabled(?! since)|live|deployed|merged|revoked|removed|blocked|rotated|rewritten|repaired|replaced|out of rotation)',
      '(?<=^|^ok,? |^and |^so |^now )(?!(interest|exist|try|tri|see|gett|notic|hitt|pull|creat|speak|own|report|receiv|confirm|happen|seem|expect|deleg|feel|plan|find|found|hear|stay|keep|runn|work|fail|bas|affect|need|remain|miss|spik|drop|increas|ris|climb|grow|fall|look|check|wait|watch|join|reproduc|count|read|debug|investigat|monitor|verify|grep|ask|talk|think|go|be|do|hav|need|us|accord|assum|morn|noth|anyth|someth|someth|confus|excit|amaz|excellent|sadden|scar|annoy|surpris|relat|includ|exceed|indeed|agre|hundr)(ing|ed)\\b)\\p{L}{3,}(ed|ing) \\S+',
    ),
    unless: phrases('my bad'),
  },
  {
    meaning: 'decision',
    weight: 4,
    any: phrases(
      '(decided|decision|agreed|agreement|proposal)',
      "(let's|lets|we'll|we will|we should|we are going to|we're going to|i'm going to|i am going to) (?!((just|also|all|then) )?(see|do it|know|go|hope|talk|be|give|wait|watch|keep|meet|sleep|remember|record|capture|tag|include|share|flag|log|note|discuss|mention|list|collect|gather|write|catch up|sync)\\b)(not )?(just )?\\p{L}{3,} .{4,}",
      '(go|going) with',
      '(hold|holding) off',
      'calling it',
      '(declare|declaring|declared)',
      '(propose|proposes|proposing|suggest|recommend)(s|ed|ing)?',
      "(i'd|i would) (say|vote|suggest|rather|go)",
      'no action',
      `(?<=^|^(ok|please|then|so|yes|and),? )(${ALL.join('|')}) (the|all|that|this|our|any) .{3,}`,
      'we can (?!(see|do it|be)\\b)(\\p{L}+ly )?\\p{L}{2,} (the|them|it|all|every|to|back)',
    ),
    unless: phrases("don't think", '(has|have) been'),
  },
  {
    meaning: 'plan',
    weight: 3.4,
    any: phrases(
      'next (step…|up|we|is|i)',
      'next:',
      '(?<!(already|he|she|they|vendor|provider) )(mak|make|creat|create|open|fil|file|writ|write|rais|raise|add)(e|es|ed|d|ing)? (a |an |the |another )?(jira |github |gitlab |follow-?up )?(tickets?|issues?|story|stories|card|pr|task)( [A-Z]+-\\d+)?(,| (to|for|that|about|on|so that|and))',
      '(pr|mr|ticket|issue|pull request)( [A-Z]+-\\d+)? (for|to) ~ \\p{L}{3,}',
      '(action|action item|task|to-?do|ai):',
      '(owner|owned by) \\p{L}+',
      'due (on |by )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|next)',
      '(try|attempt|run|do) (it |this |that )?(this \\p{L}+ \\p{L}+ )?again',
      '(second|another) (try|attempt) (at|around|tomorrow|on|in)',
      '(tomorrow|next week|this afternoon|tonight)',
      '(follow[ -]?ups?|todo|to-do|action items?|postmortem|post-mortem|write (this|it) up)',
      '(by|until|before) (the )?(end of|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next|tomorrow)',
      '(\\p{L}+) (will|is going to|has to|must) (?!(be|see|have|need|take|not|happen|recover|fix)\\b)\\p{L}{3,} .{6,}',
      'has no business',
      '(must|has to|have to|needs? to) be \\p{L}+(ed|en|t)',
      '(need|needs|have|has|going) to (?!(go|say|admit|be|know|see)\\b)\\p{L}{3,} .{4,}',
      '(eta|in (about |roughly )?\\d+ ?(min|minutes|m|h|hours?)|(by|until) \\d{1,2}(:\\d\\d)? ?([ap]m)?)',
      '(keep|keeping) (an eye|watching|monitoring)',
      '(?<!(it|that|this|which|they) )will be (?!(back|up|down|resolved|fixed|available|affected|delayed|closed|ok|fine|done|sent|restored|updated|published|late)\\b)\\p{L}{3,}(ed|en)',
      '\\p{L}+ gets? (an?|its own|their own|a second|more) (?!(error|blank|white|timeout|call|page|lot|bit|few)\\p{L}*)\\p{L}+',
      '(mine|on me|my job)(?= ?[.,!]|$)',
      '(pr|mr|patch|ticket|change) (today|tomorrow|this week|is up|incoming|on the way|to follow)',
      'should (fix|help|resolve|solve|recover|clear)',
      "(i|we)('ll| will) (?!(see|be|do)\\b)\\p{L}{3,} ~ \\p{L}{3,}",
      '(?<=^|^ok,? )will (?!(see|be|do)\\b)\\p{L}{3,} .{6,}',
    ),
  },
  {
    meaning: 'change',
    weight: 3.2,
    any: phrases(
      '(deploy(ed|ing|ment|s)?|released?|rolled out|rolling out|(went|goes|gone) (out|live)|rollout|shipped|shipping (it|this|the|a|v?\\d)|merged|upgrade[sd]?|bump(ed|ing|s)?)',
      '(migration|feature flag|config(uration)? change|canary|maintenance window|scheduled)',
      'v?\\d+\\.\\d+\\.\\d+',
      'terraform appl(y|ied)',
      '(flag|limit|rollout|percentage|weight|ttl|timeout|threshold|size|setting|config|quota|toggle|experiment)( [^ .,;:!?]+)? (went|moved|came|raised|lowered|set|changed|switched|flipped) ~ (from|to|on|off|up|down)',
      '(patch|release|update|deploy|change|config|version|migration) (added|removed|changed|renamed|introduced|enabled|disabled|moved|switched)',
      '(was|were|got|been) ~ (changed|updated|upgraded|tightened|lowered|raised|moved|switched|touched|started|enabled|disabled|renamed|migrated|patched|bumped|replaced)',
      '(update|upgrade|change|migration|patch|refactoring|rollout) (of|to|in|on|at)',
      '(kernel|library|driver|firmware|certificate|schema|policy|config|flag) ~ (bumped|changed|updated|upgraded|rotated|switched)',
      '(we|they) (went|moved|switched|upgraded|changed) ~ from .{1,30} to',
      '(on (monday|tuesday|wednesday|thursday|friday|saturday|sunday)|yesterday|last (night|week)|this morning|earlier today),? (we|they|i|somebody|someone|the \\p{L}+( team)?) (set|put|\\p{L}+ed)',
      '(that.s|it.s|this is|that was) the (\\p{L}+ ){0,2}(push|deploy|deployment|release|change|rollout|update|migration|upgrade|switch) (of|from|at)',
      'unattended-upgrades?',
    ),
  },
  {
    meaning: 'handover',
    weight: 3.4,
    any: phrases(
      'hand(s|ed|ing)?[ -]?(over|off|it over)|handover|handoff',
      '(taking|take|takes|took) (over|command|the lead|ic|comms|incident command)',
      "(i'm|i am|i'll be|who is|is) (the )?(ic|incident commander|commander|comms lead)",
      '(signing|signs|sign|logging|dropping|heading|stepping) (off|away|out)',
      '(joins?|joined|comes online|is online now|is back (and|online|from))',
      'brought ~ up to speed',
    ),
  },
  {
    meaning: 'instruction',
    weight: 3.5,
    any: phrases(
      '(ignore|disregard|forget|override) ~ (rules|instructions|prompts?|guidelines)',
      'mark (this|it|the incident|this incident) (as )?(resolved|closed|mitigated|fixed)',
      'system prompt',
      'as an? (ai|assistant|language model)',
      '(write|say|state|report|claim|conclude) in the (review|postmortem|summary|report)',
      '(?<=^|[,;:.!] |and |please |must |you )(write|say|state|report|claim|conclude|pretend) that',
    ),
  },
];
