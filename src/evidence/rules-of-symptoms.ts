// The phrases by which people say that what others use does not work: no inner part of a system, but what it is there for. English.
import type { Rule } from './meaning.ts';
import { phrases } from './phrases.ts';

/** What people use. Pods, databases and disks are not: that these fail is a finding. */
const USED =
  '(web ?sites?|sites?|home ?page|pages?|apps?|applications?|apis?|services?|portal|shop|store|webshop|search|log-?in|sign-?in|check-?out|payments?|dashboards?|hub|registry|cdn|mirror(ing)?|e?mails?|feeds?|uploads?|downloads?|wiki|forum|jira|tiles?|packages?|notifications?|calls?|sms|reports?|invoices?|orders?|prod|production|everything|half of it|it all)';
const IS =
  "( also| just)?((('s|'re)| is| are| was| were| has been| have been| went| seems?( to be)?| looks?| appears?( to be)?| keeps?)( (again|still|all|now|completely|totally|mostly|partly|currently|\\p{L}+ly|hard))*)?";
const BROKEN =
  '(down|unavailable|unreachable|inaccessible|offline|dead|dark|broken|unusable|failing|erroring|timing out|hanging|frozen|degraded|crawling|toast|gone|blank|slow|very slow|not working)';

export const RULES_OF_SYMPTOMS: readonly Rule[] = [
  {
    meaning: 'impact',
    weight: 3.6,
    any: phrases(
      `${USED}${IS} ${BROKEN}(?! (by|to|from|the|a|because|on staging))`,
      `${USED} (is|are|was|were)( still| all)?(n't| not) (loading|working|updat(ed|ing)|showing( up)?|appearing|available|responding|arriv(ed|ing)|generated|sent|delivered|reachable|syncing|rendering|served)`,
      "(queues?|workers?|system|platform) (is|are|was|were)( still)?(n't| not) (taking|accepting|processing) (any )?\\p{L}+",
      `${USED} (do|does|did)(n't| not) (load|work|show( up)?|appear|update|arrive|open|respond|render|sync)`,
      `${USED} (has |have )?(stopped|quit) (working|loading|updating|arriving|responding)`,
      `${USED} (can(not|'t)|could(n't| not)) (be )?(reach|load|open|access|use)…`,
      '(nobody|no one|none of (them|us|the \\p{L}+)) can (?!(say|tell|explain|find|remember|know|help|reproduce|see why|confirm|answer)\\b)\\p{L}+',
      '(can(not|.t| not)|could(n.t| not)|(is|are|was|were) unable to) (book|order|pay|buy|export|import|upload|download|print|search|send|receive|view|play|watch|call|register|vote|submit|save|edit|scan|clock (in|out)|check (in|out)|log ?(in|on)|sign ?in)(?! (it|that|this|the (same|fix|config|logs?))\\b)',
      '(vms?|machines|laptops|phones|terminals|devices|printers|screens|kiosks|tills|registers|clocks|cameras|sensors|tvs?)( [^ .,;]+){0,3} (is|are|was|were|went)( \\p{L}+ly| all)? (frozen|down|offline|dead|dark|blank|grey|unreachable|unusable|hanging|stuck)',
      "(nobody|no one|everyone|everybody|users?|customers?|people|clients?|they) (can(not|'t| not)|could(n't| not)|can|(is|are) (completely )?unable to) ~ (access|reach|use|open|load|log ?in|sign ?in|pay|order|connect|see|book)",
      '(fatals?|errors?|exceptions?|5\\d\\ds?|5xx|4\\d\\ds?|failures?|time-?outs?) (everywhere|all over( the place)?|on (all|every|each|half|most) ~ (pages?|requests?|calls?|attempts?))',
      '(get|gets|getting|see|sees|seeing|returns?|returning|shows?|showing) ~ (errors?|50\\d|time-?outs?|gateway time-?out|bad gateway|unavailable)[^ ]{0,2} (on|for|with|when) (all|every|each|any|browsing|opening|loading|trying|logging|accessing|visiting)',
      '(half|most|all|a third|a quarter|two thirds|\\d+([.,]\\d+)? ?%|\\d+ (in|of|out of) \\d+)( of)?( the| all| our)? (\\p{L}+ )?(requests?|calls|opens?|page views|visits|sessions|traffic|codes|api calls|transactions|instances)',
      '(success|delivery|conversion|crash-free|delivery|completion|acceptance|approval)( [^ .,;]+){0,4} (dropped|fell|falls|dropping|down|went)( [^ .;]+){0,3} (from|to) \\d',
      '(latency|response times?|load times?|page loads?)( has| have| is| are)?( been)? (spik|jump|increas|climb|shot up|through the roof|elevated|degraded|crazy|terrible)…',
      '(shows?|showing|displays?|displaying|reports?|returns?) (0|zero|no|nothing|empty|blank|stale|old|wrong) (?!(idle|free|available|healthy|errors?|issues?|problems?|failures?|sign|change|signs|anomal)\\p{L}*)\\p{L}+',
      '\\d+( \\p{L}+){0,2} (conversations|tickets|complaints|calls)( [^ .;]+){0,6} (in|within) the (last|past)',
      '(availability|performance|experience|quality of service)( is| are| was)?( \\p{L}+ly)? (degraded|reduced|impaired|bad|poor)',
      '(seems?( to be)?|is|are|appears?( to be)?|we.re|was|were) (having|experiencing) (some |many |a lot of |major |severe )?(issues|problems|trouble|difficulties|an outage)',
      '(is|are|was|were)(n.t| not) (showing up|appearing|visible)',
      'no updates? (in|for|since)',
      '(we|they|customers|shops?)( (are|is))? (lose|lost|losing|loosing) ~ \\d',
      '\\d[\\d.,]* ?% of( the| all| our)? (?!(cpu|memory|nodes|pods|hosts|disk|connections)\\b)\\p{L}+ ((come|go|comes|goes) back|end|ends|return|get|fail|see|show|time|hit|are (empty|wrong|grey|blank|missing|late|slow))',
      '(receive|received|get|got|was sent|were sent|been sent)( [^ .,;]+){0,4} (two|three|several|multiple) times',
      'not (correctly |properly )?(loading|working|updating|showing( up)?|appearing)',
      '(issues|problems|trouble|errors) (from|at|for) (customers?|clients?|users?|partners?|merchants?|tenants?)',
      '(?<=^|^(hi|hey|hello|ok|fyi),? )(the |our )?(?!(it|this|that|he|she|disk|node|pod|host|db|database|replica|primary|queue|cache|broker|redis|kafka|postgres|mysql)\\b)[\\p{L}\\p{N}.-]+ (is|seems|looks|appears|went|has been)( to be)? (down|dead|unreachable|offline|broken|inaccessible)( again| now| for (me|us|all|everyone))?(?= ?[.,!?]|$| since)',
      '(is|are) (all|completely|totally|entirely) (broken|down|dead|gone)',
      '(?<=^)\\p{L}+ing .{1,60} (times out|fails|hangs|errors out|doesn.t work|does not work|is broken|is failing|is impossible)',
      '(?<!(that|which|it|this) )(do|does)(n.t| not) (appear|show up|arrive|heat|ring|print|open|load)',
      '(blind spot|no visibility|in the dark)',
    ),
    unless: phrases(
      '(no longer|any ?more|again (fine|ok)|not (just|only))',
      '(is|are) (back|fine|ok|normal)',
      '(works?|working|up|online|recovered) (again|now)',
      '(shrinking|decreasing|improving|recovering)',
      '(was|were|are|is) (affected|impacted) at any',
      '(status page|health ?check)',
      "(wasn't|isn't|not|never|no) (down|broken|affected)",
      '(should|would|could|might|may|will|unless|until|if)',
    ),
  },
];
