// The phrases by which people say whom and what it touched, and by which they pass on what others tell them. English; words of
// the trade only: no name of a service, a person or a product belongs here.
import type { Rule } from './meaning.ts';
import { phrases } from './phrases.ts';

const PEOPLE =
  '(users?|customers?|clients?|merchants?|tenants?|people|ppl|folks|everyone|everybody|visitors?|partners?|guests?|agents?|drivers?|riders?|sellers?|buyers?|shoppers?|students?|patients?|doctors?|members?|subscribers?|readers?|players?|passengers?|travell?ers?|shops?|stores?|branches|offices?|employees?|staff|colleagues|callers?|accounts?|teams?|developers?|devs|citizens?|residents?|wards?|clinics?|schools?|pupils?|teachers?|viewers?|listeners?|households?|homes?|listings?)';
/** What people lose: work and business, not the inner workings of a system. */
const WORK =
  '(orders?|payments?|checkouts?|logins?|bookings?|reservations?|invoices?|deliver(y|ies)|shipments?|parcels?|payouts?|refunds?|transfers?|transactions?|sales|sign-?ups?|tickets?|complaints?|calls?|chats?|builds?|e?mails?|reports?|appointments?|prescriptions?|exams?|claims?|messages?|downloads?|uploads?|files?|records?|documents?|rows?)';
const SUFFERS =
  "(can't|cannot|can not|could(n't| not)|unable|fail|failing|failed|fails|see|saw|seeing|affected|impacted|blocked|get|getting|gets|got|lost|declined|dropped|rejected|stuck|waiting|report…|late|delayed|missing|without|charged|double…|twice|wrong|duplicated?|locked out|logged out|started|are on|were on|had|sit|sits|sitting|hang|hanging|wait|kicked|disconnected|thrown out)";
/** A figure that counts something: not zero, no minutes of a clock, no part of a version. */
const COUNT = '(?<!\\d[:.,])(?!0(?![\\d.,]))\\d+([.,]\\d+)*';
/** A word between a figure and what is counted; `3 to payments` counts nothing. */
const FILLER =
  '(?!(to|of|in|on|at|for|from|with|by|and|or|the|is|are|was|were|until|till|per|into|days?|hours?|minutes?|min|times)[^\\p{L}])[^ .,;:!?]+';
/** The inner workings of a system. */
const INNER =
  '(pods|nodes|hosts|servers|instances|replicas|shards|partitions|connections|threads|workers|consumers|brokers|clusters|disks|volumes|containers|processes|queries|locks|slots|keys|objects|segments|lines|tests)';

export const RULES_OF_IMPACT: readonly Rule[] = [
  {
    meaning: 'impact',
    weight: 4,
    any: phrases(
      `${PEOPLE} ~ ${SUFFERS}`,
      `${WORK} ~ (can't|cannot|unable|fail|failing|failed|fails|lost|late|delayed|declined|dropped|rejected|missing|duplicated?|twice|affected|impacted|blocked|wrong|not going out|are not)`,
      '(affect(s|ed|ing)|impact(s|ed|ing)) ~ (users?|customers?|all|some|only|about|every)',
      `\\d+([.,]\\d+)? ?(%|percent) of ~ ${PEOPLE}`,
      `\\d+([.,]\\d+)? ?(%|percent) of ~ ${WORK}`,
      `\\d+([.,]\\d+)? ?(%|percent) (error…|fail…|are|were)`,
      `(about |around |roughly |some |nearly |almost |over |more than |at least |~)?${COUNT} ?k?( ${FILLER}){0,2} ${PEOPLE}`,
      `(about |around |roughly |some |nearly |almost |over |more than |at least |~)?${COUNT} ?k?( ${FILLER})? ${WORK}`,
      `\\d+([.,]\\d+)* ?k?( ${FILLER}){0,2} (?!${INNER} )\\p{L}+s ((is|are|was|were|still|already) ){0,2}(late|delayed|waiting|missing|lost|overwritten|double…|duplicated|wrong|declined|rejected|affected|impacted|locked out|cannot|can't|could not|unreadable|corrupt…|fail|fails|failed|failing|errored|crashed|timed out|unanswered|unprocessed|unpaid|offline)`,
      `(\\d+([.,]\\d+)? ?(%|percent) of|(\\d+|one|two|three) (in|of|out of) (every )?(\\d+|\\p{L}+))( (?!${INNER} )[^ .,;:!?]+){0,3} (fail|fails|failed|failing|see|saw|get|got|lost|error…|declined|affected|time|timed out)`,
      '(shows?|showing|displays?|serves?|serving|returns?) ~ (empty|blank|white|old|stale|wrong|broken) .{1,30} (for|to|on) (about |around |roughly )?(\\d|one|all|every|some|most|half|many)',
      '(is|are|was|were) ~ \\d+([.,]\\d+)* ?(min|mins|minutes|h|hours|days) (late|delayed|stale)',
      '(was|were|been|is) (down|unavailable|unreachable|offline|out|gone|dark) for ~ \\d',
      '\\d+([.,]\\d+)* ?(k|m|%|percent)? (of (them|players|users) )?(waiting|gave up|bounced|stranded)',
      `${COUNT} ?k?( ${FILLER}){0,3} (sold|charged|booked|sent|paid|shipped|printed|billed|delivered|counted) (twice|double|doubly|wrong…|to the wrong)`,
      '(final|total|in total|in the end)[: ]+(about |around |roughly )?\\d[\\d.,]*( [^ .,;:!?]+){0,2} \\p{L}{3,}',
      '(worst|longest|maximum|max) (delay|wait|latency) (is|was|of)',
      '(final|total|current) (count|tally|number)',
      '(in total|altogether) .{0,20}\\d',
      '(correction|correcting)[:,]? .{0,20}\\d',
      '\\d+ ~ so far',
      'every (second|third|other|fourth|fifth) \\p{L}+ ~ (is|are|was|gets?|fails?|shows?|ends?|times?)',
      '(conversion|revenue|sales|turnover|bookings|sign-?ups)( rate)? (is |was |are |were )?(at |down |dropped |fell |only |down to |down by )+[^ ]*\\d',
      `(dozens of|hundreds of|thousands of|several|many) ${PEOPLE}`,
      `(two|three|four|five|six|seven|eight|nine|ten) ${PEOPLE}( [^ .,;:!?]+){0,5} ${SUFFERS}`,
      `(missing|broken|unavailable|down|slow|failing|unreachable|blank|empty) for ~ ${PEOPLE}`,
      '(loss(es)?|damage|cost|refunds?) ~ .{0,20}\\d',
      '\\d[\\d.,]* ?k? ?(€|\\$|£|euros?|eur|dollars?|usd|pounds|gbp|yen|jpy)',
      '(deadline|cut-?off|sla|slo) .{0,30}(missed|breached|violated|broken)',
      '(missed|breached) ~ (deadline|cut-?off|sla|slo)',
      '(hours?|minutes?|days?) of ~ (missing|lost|gone)',
      '(outage|data loss|site is down|completely down|hard down|standstill|data exposure)',
    ),
    unless: phrases(
      'how many',
      'getting (in|through|better)',
      '(decreasing|decreased|declining|fewer)',
      `no (${PEOPLE}|impact|data loss)`,
      `no (more|new|further) ${WORK}`,
      '(again|no longer|any ?more)',
      `((?<!(falls?|fell|falling|fallen) )back|fine|normal|ok|recovered|go(es|ing)? through)`,
      '(loss|errors?|failures?) (is |are |at )?0(?![\\d.,])',
      `(reversed|restored|replayed|resent|requeued|sending|sent|purged|voided|cross-?checked|spot-?checked|moved)`,
      '(reviewed|wrote|approved) it',
    ),
  },
  {
    meaning: 'impact',
    weight: 3.6,
    any: phrases(
      'no (customer|user|personal|card|payment|patient|production) (data|records?|information)',
      '(nothing|no (data|orders?|payments?|money|messages?|records?)) (was |were |is |are |has been |have been )?(lost|leaked|exposed|affected|touched)',
      '(nobody|no one|none) (is|was|were|got|gets|will be) ([^ .,;:!?]+ )?(affected|charged|late|impacted|hurt|locked out|exposed)',
    ),
  },
  {
    meaning: 'impact',
    weight: 3.2,
    any: phrases('(?<!(all|the|every|other) )(affected|impacted|degraded for|unusable)'),
  },
  {
    meaning: 'report',
    weight: 4,
    any: phrases(
      '(reports?|reported|reporting|complain(s|ed|ing|ts?)?) (issues?|problems?|trouble|errors?|that|of|about|it|by|in|from|the|a|an|no|some|they)',
      '(complained|complaining|complaints)',
      '(support|helpdesk|help desk|hotline|service desk|customers?|users?|twitter|sales|agents|guests|drivers) (is|are|says?|sees?|tells?|told|just|here|reports?|calls?|confirms?)(?! (not|fine|ok|okay|unaffected|happy))',
      '(tickets|complaints|calls) (are )?(coming|piling|rolling)',
      '(we|i)( just| now| also)? (get|got|have|are getting|keep getting|receive|received) ([^ .]+ )?(calls|tickets|e?mails|complaints|reports|messages)',
      'reports? (of|that)',
      '(issues|problems|errors|trouble) (are|were|is|was|being|have been) reported',
      '(many|several|some|a lot of|lots of|\\d+) (tickets|complaints|calls)',
      '(anyone|anybody) else (sees?|seeing|gets?|getting|has|having)',
      '(slow|down|broken|failing|weird|stuck|unreachable) for (you|(anyone|anybody|everyone|everybody)( else)?)',
      '(got|get) (the|a|an) (page|alert|call)',
      '(?<!(no|a|any) )heads[ -]?up',
      '\\p{L}+ (tells?|told) (me|us)',
      '(?<!(i|we|you) )(just )?(asked|pinged|messaged|mailed|phoned|texted) (me|us)',
      '(got|getting|was|were|been|am|is) paged',
      '(alert|alarm|pager|page|monitor) (is |just |has )?(fired|firing|fires|went off|going off|triggered)',
      '(call(s|ed|ing)?) us',
    ),
    unless: phrases('no (more|new|further)( \\p{L}+)? (tickets|complaints|calls|reports)'),
  },
];
