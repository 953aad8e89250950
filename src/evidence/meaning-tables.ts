// The phrases by which people in an incident state a finding, a cause, a doubt, … in English. Words of the trade only: no name
// of a service, a person or a product belongs here.
import { phrases, verbForms } from './phrases.ts';

export type Meaning =
  | 'all-clear'
  | 'cause'
  | 'finding'
  | 'suspicion'
  | 'doubt'
  | 'withdrawal'
  | 'action'
  | 'decision'
  | 'plan'
  | 'change'
  | 'impact'
  | 'report'
  | 'handover'
  | 'instruction';

export type Rule = {
  meaning: Meaning;
  /** How much a sentence of this kind matters to a review, from 1 to 5. */
  weight: number;
  any: RegExp;
  /** Words that take the meaning away. */
  unless?: RegExp;
};

const NEGATED = [
  'not',
  '\\p{L}+n’t',
  'cannot',
  'dont',
  'doesnt',
  'didnt',
  'isnt',
  'wont',
  'never',
  'hardly',
  'nothing',
];
/** What has not happened, or not yet. */
const UNREAL = [
  ...[
    'unless',
    'until',
    'if',
    'once',
    'hope…',
    'hopefully',
    'should',
    'would',
    'might',
    'may',
    'could',
    'will',
  ],
  ...[
    'unclear',
    'unsure',
    'before',
    'waiting for',
    'trying to',
    'attempting to',
    'as long as',
    'assuming',
    'when (it|we)',
  ],
];

const ACTION_VERBS = verbForms([
  ...'restart reboot redeploy deploy scale bump increase raise lower reduce remove delete drain cordon'.split(
    ' ',
  ),
  ...'disable enable toggle flush purge clear pause resume suspend stop kill rerun retry patch apply'.split(
    ' ',
  ),
  ...'push revert merge rotate renew reissue replace block unblock throttle redirect reroute silence'.split(
    ' ',
  ),
  ...'page escalate contact provision resize extend enlarge expand restore rebuild reindex requeue replay'.split(
    ' ',
  ),
  ...'promote demote detach attach update configure invoke terminate evict isolate recreate switch swap'.split(
    ' ',
  ),
  ...'add open file mail call install uninstall upgrade downgrade migrate publish fix move shift flip'.split(
    ' ',
  ),
  ...'roll back|rollback|fail over|failover|cut over|turn off|turn on|roll forward|re-run|re-update'.split(
    '|',
  ),
  ...'re-apply|re-deploy|re-enable|re-create|re-issue|re-index|re-queue|back out|log in|truncate|vacuum'.split(
    '|',
  ),
  ...'launch start fetch proxy bypass cancel archive repoint point pin unpin tune cap limit issue create'.split(
    ' ',
  ),
  ...'generate convert copy import export allow drop force sync resync clean wipe mount unmount trigger'.split(
    ' ',
  ),
  ...'spin up|bring up|take down|scale out|cherry-pick|hotfix|whitelist|unstick|free|bounce|warm|test'.split(
    '|',
  ),
]);

const OPS_NOUNS =
  '(rollback|revert|restart|failover|deploy|deployment|fix|patch|hotfix|workaround|migration|bump|release|upgrade)';

export const RULES: readonly Rule[] = [
  {
    meaning: 'all-clear',
    weight: 5,
    any: phrases(
      '(worked|fixed|resolved|solved|mitigated|restored|recovered|recovering|recovers)',
      'back (up|online|to normal|in business|to green|to baseline|in service)',
      "(is|are|we're|it's|site's) back(?! (at|and gets|from|on the call|with)|,? and)",
      '(works?|working|healthy|green|flow(s|ing)?|stable|fine|normal|process(es|ing)?|serv(es?|ing)|respond(s|ing)?|answer(s|ing)?|accept(s|ing)?|connect(s|ing)?|resolv(es?|ing)|loads?) (again|now)',
      'seem… to (work|be working|be fine)',
      'all (clear|good|green|healthy)(?=[.,!;)]|$| now| again)',
      '(looks|looking|is|are) (all )?(good|healthy|green|stable|normal|stabilised|stabilized)',
      '(is|are) now (up|ok|okay|fine|working|serving)',
      'caught up',
      'no (more|further|new) (errors?|failures?|alerts?|timeouts?|complaints?|reports?|5xx)',
      'no longer (fail…|error…|seeing|happening|stuck|down|affected)',
      '(errors?|error rate|latency|backlog|queue|lag|depth|alerts?|traffic|p99) ~ (gone|cleared|drained|empty|back|down to|dropped|normal)',
      '(begins|began|started|starting) to (process|drain|recover|flow)',
      'has finished',
    ),
    unless: phrases(
      ...NEGATED,
      ...UNREAL,
      'enough',
      'mark (this|it|that)',
      'nobody',
      'the same (errors?|problem|issue)',
      "(errors?|error|problem|issue|it's) (is |are )?back(?! (to|up))",
      'rolled back',
      'back and forth',
    ),
  },
  {
    meaning: 'cause',
    weight: 4.5,
    any: phrases(
      'because',
      'due to',
      'caused by',
      'the (root )?(cause|reason|culprit)( for| of)?',
      'root cause…',
      "(that's|that is|which is|it is|is|what) (why|caused|causes)",
      'the (problem|issue|bug|fault) (is|was)',
      'consequently',
      'as a (result|consequence)',
      'led to',
      'triggered by',
      '(deploy|deployment|release|change|version|migration|upgrade|update|commit|patch|flag|rollout|bump)( [^ ]+){0,6} (turned|broke|breaks|removed|removes|disabled|disables|dropped|drops|deleted|deletes|overwrote|overwrites|introduced|switched)',
      'introduced (by|in|with)',
      'trac(ed|ing) ~ (back )?to',
      '(comes|came|stems|stemmed|resulted|results) from',
      '(broke|breaks|broken) (when|after|since|by)',
      '(started|began) (right |just |shortly )?(when|after|with)',
      "so (the|our|all|every) ~ (fails?|failed|could not|couldn't|cannot|never)",
    ),
  },
  {
    meaning: 'finding',
    weight: 4,
    any: phrases(
      '(it |that |this )?looks like',
      'turn(s|ed) out',
      '(found|discovered|noticed|identified|spotted|confirmed|verified|reproduced|pinpointed)',
      '(i|we|can|now) (can )?(see|saw|find)',
      '(is|are) (running|landing|pointing|using|returning|throwing|rejecting|refusing|ending up|hitting|stuck|blocked)',
      'ended up',
      '(was|were|is|are) (never|still) (set|applied|deployed|rotated|renewed|enabled|updated)',
      '(logs?|graphs?|metrics|dashboard|trace|traces|status page) (says?|shows?|are full|is full|full of)',
      'according to',
      '(expired|misconfigured|corrupt(ed)?|deadlock(s|ed)?|exhausted|saturated|maxed out|oom(killed)?)',
      'out of (memory|disk|space|disk space|connections|file descriptors|quota)',
      '(is|was|are|were|at) (full|100 ?%|empty|zero|missing|wrong|down|unreachable|unhealthy|read-?only)',
    ),
    unless: phrases("(haven't|hasn't|not|didn't|couldn't|can't) ~ (found|find|see)", 'found out who'),
  },
  {
    meaning: 'finding',
    weight: 3,
    any: phrases(
      '(fails|failing|failed|failure)',
      'tim(es|ed|ing) out|timeouts?',
      '(refused|rejected|unreachable|unavailable|degraded|stuck|hanging|hangs|hung|crash…|crash-loop…)',
      "(cannot|can't|could not|couldn't|unable to) (connect|reach|resolve|mount|start|pull|log ?in|schedule|write|read|enqueue|find)",
      '(spiked?|spiking|climbing|growing|grew|dropped|dropping|piling up|backing up|rising|rose|falling|fell|jumped|doubled|tripled|stopped)',
      'still (?!(here|around|trying|looking|attempting|working on|debugging|investigating))\\p{L}+',
      '(nothing|nobody|no one|none of \\p{L}+|every|all|half of|most of) ~ (is|are|can|could|gets?|hangs?|fails?|times?)',
      '(error|exception|failure|stack trace)s?',
      '(missing|stale|mismatch|broken|dead|lost|full)',
      '(seeing|getting|throwing|returning|serving|logging) ~ (errors?|5\\d\\d…|4\\d\\d…|timeouts?|exceptions?|failures?)',
      '(errors?|error rate|latency|cpu|memory|lag|load) (is|are|at|up|went|jumped)',
      'we have no',
      'no (healthy|available|free|running) (nodes?|hosts?|pods?|instances?|backends?|replicas?|targets?)',
    ),
  },
  {
    meaning: 'suspicion',
    weight: 3.2,
    any: phrases(
      'suspect(s|ed|ing)?',
      'suspicion',
      "(i'd|we'd|my|best) guess(es)?",
      'i guess (?=\\p{L})',
      'guessing',
      '(theory|hypothesis)',
      '(might|may|could) (be|have|well be)',
      '(smells|feels) like',
      '(possibly|likely|probably) (related|caused|due|because|the)',
      'seems? (related|correlated)',
      'wonder (if|whether)',
      'correlat(es|ed|ion) with',
    ),
    unless: phrases("(will|would|we'll|going to|might|may) have to"),
  },
  {
    meaning: 'doubt',
    weight: 4,
    any: phrases(
      "(not|isn't|aren't) (really |entirely |so |at all )?(sure|convinced|certain)",
      '(i|we) doubt|doubtful',
      "(this|that|it|something)('s| is| looks| seems) (still )?(not right|wrong|off|broken)",
      "(didn't|did not|doesn't|does not|not) (seem to )?(help|work|fix|change|take|stick|improve|recover|come back|go away|clear|do anything|do much)(ed|ing)?",
      '(no|zero|without) (effect|change|luck|difference|improvement|visible effect)',
      'changes nothing',
      'still (failing|seeing|broken|down|erroring|happening|elevated|high|stuck|timing out|getting|not)',
      '(got|getting|gets|made it|making it) worse',
      '(is|are|came|comes) back after',
      'the same (errors?|problem|issue|symptom)',
      '(errors?|problem|issue|alert) (is|are) back',
      '(there|something) must be',
      'does not (fit|add up|make sense)',
      "doesn't (fit|add up|make sense)",
      "(rollback|revert|fix|restart|failover|deploy|attempt) (failed|fails|did not|didn't)",
      'failed to',
    ),
  },
  {
    meaning: 'doubt',
    weight: 2.5,
    any: phrases(
      '(unclear|unsure|odd|weird|strange|unexpected|puzzling)',
      'no idea',
      '(nobody|no one|none of us) (knows|knew|can say|could say|can tell)',
      "(not|isn't) clear",
      "(shouldn't|should not) be",
      'figure out (why|how|what)',
      "(don't|do not) (know|understand) (why|how|what)",
    ),
  },
  {
    meaning: 'withdrawal',
    weight: 4,
    any: phrases(
      '(never ?mind|nvm|scratch that|ignore that|i was wrong|my mistake|false alarm|red herring|coincidence)',
      'rul(ed|es|ing) (it |that |this |them )?out',
      "(is|was|are|were|isn't|wasn't|it's|that's) (not|n't)? ?(the (cause|problem|issue|culprit)|related|it)(?= ?[.,;!]|$)",
      '(unrelated|not related)',
      'nothing (wrong|unusual|suspicious)',
      "(isn't|wasn't|not) (the|a|our) ~ (after all)",
      '(conclusion|so): no',
      'no .{1,20} (problem|issue) (here|there|on our side)?',
    ),
  },
  {
    meaning: 'action',
    weight: 3.5,
    any: phrases(
      ...ACTION_VERBS,
      `(ran|running|doing|did|started|starting|try|trying|tried|merged|applying|executing) ~ ${OPS_NOUNS}`,
      '(set|put|took|taking|taken|brought|bringing|shut|shutting|sent|sending|ran|drove|cut) ~ (to|in|out|off|back|down|up|over|into)',
      'manual(ly)? (run|ran|running|merged?|restarted|failed|deployed|invoked|rollback|applied)',
      '(second|third|another) (attempt|try)',
    ),
    unless: phrases("(haven't|hasn't|wasn't|weren't|not) (yet )?(been )?\\p{L}+ed", 'any idea'),
  },
  {
    meaning: 'decision',
    weight: 4,
    any: phrases(
      '(decided|decision|agreed|agreement)',
      "(let's|lets|we'll|we will|we should|we are going to|we're going to|i'm going to|i am going to) (?!(see|do it|know|go|hope|talk|be)\\b)(not )?(just )?\\p{L}{3,} .{4,}",
      '(go|going) with',
      '(hold|holding) off',
      'calling it',
      '(declare|declaring|declared)',
      '(propose|proposes|proposing|suggest|recommend)(s|ed|ing)?',
      "(i'd|i would) (say|vote|suggest|rather|go)",
      'no action',
      'we can (?!(see|do it|be)\\b)(\\p{L}+ly )?\\p{L}{2,} (the|them|it|all|every|to|back)',
    ),
    unless: phrases("don't think", '(has|have) been'),
  },
  {
    meaning: 'plan',
    weight: 3.4,
    any: phrases(
      'next (step…|up|we|is|i)',
      '(try|attempt|run|do) (it |this |that )?(this \\p{L}+ \\p{L}+ )?again',
      '(second|another) (try|attempt) (at|around|tomorrow|on|in)',
      '(tomorrow|on monday|next week|this afternoon|tonight)',
      '(follow[ -]?ups?|todo|to-do|action items?|postmortem|post-mortem|write (this|it) up)',
      '(need|needs|have|has|going) to (?!(go|say|admit|be|know|see)\\b)\\p{L}{3,} .{4,}',
      '(eta|in (about |roughly )?\\d+ ?(min|minutes|m|h|hours?)|(at|by|until|around) \\d{1,2}(:\\d\\d)? ?([ap]m)?)',
      '(keep|keeping) (an eye|watching|monitoring)',
      'should (fix|help|resolve|solve|recover|clear)',
      "(i|we)('ll| will) (take|look|check|file|open|write|prepare|schedule|rotate|watch|add|send|keep)",
    ),
  },
  {
    meaning: 'change',
    weight: 3.2,
    any: phrases(
      '(deploy(ed|ing|ment|s)?|released?|rolled out|rolling out|rollout|shipp(ed|ing)|merged|upgrade[sd]?|bump(ed|ing|s)?)',
      '(migration|feature flag|config(uration)? change|canary|maintenance window|scheduled)',
      'v?\\d+\\.\\d+\\.\\d+',
      'terraform appl(y|ied)',
    ),
  },
  {
    meaning: 'impact',
    weight: 4,
    any: phrases(
      "(users?|customers?|clients?|merchants?|tenants?|people|everyone|visitors?|partners?|builds?|payments?|orders?|checkouts?|jobs?|logins?|requests?) ~ (can't|cannot|can not|unable|fail|failing|failed|see|seeing|affected|impacted|blocked|getting|gets|lost|declined|dropped|rejected|stuck|waiting|report…)",
      '(affect(s|ed|ing)|impact(s|ed|ing)) ~ (users?|customers?|all|some|only|about|every)',
      '\\d+([.,]\\d+)? ?(%|percent) (of|error…|fail…|are|were)',
      '(about |around |roughly |~)?\\d[\\d.,]* ?k? (users?|customers?|orders?|jobs?|payments?|messages?|builds?|tickets?|merchants?|tenants?|requests?)',
      '(outage|data loss|site is down|completely down|hard down)',
    ),
    unless: phrases('how many', 'no (users?|customers?|impact)'),
  },
  { meaning: 'impact', weight: 3.2, any: phrases('(affected|impacted|degraded for|unusable)') },
  {
    meaning: 'report',
    weight: 4,
    any: phrases(
      '(reports?|reported|reporting|complain(s|ed|ing|ts?)?) (that|of|about|it|by|in|from|the|a|an|no|some|they)?',
      '(support|helpdesk|customers?|users?|twitter|sales) (is|are|says?|sees?|tells?|told|just)',
      '(tickets|complaints|calls) (are )?(coming|piling|rolling)',
      '(anyone|anybody) else (see|seeing|getting|having)',
      '(got|getting|was|were|been|am|is) paged',
      '(alert|alarm|pager|page|monitor) (is |just |has )?(fired|firing|fires|went off|going off|triggered)',
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
      'mark (this|it|the incident) (as )?(resolved|closed|mitigated|fixed)',
    ),
  },
];

/** Things that fail and recover. A plain statement about two of them, or about one with a figure, is taken for a finding. */
export const SYSTEM_NOUN = new RegExp(
  `\\b(?:${[
    'pods?|nodes?|clusters?|hosts?|servers?|replicas?|primary|databases?|db|connections?|pools?|cache|caches|queues?',
    'consumers?|producers?|workers?|backlog|latency|p9[59]|handshakes?|tls|ssl|certificates?|certs?|dns|lookups?',
    'load balancers?|traffic|endpoints?|apis?|apps?|services?|jobs?|cron(?:jobs?)?|configs?|configuration|deploys?',
    'deployments?|versions?|releases?|builds?|pipelines?|logs?|metrics?|dashboards?|alerts?|disks?|partitions?|memory',
    'cpu|network|firewalls?|regions?|buckets?|tokens?|quotas?|rate limits?|threads?|process(?:es)?|kernel|namespaces?',
    'containers?|images?|volumes?|index(?:es)?|tables?|quer(?:y|ies)|migrations?|schemas?|requests?|responses?|locks?',
    'transactions?|rows?|messages?|topics?|brokers?|sessions?|proxy|proxies|gateways?|routers?|switch(?:es)?|vpn|cdn',
    'websites?|site|login|logins|checkout|payments?|provider|storage|backups?|snapshots?|leader|quorum|shards?',
  ].join('|')})\\b`,
  'giu',
);

/** What each meaning says of a message, as the reason why it was kept. */
export const SAYS: Readonly<Record<Meaning, string>> = {
  'all-clear': 'reports that something recovered',
  cause: 'names a cause',
  finding: 'states a finding',
  suspicion: 'states a suspicion',
  doubt: 'states a doubt',
  withdrawal: 'takes a suspicion back or rules something out',
  action: 'says what was done',
  decision: 'states a decision or a proposal',
  plan: 'says what comes next',
  change: 'tells of a change',
  impact: 'says who or what was affected',
  report: 'passes on a report',
  handover: 'tells of a handover',
  instruction: 'addresses the record itself; quoted as text',
};
