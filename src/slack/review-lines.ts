// How a review stands, in lines: its state, what keeps it from being published, wordings to look at, sources that changed.

import { RULE_NAMES } from '../evidence/blameless.ts';
import type { GateSheet } from '../evidence/gate-sheet.ts';
import { reviewOf, reviewOwner, reviewStateOf, timeProblems, timesStand } from '../incident/review-state.ts';
import type { ChangedSource } from '../incident/review-values.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor, Instant } from '../incident/values.ts';
import { counted } from '../policy/lists.ts';
import type { Policy } from '../policy/policy.ts';
import { dateToken, escaped, link, mention, shorten } from './blocks.ts';
import { who } from './sentences.ts';

/** Findings shown one by one; the others are counted. */
const SHOWN = 5;

const STATES = { none: 'no draft yet', draft: 'a draft', 'in review': 'in review', published: 'published' };

/** Canceled, and nobody asked for a draft since: what stands is of before, when it was taken for an incident. */
export const isCanceledUnreviewed = (incident: Incident) =>
  incident.status === 'canceled' && reviewStateOf(incident) === 'none';

/** `Draft 2 is published, by Bo at … Owner: @Bo, due …` */
export function stateLine(incident: Incident, policy: Pick<Policy, 'roles'>): string {
  const review = reviewOf(incident);
  const state = reviewStateOf(incident);
  if (isCanceledUnreviewed(incident)) {
    return `INC-${incident.number} was canceled; ${incident.draft ? 'its last draft is here' : 'there is no draft of it'}.`;
  }
  const step = state === 'published' ? review?.published : review?.submitted;
  const by = step ? `, by ${who(step.by)}, ${dateToken(step.at, incident.zone)}` : '';
  const draft = incident.draft?.draft ?? 0;
  const newer =
    state === 'published' && review?.published && draft > review.published.draft
      ? ` Draft ${draft} is newer than what was published (draft ${review.published.draft}).`
      : '';
  const owner = reviewOwner(incident, policy);
  const due = review?.due && state !== 'published' ? `, due ${dateToken(review.due, incident.zone)}` : '';
  const owned = owner ? ` Owner: ${mentionOf(owner)}${due}.` : due ? ` Due${due.slice(5)}.` : '';
  return `It is ${STATES[state]}${by}.${newer}${owned}`;
}

const mentionOf = (actor: Actor) => (actor.kind === 'person' ? mention(actor.id) : who(actor));

/** Confirmed by whom, or that nobody has. */
export function timesLine(incident: Incident): string {
  const confirmed = reviewOf(incident)?.confirmed;
  if (!confirmed) {
    return 'Nobody has confirmed these times yet; publishing waits for it, and nothing else does.';
  }
  const by = `${who(confirmed.by)}, ${dateToken(confirmed.at, incident.zone)}`;
  return timesStand(incident)
    ? `Confirmed by ${by}. They can be corrected at any time; the review and its figures follow.`
    : `Confirmed by ${by}, and changed since: they need a look again.`;
}

/** Orders that cannot be true, the future, and other values that people gave. */
export function problemLines(incident: Incident, now: Instant, gate: Pick<GateSheet, 'conflicts'>): string[] {
  const at = (instant: Instant) => dateToken(instant, incident.zone);
  const problems = timeProblems(incident, now).map((problem) =>
    problem.kind === 'future'
      ? `⚠ *${problem.name}* is in the future: ${at(problem.at)}.`
      : `⚠ *${problem.later.name}* (${at(problem.later.at)}) lies before *${problem.earlier.name}* (${at(problem.earlier.at)}). Correct one, or publish both as they are.`,
  );
  const others = gate.conflicts.map(({ name, at: other, source, link: address }) => {
    const says = address ? link(address, shorten(source, 120)) : escaped(shorten(source, 120));
    return `⚠ *${name}*: ${says} says ${at(other)}. The review shows both.`;
  });
  return [...problems, ...others];
}

type Shown = GateSheet['findings'][number];

const nameOf = (rule: string) => RULE_NAMES.find(({ id }) => id === rule)?.name ?? rule;

/** `B3 ×2, B12` */
function counts(findings: readonly Pick<Shown, 'rule'>[]): string {
  const by = new Map<string, number>();
  for (const { rule } of findings) {
    by.set(rule, (by.get(rule) ?? 0) + 1);
  }
  return [...by].map(([rule, count]) => (count > 1 ? `${rule} ×${count}` : rule)).join(', ');
}

function findingLine({ rule, quoted, section, suggestion }: Shown): string {
  const where = section ? ` (${escaped(section)})` : '';
  return `• ${rule}, ${nameOf(rule)}: “${escaped(shorten(quoted.replace(/\s+/g, ' '), 90))}”${where}. ${escaped(shorten(suggestion, 160))}`;
}

/** `2 wordings to look at (B3, B8).` */
export const wordingCount = (findings: readonly Shown[]) =>
  `${counted(findings.length, 'wording')} to look at (${counts(findings)}).`;

/** Wordings and what is missing, folded to a short list with counts. Nothing holds publishing back. */
export function wordingLines(findings: readonly Shown[], waived: readonly string[]): string[] {
  const left = findings.filter(({ rule }) => !waived.includes(rule));
  const wordings = left.filter(({ quoted }) => quoted !== '');
  const missing = left.filter(({ quoted }) => quoted === '');
  const more = wordings.length - SHOWN;
  const stand = waived.length > 0 ? ` Let stand: ${waived.join(', ')}.` : '';
  if (left.length === 0) {
    return [`*Wording*: nothing to look at.${stand}`];
  }
  return [
    wordings.length === 0
      ? `*Wording*: nothing to look at.${stand}`
      : `*${counted(wordings.length, 'wording')} to look at* (${counts(wordings)}).${stand}`,
    ...wordings.slice(0, SHOWN).map(findingLine),
    ...(more > 0 ? [`… and ${more} more.`] : []),
    ...(missing.length > 0
      ? [
          `*Still missing*: ${missing.map(({ rule, why }) => `${escaped(why.replace(/\.$/, ''))} (${rule})`).join('; ')}.`,
        ]
      : []),
  ];
}

const SECTIONS: Readonly<Record<string, string>> = {
  'key-times': 'key times',
  'went-well': 'what went well',
};

/** Of a section's id; a heading that a template gave stands as it is. */
const sectionWords = (section: string) =>
  /^[a-z-]+$/.test(section) ? (SECTIONS[section] ?? section.replaceAll('-', ' ')) : `“${escaped(section)}”`;

/** Sources that changed after publishing: where each stands, and which sections rest on it. */
export function changedLines(
  changed: readonly ChangedSource[],
  count: number,
  incident: Pick<Incident, 'zone'>,
  addressOf: (source: string) => string | undefined,
): string[] {
  const lines = changed.map(({ source, how, at, sections }) => {
    const address = addressOf(source);
    const what = address && how === 'edited' ? link(address, 'a message') : 'a message';
    const names = sections.map(sectionWords).join(', ');
    return `⚑ ${what} it rests on was ${how} later, ${dateToken(at, incident.zone)}; look at: ${names || 'the timeline'}.`;
  });
  const more = count - changed.length;
  return more > 0 ? [`${counted(more, 'earlier change')} of sources.`, ...lines] : lines;
}
