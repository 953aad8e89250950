// Questions about what the record lacks: values that disagree, how it was noticed, what nobody answered, when it began, luck and surprise.
import { disorders } from '../../evidence/conflicts.ts';
import { durationText } from '../../evidence/durations.ts';
import type { Question, QuestionAbout } from '../../incident/question-values.ts';
import type { Statement } from '../document.ts';
import { evidenceOf, type Material } from '../material.ts';
import { firstAlert, firstAlertOfABot } from '../sections/detection.ts';
import { keyTimeRows, LABELS } from '../sections/key-times.ts';
import { couldAnswer } from '../sections/open-questions.ts';
import { saidOfLuck, saidOfSurprise } from '../sections/reflection.ts';
import { firstSign } from '../sections/summary.ts';
import { resolveOf } from './about-causes.ts';
import { type Candidates, quoted, toAuthor } from './candidate.ts';
import { leaderAt } from './who.ts';

const inWords = (name: keyof typeof LABELS) => LABELS[name].toLowerCase();

/** A time that somebody states, and another one on record. */
const valuesThatDisagree: Candidates = (material) =>
  keyTimeRows(material).flatMap(({ name, time, conflicts }) =>
    conflicts.flatMap((other) => {
      const entry = material.byEvent.get(other.evidence[0] ?? '');
      if (time === null || entry === undefined) {
        return [];
      }
      const asks = `The record has “${inWords(name)}” at ${material.when(Date.parse(time))}. Which of the two holds, and by what can one tell?`;
      return toAuthor(material, entry, { about: 'contradiction', words: material.text(entry), asks });
    }),
  );

/** An end before its beginning: to whoever set one of the two, else to the leader. */
const ordersThatCannotBe: Candidates = (material) =>
  disorders(material.incident.keyTimes).flatMap(({ earlier, later, evidence }): Question[] => {
    const { [earlier]: first, [later]: second } = material.incident.keyTimes;
    if (first?.at == null || second?.at == null) {
      return [];
    }
    const set = [second, first].find(({ set: byPerson, by }) => byPerson && by.kind === 'person');
    const to = set?.by ?? leaderAt(material, first.at);
    const text = `On record “${inWords(later)}” (${material.when(second.at)}) lies before “${inWords(earlier)}” (${material.when(first.at)}). Which of the two is right, and by what can one tell?`;
    return to ? [{ about: 'contradiction', text, evidence: evidenceOf(material, evidence), to }] : [];
  });

export const contradictions: Candidates = (material) => [
  ...valuesThatDisagree(material),
  ...ordersThatCannotBe(material),
];

/** From here on it took long to notice. */
const LONG_MS = 5 * 60_000;

export const detections: Candidates = (material) => {
  const { keyTimes, beganGuess, declaredAt, id } = material.incident;
  const began = keyTimes.began?.at ?? beganGuess;
  const detected = keyTimes.detected?.at;
  const sign = firstSign(material);
  const alert = firstAlert(material) ?? firstAlertOfABot(material)?.entry;
  const saw = sign && (alert === undefined || sign.entry.at < alert.at) ? sign.entry : undefined;
  const to = saw?.author.kind === 'person' ? saw.author : leaderAt(material, declaredAt);
  if (!to) {
    return [];
  }
  const evidence = evidenceOf(material, [...(saw ? [saw.id] : []), alert?.id ?? id]);
  if (began != null && detected != null && detected - began >= LONG_MS) {
    const from = keyTimes.began?.at == null ? 'The alert’s own start is' : 'Impact began at';
    const asks = alert && !saw ? 'What can' : 'How was it noticed, and what can';
    const text = `${from} ${material.when(began)}; it was detected at ${material.when(detected)}, ${durationText(detected - began)} later. ${asks} tell of it sooner next time?`;
    return [{ about: 'detection', text, evidence, to }];
  }
  if (alert) {
    return [];
  }
  const text = `No alert is on record; this was declared at ${material.when(declaredAt)}. Who or what noticed it first, and how?`;
  return [{ about: 'detection', text, evidence, to }];
};

export const unanswered: Candidates = (material) =>
  material.selection.questions
    .filter(({ kind }) => kind === 'unanswered')
    .toReversed()
    .flatMap(({ entry, text: words }): Question[] => {
      const to = couldAnswer(material, entry);
      if (to.id === entry.author.id) {
        const asks = 'No answer is on record. Is it known by now?';
        return toAuthor(material, entry, { about: 'unanswered', words, asks });
      }
      const text = `At ${material.when(entry.at)} somebody asked in the channel: ${quoted(words)} No answer is on record. What is it?`;
      return to.kind === 'person' ? [{ about: 'unanswered', text, evidence: [entry.id], to }] : [];
    });

export const leftUnclear: Candidates = (material) =>
  material.selection.questions
    .filter(({ kind }) => kind === 'left unclear')
    .toReversed()
    .flatMap(({ entry, text: words }) =>
      toAuthor(material, entry, { about: 'left-unclear', words, asks: 'What is known of it by now?' }),
    );

export const beginnings: Candidates = (material) => {
  const { keyTimes, beganGuess, declaredAt, id } = material.incident;
  const to = leaderAt(material, declaredAt);
  if (keyTimes.began?.at != null || !to) {
    return [];
  }
  const alert = firstAlert(material);
  const first =
    beganGuess === undefined
      ? `It was declared at ${material.when(declaredAt)}.`
      : `The alert’s own start is ${material.when(beganGuess)}.`;
  const text = `When impact began is not recorded. ${first} From when on was it felt, and where can one see that?`;
  return [{ about: 'began', text, evidence: evidenceOf(material, [alert?.id ?? id]), to }];
};

/** About the whole of it, where nobody said anything of the kind. */
function lookingBack(
  about: QuestionAbout,
  said: (material: Material) => Statement[],
  asks: string,
): Candidates {
  return (material: Material) => {
    const resolve = resolveOf(material);
    const to = resolve && leaderAt(material, resolve.at);
    if (!to || said(material).length > 0) {
      return [];
    }
    const { declaredAt, id } = material.incident;
    const text = `This went on from ${material.when(declaredAt)} to ${material.when(resolve.at)}. ${asks}`;
    return [{ about, text, evidence: evidenceOf(material, [id, resolve.id]), to }];
  };
}

export const surprises = lookingBack(
  'surprised',
  saidOfSurprise,
  'What turned out otherwise than expected, and what had made it look likely?',
);
export const luck = lookingBack(
  'lucky',
  saidOfLuck,
  'What kept it from being worse, and is that there on another day, too?',
);
