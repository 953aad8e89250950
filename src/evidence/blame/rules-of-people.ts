// Rules about people: names, failing, being the cause, being asked for reasons, being read the mind of.
import type { Hit } from './document.ts';
import { actorsIn, actsIn, behind, inFront, isNamed } from './persons.ts';
import { hits, type Rule } from './rule.ts';

/** Words that may stand between a person and what they did. */
const BETWEEN =
  '(?:\\s*,[^,.;]{1,50},|\\s+\\([^)]{1,50}\\))?(?:\\s+(?:had|has|have|also|then|simply|just|again|initially|apparently|clearly|obviously|repeatedly|accidentally|unfortunately|still|who|that|on shift|on duty|on call|at the time|later|first|did|completely|both|all))*\\s+';

const FAILED =
  "failed(?! (?:over|back|the (?:database|traffic|cluster|primary|service)))|fails to|fail to|forgot(?:ten)?|neglected|omitted|overlooked|ignored|disregarded|mishandled|messed up|screwed up|botched|missed(?! (?:(?:the|our|its|their|an?) )?(?:slos?|slas?|targets?|deadlines?|objectives?|goals?)\\b)|did(?: not|n[’']t) (?:even )?bother";
const FAILED_AFTER = new RegExp(`^${BETWEEN}(?:${FAILED})\\b(?: to \\w+)?`, 'i');
/** `was missed by the on-call`; what a person did is then told of a machine. */
const FAILED_BY =
  /\b(?:missed|overlooked|forgotten|ignored|neglected|disregarded|mishandled|botched)\s+by\s+$/i;

/** After a person: what is measured from it to the end of the match. */
function after(text: string, pattern: RegExp, people: readonly { from: number; to: number }[]) {
  return people.flatMap(({ from, to }) => {
    const match = pattern.exec(behind(text, to));
    return match ? [{ from, to: to + match[0].length }] : [];
  });
}

/** Before a person. */
function before(text: string, pattern: RegExp, people: readonly { from: number; to: number }[]) {
  return people.flatMap(({ from, to }) => {
    const near = inFront(text, from);
    const match = pattern.exec(near);
    return match ? [{ from: from - near.length + match.index, to }] : [];
  });
}

const article = /(?:\b(?:the|an?|our|their|one|another)\s+(?:[\w-]+\s+)?)?$/i;
const withArticle = (text: string, from: number) =>
  from - (article.exec(inFront(text, from))?.[0].length ?? 0);

/** A subject that comes later than this is not the first word. */
const FIRST_WITHIN = 60;
const FIRST = /^\s*(?:[-*•]\s*)?(?:the |an? |our |one (?:of the )?|another |some )?(?:\w+ )?$/i;
const CAUSE_IS =
  /(?:\b(?:root |underlying |main |primary |contributing |proximate )?(?:causes?|factors?)\b[^.;:]{0,30}?(?:\b(?:was|is|were|are)\b|:)\s+(?:that\s+)?|\b(?:caused|triggered|brought (?:about|on)|broken) by\s+|\bdue to\s+|\bbecause (?:of\s+)?)(?:(?:the|an?|our|one)\s+)?(?:[\w-]+\s+)?$/i;
/** A verb follows: the person did something. */
const ACTED = /^(?:['’]s?\s+\w+|\s+(?!or\b|and\b|with\b|in\b|of\b|on\b|at\b|for\b|to\b)\w+)/i;

/** Somebody to whom it happened, or who lacked something: that is a condition. */
const CONDITION =
  /^\s+(?:(?:also|still|often|only|then)\s+)?(?:was|were|is|are|had|has|have|having|lack\w*|need\w*|could|cannot|can|can[’']t|couldn[’']t|receiv\w*|got no|depend\w*|rel(?:y|ied|ies)|did not (?:know|have|see|get|receive))\b/i;

function causeHits(text: string, scene: Parameters<NonNullable<Rule['check']>>[2]): Hit[] {
  const acts = actsIn(text, scene.persons).filter(({ to }) => !CONDITION.test(behind(text, to)));
  const causes = scene.section === 'causes' || scene.section === 'root-cause';
  const first = causes
    ? acts.filter(
        ({ from, to, words }) =>
          from < FIRST_WITHIN &&
          !/^we$/i.test(words) &&
          FIRST.test(inFront(text, from)) &&
          ACTED.test(behind(text, to)),
      )
    : [];
  const suggestion =
    'Name the conditions that made the act easy or likely: what the tool allowed, what was visible, what the default was.';
  const spans = [
    ...first.map(({ from, to }) => ({ from: withArticle(text, from), to })),
    ...before(text, CAUSE_IS, acts),
  ];
  const once = spans.filter(({ to }, index) => spans.findIndex((other) => other.to === to) === index);
  return once.map((span) => ({ ...span, suggestion }));
}

const OWN_FAULT = /^['’]s? (?:own )?fault\b/i;
const NEUTRAL = 'Say what happened, and who owns the follow-up.';

const WHY =
  /\bwhy (?:did(?:n[’']t)?|has(?:n[’']t)?|had(?:n[’']t)?|would(?:n[’']t)?|could(?:n[’']t)?|is|does(?:n[’']t)?)\s+(?:not\s+)?(?:(?:the|an?|our)\s+)?(?:[\w-]+\s+)?$/i;

export const peopleRules: readonly Rule[] = [
  {
    id: 'B1',
    name: 'a personal name',
    why: 'A name in the story points at a person; what matters is what the role could see and do.',
    notIn: ['people', 'actions', 'evidence', 'metrics', 'questions'],
    check: (text, _said, { persons }) =>
      persons
        .in(text)
        .filter(({ kind }) => kind === 'name' || kind === 'mention')
        .filter((person) => isNamed(text, person))
        .map(({ from, to, words }) => ({
          from,
          to,
          suggestion: `Say the role in place of “${words}”: “the commander”, “the on-call”, “a responder”.`,
        })),
  },
  {
    id: 'B2',
    name: 'a person who failed',
    why: 'It judges what somebody did not do, with what is only known now.',
    notIn: ['evidence'],
    check: (text, _said, { persons }) => {
      const actors = actorsIn(text, persons);
      return [...after(text, FAILED_AFTER, actors), ...before(text, FAILED_BY, passive(text, actors))].map(
        (span) => ({
          ...span,
          suggestion:
            'Say what was visible at that moment and what the tool allowed: “the alert stood below the fold”, “the step is not in the runbook”.',
        }),
      );
    },
  },
  {
    id: 'B4',
    name: 'human error',
    why: 'It ends the inquiry where it should begin: the same slip is possible tomorrow.',
    notIn: ['evidence'],
    check: (text) =>
      hits(
        text,
        /\b(?:human|operator|user|pilot|engineer|developer|admin(?:istrator)?)[- ](?:error(?! (?:rates?|messages?|codes?|pages?|budgets?|logs?|counts?|handl\w+|reports?|responses?|dialogs?|tracking))|mistakes?)\b(?!s)|\bhuman failings?\b|\b(?:mistakes?|error|slip) (?:made )?by (?:an? |the |our |one )?(?:\w+ )?(?:engineer|developer|operator|on-?call|responder|admin\w*|person|human|team|colleague|employee|contractor)\b|\bfat[- ]finger(?:ed|ing|s)?\b|\b(?:we|he|she|somebody|someone) made an? (?:\w+ )?(?:mistake|error)\b|\bpebkac\b/gi,
        'Say which conditions made the slip easy: two similar names, no confirmation, a default that acts on everything.',
      ),
  },
  {
    id: 'B6',
    name: 'a person as the cause',
    why: 'What a person did is never a cause by itself; something made it likely and let it through.',
    notIn: ['evidence', 'actions', 'people', 'questions'],
    check: (text, _said, scene) => causeHits(text, scene),
  },
  {
    id: 'B8',
    name: 'blame',
    why: 'Blame makes people careful about what they tell, and the next review knows less.',
    notIn: ['evidence'],
    check: (text, _said, { persons }) => [
      ...hits(
        text,
        /(?<!git[ -])\bblam(?:ed?|es|ing)\b(?!less|free)(?![- ](?:free|less|layer|view|annotations?|history))|\bguilty\b|\bculpable\b|\breprimand(?:ed|s)?\b|\b(?:his|her|their|our|my|your|whose|nobody[’']s|somebody[’']s|someone[’']s) (?:own )?fault\b|\bfault (?:lies|lay|is|was) with\b/gi,
        NEUTRAL,
      ).filter(({ from }) => !/\b(?:no|without|not|never)\s+(?:\w+\s+)?$/i.test(inFront(text, from))),
      ...hits(
        text,
        /\b(?:at fault|responsible for (?:the|this|that|an|our|causing|breaking)\s*(?:\w+\s+)?(?:outage|incident|failure|downtime|breakage|problem|disruption|mess|damage|error|loss|leak|crash)?)\b/gi,
        'Leave out who is responsible; name who owns the follow-up.',
      ).filter(
        ({ from, to }) =>
          /outage|incident|failure|downtime|breakage|problem|disruption|mess|damage|error|loss|crash|fault|causing|breaking/i.test(
            text.slice(from, to),
          ) && actorsIn(inFront(text, from), persons).length > 0,
      ),
      ...persons.in(text).flatMap(({ from, to }) => {
        const match = OWN_FAULT.exec(behind(text, to));
        return match ? [{ from, to: to + match[0].length, suggestion: NEUTRAL }] : [];
      }),
    ],
  },
  {
    id: 'B9',
    name: 'why did somebody',
    why: 'It asks a person to justify themselves; “how” and “what” bring descriptions.',
    strict: true,
    notIn: ['evidence'],
    check: (text, _said, { persons }) =>
      before(text, WHY, actorsIn(text, persons)).map((span) => ({
        ...span,
        suggestion: 'Ask what it looked like from there: “What did the on-call see at 14:05?”',
      })),
  },
  {
    id: 'B15',
    name: 'reading a mind',
    why: 'What somebody thought is known only from them.',
    strict: true,
    notIn: ['evidence', 'people'],
    check: (text, said, { persons }) =>
      (said.evidence ?? []).length > 0
        ? []
        : after(
            text,
            new RegExp(
              `^${BETWEEN}(?:wrongly |incorrectly |mistakenly )?(?:thought|assumed|knew|believed|presumed|supposed that)\\b`,
              'i',
            ),
            actorsIn(text, persons),
          ).map((span) => ({ ...span, suggestion: 'Cite where they said so, or ask them.' })),
  },
];

/** `by the on-call`: the article stands between. */
function passive(text: string, actors: readonly { from: number; to: number }[]) {
  return actors.map(({ from, to }) => ({ from: withArticle(text, from), to }));
}
