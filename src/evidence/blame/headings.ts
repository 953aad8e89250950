// The usual names of a review's sections and columns, as people head them.
import type { SectionKind } from './document.ts';

/** The first that fits counts: the particular before the general. */
const HEADINGS: readonly (readonly [SectionKind, RegExp])[] = [
  [
    'evidence',
    /\b(?:how this draft|evidence|appendi(?:x|ces)|sources|references|supporting|raw data|chat log|transcript|glossary|links)\b/i,
  ],
  ['metrics', /\b(?:metrics|key times?|time to|at a glance|vital statistics)\b/i],
  [
    'went-well',
    /\b(?:went (?:well|right|great)|what worked|worked well|the good|strengths|positives?|wins)\b/i,
  ],
  [
    'went-badly',
    /\b(?:went (?:wrong|badly|poorly|less well)|(?:did not|didn[’']t|not) (?:go|went|work) (?:so )?well|could (?:be|have been|have gone) (?:improved|better)|the bad|weaknesses|improve)\b/i,
  ],
  ['lucky', /\b(?:luck(?:y|ily)?|fortunate)\b/i],
  ['surprised', /\bsurpris/i],
  ['timeline', /\b(?:timeline|chronology|(?:sequence|chain|series|log) of events|incident log|events)\b/i],
  [
    'actions',
    /\b(?:actions?(?: items?)?|follow[- ]?ups?|next steps|to-?dos?|corrective|preventi(?:ve|on)|remediations?(?: items)?|recommendations?|improvements|what (?:are we|we are|we[’']re|will we|we will) (?:doing|do)|tasks)\b/i,
  ],
  ['root-cause', /^(?:\d+[.)]?\s*)?(?:the )?(?:root cause(?: analysis)?|rca|cause|proximate cause)\s*:?$/i],
  [
    'causes',
    /\b(?:(?:root |underlying |contributing )?causes?|(?:contributing )?factors|conditions|why (?:did )?it happen(?:ed)?|what caused)\b/i,
  ],
  ['trigger', /\btriggers?\b/i],
  [
    'detection',
    /\b(?:detection|detected|notic(?:ed|e)|discovery|how (?:was|did) (?:it|we|the (?:problem|issue|incident)) (?:be )?(?:found|find|know|learn))\b/i,
  ],
  ['impact', /\b(?:impact|affected|blast radius|effects?|customer experience)\b/i],
  ['questions', /\b(?:questions?|unknowns?|unclear|(?:five|5) whys)\b/i],
  [
    'people',
    /\b(?:participants?|attendees|responders?|roles?|people|authors?|owners?|who was involved|contributors|incident team|credits|acknowledge?ments|stakeholders|reviewers|on-?call team)\b/i,
  ],
  ['response', /\b(?:mitigation|resolution|recovery|response|fix|solution|repair|workaround|what we did)\b/i],
  [
    'summary',
    /\b(?:summary|overview|tl;?dr|abstract|what happened|synopsis|background|description|introduction|in short|problem|issue|details)\b/i,
  ],
];

/** Undefined for a title that is none of the usual ones. */
export const kindOf = (title: string): SectionKind | undefined =>
  HEADINGS.find(([, pattern]) => pattern.test(title.trim()))?.[0];

/** `Author: Ana`: what follows are people. */
export const OF_PEOPLE =
  /^(?:incident )?(?:authors?|owners?|written by|created by|compiled by|reported by|prepared by|reviewed by|reviewers?|facilitators?|participants?|attendees|responders?|(?:incident )?(?:commander|lead|manager)|ic|scribe|(?:communications|operations|comms|ops|tech|technical|support)[ -](?:lead|liaison)|liaisons?|leads?|dri|assignees?|contact|on-?call|declared by|team members?)$/i;

const COLUMNS = {
  text: /^(?:actions?(?: items?)?|items?|tasks?|what|description|follow-?ups?|todo|event|entry|details?|summary)$/i,
  who: /^(?:who|owners?|assignees?|assigned(?: to)?|dri|responsible|by|authors?|persons?|people|actor|user|name|responder|asked by|who could answer|lead)$/i,
  due: /^(?:due(?: date)?|deadline|date|when|target(?: date)?|by when|eta)$/i,
  ticket: /^(?:tickets?|issues?|bugs?|links?|tracking|jira|asana|pr|reference|id|url|ref)$/i,
  factor: /^(?:factors?|causes?|addresses|answers|because of|contributing factors?|prevents|mitigates)$/i,
  time: /^(?:time|at|timestamp|utc|date|when|clock)\b/i,
  status: /^(?:status|state|done|progress)$/i,
  type: /^(?:type|kind|priority)$/i,
} as const;
export type Column = keyof typeof COLUMNS;

/** What a column of a table holds. */
export function columnOf(head: string): Column | undefined {
  const plain = head.replace(/\([^)]*\)/g, '').trim();
  return (Object.keys(COLUMNS) as Column[]).find((name) => COLUMNS[name].test(plain));
}
