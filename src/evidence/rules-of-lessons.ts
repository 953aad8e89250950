// The phrases by which people say what helped, what hindered, where they were lucky and what surprised them.
import type { Rule } from './meaning.ts';
import { phrases } from './phrases.ts';

/** Words of luck: such a sentence tells neither of a cause nor of the impact. */
export const LUCK = phrases(
  'luckily',
  'lucky',
  'luck',
  'fortunate(ly)?',
  'thankfully',
  'good thing (?!(is|was)\\b)',
  'by chance',
  'happened to (be|have)',
  'could have been (much |far |a lot )?worse',
  'would have (been (much |far |a lot )?worse|hit every)',
);

export const WELL = phrases(
  'nice (catch|work|find)',
  'great (catch|work|find|job)',
  'good (catch|find|work)',
  'well done',
  '(the |one |a )?good thing (is|was)',
  '(what|which|that) (really |actually )?(helped|worked)',
  '(part|bit|thing|piece) (that )?(really )?worked',
  '(told|warned|alerted|paged|informed) us (with)?in',
  'worked (well|first time|as planned|like a charm)',
  '(was|were|is|are) (very |really |super |extremely )?(helpful|a great help|worth it)',
  '(spot on|exactly right|life ?saver|very helpful|super helpful|really helped|helped (a lot|us))',
  '(alert|alarm|monitor) (caught|saw|noticed) it',
  '(rollback|failover|runbook|alert|canary|backups?) (was|were|went|worked) (really |very |super |so |pretty |quite )?(quick|fast|smooth|smoothly|great|flawless|flawlessly|useful|helpful|well|fine)',
  'glad (we|that we|the)',
  ', (great|nice|awesome|impressive|perfect|well done)(?= ?[.!]|$)',
  '(paid|pays) off',
);

export const BADLY = phrases(
  "(didn't|did not|doesn't|does not|not) (help|work)",
  "(didn't|did not|doesn't|does not) change (anything|a thing|much)",
  '(did|does|changed|changes) nothing',
  '(nobody|no one|none of us) (reads?|watches|watched|looks? at|checks?|owns?|monitors?|maintains?)',
  '(alert|alarm|page|pager|monitor|notification) (came|fired|arrived|went off|reached us) ~ (late|after|minutes|hours)',
  '(threshold|limit|timeout|interval|retention|alert|alarm) ~ (is|was|are|were) (much |far |way )?too (high|low|late|slow|short|long|coarse)',
  '(too|so) late',
  '(should|could|would)(n.t)?( have|.ve) been (caught|seen|found|noticed|tested|alerted|prevented)',
  "(don't|didn't|do not|did not) (even )?have (a |an |any )?(\\p{L}+ )?(mechanism|checks?|alerts?|alarms?|monitoring|monitors?|way|flow|process|plan|runbook|playbook|docs?|documentation|access|permissions?|tests?|owner|contact)( documented)?",
  '(no|without) (a )?(heads[ -]?up|warning|notice)',
  '(noticed|found out|learned|paged|alerted|saw it) ~ (minutes|hours|min|days|late) ~ (after|later|it)',
  'only (got |getting |were |was )?(paged|alerted|noticed|told) (now|after|\\d)',
  '(we|i|nobody|no one) (could(n.t| not)|can(.t|not)|could) (see|tell|know|find) (how|what|which|that|why|whether|if)',
  'only (found out|noticed|learned|heard|knew)',
  '(mail|alert|warning|page|notification|reminder)s?( [^ .,;]+){0,5} (went|goes|was sent|is sent|were sent) to (a|an|the|an? old)',
  'took (us )?(\\d+|an?|half an) (min|mins|minutes|hours?) to (find|notice|see|look|get|figure|reach|start|realise|realize|understand)',
  'no (runbook|alert|access|permission|dashboard|documentation|docs|staging|backup|effect)',
  '(got|made it) worse',
  'changes nothing',
  '(took|takes|taking)( us| me)? (far |much |way )?(too long|forever|ages|a long time)',
  '(nobody|no one|none of us) (who )?(has|had|have|knows|knew|could (say|tell|find|reach))',
  '(nobody|no one|none of us) (got|was|were) (paged|alerted|notified|called|told|informed|asked|aware)',
  '(nobody|no one|none of us) (noticed|realised|realized|saw it|spotted)',
  'there (is|was|were|are) no (check|alarm|alert|test|monitor|monitoring|guard|limit|runbook|review|staging)',
  '(confusing|painful|annoying|frustrating|hard to find|out of date|outdated)',
  '(had to|have to) (guess|wait|search|dig)',
);

export const SURPRISE = phrases(
  '(weird|odd|strange|surprising|surprised|unexpected|unexpectedly|very interesting)',
  "(this|that|it|which) (really )?(shouldn't|should not) (be|have|happen)(?! able)",
  '(nobody|no one|none of us)( here)? knew (about|of|that)',
  "(doesn't|does not|didn't) (make sense|add up|fit|expect)",
  'not what (i|we) expected',
  '(unclear|not clear) (how|why)',
);

export const RULES_OF_LESSONS: readonly Rule[] = [
  {
    meaning: 'lesson',
    weight: 3.8,
    any: LUCK,
    unless: phrases('(no luck|any luck|good luck|bad luck|wish me luck)'),
  },
  {
    meaning: 'lesson',
    weight: 3.6,
    any: phrases(
      '(spot on|exactly right|life ?saver|like a charm|really helped|helped (a lot|us)|paid off)',
      '(took|takes|taking)( us| me)? (far |much |way )?(too long|forever|ages)',
      '(nobody|no one|none of us) (got|was|were) (paged|alerted|notified|called)',
      '(runbook|dashboard|docs|documentation|contact list|on-?call list) (is|was|are|were) (wrong|missing|out of date|outdated|empty|useless|great|perfect|spot on)',
      'lesson learned',
      '(mail|alert|warning|page|notification|reminder)s?( [^ .,;]+){0,5} (went|goes|was sent|is sent|were sent) to (a|an|the|an? old)',
      '(rollback|revert|failover|runbook|alert|canary|backups?|restore) (was|were|went|worked) (really |very |super |so |pretty |quite )?(quick|fast|smooth|smoothly|great|flawless|flawlessly|useful|helpful|well)',
      '(no|without) (a |any )?(heads[ -]?up|warning|notice)',
      "(don't|didn't|do not|did not) (even )?have (a |an |any )?(\\p{L}+ ){0,2}(documented|runbook|playbook|process)",
      '(nobody|no one|none of us) (knew|noticed|was told|were told|thought of)',
      '(nobody|no one|none of us) (reads?|watches|watched|looks? at|checks?|owns?|monitors?|maintains?)',
      '(was|were|is|are) (very |really |super |extremely )?(helpful|a great help)',
      '(alert|alarm|page|pager|monitor|notification) (came|fired|arrived|went off|reached us) ~ (late|after|minutes|hours)',
      '(threshold|limit|timeout|interval|retention|alert|alarm) ~ (is|was|are|were) (much |far |way )?too (high|low|late|slow|short|long|coarse)',
      'there (is|was|were|are) no (check|alarm|alert|test|monitor|monitoring|guard|runbook|review|staging)',
    ),
  },
];
