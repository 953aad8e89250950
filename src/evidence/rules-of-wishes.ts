// The phrases by which people say what they would like to have, or to have had: no news of what is, was done or is agreed. English.
import type { Rule } from './meaning.ts';
import { phrases } from './phrases.ts';
import { THING } from './wishes.ts';

/** What is changed for good; `we should roll back` is a proposal for now. */
const LASTING =
  '(add|write|document|alert on|monitor|automate|test|introduce|create|build|set up|ensure|improve|require|enforce|validate|measure|review|tighten|backfill|have)';
const WE = '(we|i|you|they|somebody|someone|the team|it|this|that|there|ops|sre|platform)';

export const RULES_OF_WISHES: readonly Rule[] = [
  {
    meaning: 'wish',
    weight: 3.3,
    any: phrases(
      "(i|we|it|he|she|they)(('| woul)d) (really |so |also )?(love|like) (to (see|have)|an?|some|more|it if)",
      "what (i|we)(('| woul)d) ~ (love|like|want)",
      '(?<=^)wish (we|i|there|it|this)',
      '(i|we) (really )?wish (?!you\\b)(we|i|it|this|that|there|the|our|somebody|someone)',
      `(we|you|they|i|it) (\\p{L}+ly )?(need|needs|want|could use|deserves?|could have used) ((an?|some|more|better|proper|real) )?(\\p{L}+ )?${THING}`,
      `\\p{L}+ (\\p{L}+ly )?(needs|could use|deserves) (an?|its own|more|better) (\\p{L}+ )?${THING}`,
      "(would|('|')d) (have been|be|have) (really |very |so |much )?(great|nice|good|better|cool|useful|helpful|lovely|awesome|easier|handy) (if|to|when)",
      "(would|('|')d) be (really |very |so |much )?(great|nice|better|cool|useful|helpful|lovely|awesome|handy)",
      "(would|wouldn't|could) have (told|caught|shown|saved|helped|found|stopped|prevented|warned|noticed|seen|avoided|been (caught|seen|found|noticed|stopped|avoided|prevented))",
      `${WE} (really |probably |definitely )?(should|could|must|ought to)('ve| have) (been |had )?(?!\\d)\\p{L}+`,
      `${WE} (really |also |probably |definitely )?(should|ought to|need to|have to|could|might want to) (really |also |probably |definitely )?${LASTING}(?! (it|this|that) (now|back))`,
      '(should|ought to) be (something|some kind|more|an?)',
      "(i'd|i would|we'd|we would) rather (we|you|they|it|have|not)",
      'if only',
      'if (we|i|it|there|the|this|that|anybody|anyone|somebody) ([^ ]+ )?(had|were)',
      '(maybe|perhaps) (we|i|somebody|the \\p{L}+) (should|can|could|might|ask|asks|add|adds|use|uses)',
      "next time (we|let's|please|i)",
      `there (really )?(should|ought to|needs to|must) be`,
      `(another|one more|an additional) ${THING} (would|might|could)`,
    ),
    unless: phrases(
      '(go|get|roll|switch|turn|fail|scale|be) (back|over|down|off)',
      "(i'd|i would|we'd) like to (declare|go|start|know|roll|wait|get|be|make sure)",
      'should be (fine|ok|okay|good|back|done|safe|up|over|enough|fixed)',
      '(right )?now(?= ?[.,;!]|$)',
    ),
  },
];

/** `follow-up: …`, `TODO …`, `action item: …`: said to be kept as work. */
export const IS_ITEM =
  /^[-*•\s]*(?:\[ ?\]\s*)?(?:to[- ]?do|ai|action(?: items?| points?)?|follow[- ]?ups?|next steps?|task)\s*[:–-]\s*\p{L}/iu;
