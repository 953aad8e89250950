// Contributing factors: causes and suspicions in the words of those who were there, never inferred, never about a person.
import { confirmedIn, confirmedSentences, pointsBack } from '../../evidence/confirmed.ts';
import { phrases } from '../../evidence/phrases.ts';
import type { ReadSentence } from '../../evidence/read-sentence.ts';
import { quoteSentences } from '../../evidence/reading.ts';
import { LUCK } from '../../evidence/rules-of-lessons.ts';
import type { Section, Statement } from '../document.ts';
import { type KeyRow, type Material, question, quote } from '../material.ts';
import { answersIn, isAnswered } from './answers.ts';
import { leadsWith, means, sentencesOfRow, wordsBearing } from './bearing.ts';
import { lastAllClear } from './summary.ts';
import { isTakenBack } from './taken-back.ts';

const CAUSES = 6;
const FINDINGS = 4;
const SUSPICIONS = 4;

/** Labels of what was not, or not any more, held for a cause. */
export const FOUND = 'found';
const CONFIRMED = 'found, and confirmed';
export const SUSPECTED = 'suspected';
export const WITHDRAWN = 'ruled out or withdrawn';

/** A sentence about causes in which somebody is named or addressed is not quoted here; the timeline has it. */
function namesSomebody(material: Material, words: string): boolean {
  if (/@[\p{L}\p{N}]|<@/u.test(words)) {
    return true;
  }
  const tokens = new Set(words.match(/[\p{L}\p{N}_-]+/gu));
  return [...material.people].some((name) => name.split(/\s+/).some((part) => tokens.has(part)));
}

/** Blames a person without a name: nobody's act is a condition. */
const BLAMES = phrases(
  '(human|user|operator) error',
  '(my|your|his|her|their) (fault|mistake|bad)',
  '(i|he|she|they|someone|somebody|you|team|colleagues?) (forgot|messed up|screwed up|broke|neglected|failed to)',
);

/** The same trouble seen once more is a symptom, no condition of it. */
const SYMPTOM = phrases(
  '(is|are|was|were|has been|have been) (down|unreachable|unavailable|offline) (since|for|from|again)',
  '(i|we|can) (can )?(see|seeing|saw|confirm) (it|this|that|the same)',
  '(me|us|here) too',
  'same here',
  '(p9[59]|latency|error rate|errors|5xx|response times?) ~ (at|is|are|was|jumped|rose|went|climbing|up)',
);

type Kind = 'cause' | 'finding' | 'suspicion' | 'withdrawal';

/** Shorter sentences name nothing that could be looked into. */
const WORDS = 5;
const WORDS_OF_A_SUSPICION = 7;

/** Findings of this weight were found by looking (`it turns out that …`), not merely seen. */
const FOUND_BY_LOOKING = 4.2;

function bears(kind: Kind, sentence: ReadSentence): boolean {
  if (LUCK.test(sentence.text) || BLAMES.test(sentence.text) || means(sentence, 'instruction')) {
    return false;
  }
  switch (kind) {
    case 'finding':
      return (
        leadsWith(sentence, 'finding') &&
        !means(
          sentence,
          'all-clear',
          'plan',
          'impact',
          'report',
          'action',
          'suspicion',
          'withdrawal',
          'lesson',
        ) &&
        !SYMPTOM.test(sentence.text)
      );
    case 'cause':
      return (
        means(sentence, 'cause') &&
        !pointsBack(sentence) &&
        !means(sentence, 'all-clear', 'decision', 'suspicion', 'withdrawal', 'wish') &&
        !leadsWith(sentence, 'action', 'plan')
      );
    case 'suspicion':
      return (
        means(sentence, 'suspicion') &&
        !means(sentence, 'lesson', 'wish', 'plan') &&
        !sentence.deed &&
        !leadsWith(sentence, 'all-clear', 'withdrawal')
      );
    case 'withdrawal':
      return means(sentence, 'withdrawal') && !leadsWith(sentence, 'all-clear', 'action');
  }
}

function isDiscovery(material: Material, row: KeyRow): boolean {
  const weight = material.selection.readings.get(row.entry.id)?.weight ?? 0;
  return row.meanings[0] === 'finding' && !row.meanings.includes('plan') && weight >= FOUND_BY_LOOKING;
}

/** What others said is it: findings and changes that they confirmed. */
function confirmed(material: Material, taken: Set<string>): Statement[] {
  const { readings } = material.selection;
  const messages = material.entries.filter(({ id }) => readings.has(id));
  const known = confirmedIn(messages, readings);
  return material.keyRows.flatMap((row) => {
    const sure = known.get(row.entry.id);
    const reading = readings.get(row.entry.id);
    if (sure === undefined || reading === undefined || taken.has(row.entry.id)) {
      return [];
    }
    const words = quoteSentences(reading, confirmedSentences(reading));
    if (namesSomebody(material, words) || isTakenBack(material, row, words, sure === 'likely')) {
      return [];
    }
    taken.add(row.entry.id);
    const said = quote(material, row.entry, words, 'a responder');
    return [{ ...said, label: sure === 'sure' ? CONFIRMED : SUSPECTED }];
  });
}

/** What the change to `identified` says: the cause as its author put it for the record. */
function identified(material: Material): Statement[] {
  return material.events.flatMap((event) => {
    if (event.type !== 'status-changed' || event.data.to !== 'identified') {
      return [];
    }
    const entry = material.byEvent.get(event.id);
    const words = material.plain(event.content?.text ?? '');
    return words && entry !== undefined && !entry.redacted && !namesSomebody(material, words)
      ? [{ ...quote(material, entry, words, 'a responder'), label: 'identified' }]
      : [];
  });
}

/** `I think that's our trigger` says something only with the sentence before it. */
function leansOn(
  one: ReadSentence,
  before: ReadSentence | undefined,
  spoken: readonly ReadSentence[],
): boolean {
  return (
    before !== undefined &&
    spoken.indexOf(one) === spoken.indexOf(before) + 1 &&
    one.text.split(/\s+/).length < WORDS_OF_A_SUSPICION &&
    /\b(?:that|this|it)\b/i.test(one.text)
  );
}

/** What a message says of causes and how it came to that, verbatim; nothing where it says so in jest or of a person. */
function wordsOf(material: Material, row: KeyRow, kind: Kind): string | undefined {
  const spoken = material.selection.readings.get(row.entry.id)?.sentences ?? [];
  const jest = spoken.some(({ joke, meanings }) => joke && meanings.includes(kind));
  const bearing = sentencesOfRow(material, row, (sentence) => bears(kind, sentence));
  const leant =
    kind === 'suspicion'
      ? spoken.filter((_, index) => bearing.some((one) => leansOn(one, spoken[index], spoken)))
      : [];
  // What it was concluded from comes along: findings beside a cause, the cause beside a finding.
  const words = wordsBearing(
    material,
    row,
    (sentence) =>
      bearing.includes(sentence) ||
      leant.includes(sentence) ||
      bears('cause', sentence) ||
      bears('finding', sentence),
  );
  const enough = (words ?? '').split(/\s+/).length >= (kind === 'suspicion' ? WORDS_OF_A_SUSPICION : WORDS);
  return bearing.length > 0 && !jest && enough && !namesSomebody(material, words ?? '') ? words : undefined;
}

function quoted(material: Material, kind: Kind, taken: Set<string>, label?: string): Statement[] {
  return material.keyRows.flatMap((row) => {
    if (row.entry.kind !== 'message' || taken.has(row.entry.id) || row.entry.author.kind !== 'person') {
      return [];
    }
    const words = wordsOf(material, row, kind);
    if (words === undefined || (kind === 'finding' && !isDiscovery(material, row))) {
      return [];
    }
    taken.add(row.entry.id);
    const said =
      (kind === 'cause' || kind === 'suspicion') && isTakenBack(material, row, words, kind === 'suspicion')
        ? WITHDRAWN
        : label;
    return [
      { ...quote(material, row.entry, words, 'a responder'), ...(said === undefined ? {} : { label: said }) },
    ];
  });
}

/** Of many, those that came last before it was over: the first ideas are mostly not the ones that held. */
function latest(material: Material, statements: readonly Statement[], count: number): Statement[] {
  const over = lastAllClear(material)?.entry.at ?? Number.POSITIVE_INFINITY;
  const at = (one: Statement) => material.byEvent.get(one.evidence[0] ?? '')?.at ?? 0;
  const before = statements.filter((one) => at(one) <= over);
  const rest = Math.max(0, count - before.length);
  const after = statements.filter((one) => at(one) > over).slice(0, rest);
  return [...before.slice(-count), ...after];
}

export function contributingFactors(material: Material): Section {
  const taken = new Set<string>();
  const pointed = confirmed(material, taken);
  const everNamed = quoted(material, 'cause', taken);
  const named = everNamed.filter(({ label }) => label === undefined);
  const causes = [
    ...identified(material),
    ...pointed.filter(({ label }) => label === CONFIRMED),
    ...latest(material, named, CAUSES),
  ].slice(0, CAUSES);
  const found = latest(material, quoted(material, 'finding', taken, FOUND), FINDINGS);
  const everSuspected = quoted(material, 'suspicion', taken, SUSPECTED);
  const suspected = [...pointed, ...everSuspected]
    .filter(({ label }) => label === SUSPECTED)
    .slice(-SUSPICIONS);
  const withdrawn = [
    ...everNamed.filter(({ label }) => label === WITHDRAWN),
    ...everSuspected.filter(({ label }) => label === WITHDRAWN),
    ...quoted(material, 'withdrawal', taken, WITHDRAWN),
  ].slice(-SUSPICIONS);
  const answers = answersIn(material, 'contributing-factors');
  const asked =
    causes.length > 0
      ? question('Are these the conditions that made it possible? Which others were there?')
      : question('No responder names a cause on record. Which conditions made it possible?');
  return {
    id: 'contributing-factors',
    title: 'Contributing factors',
    statements: [
      ...causes,
      ...found,
      ...suspected,
      ...withdrawn,
      ...answers,
      ...(isAnswered(material, ['suspicion', 'cause']) ? [] : [asked]),
    ],
  };
}
