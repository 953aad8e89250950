// Questions in lines: what could be asked and of whom, and what came back.

import type { GateSheet } from '../evidence/gate-sheet.ts';
import { maskSecrets } from '../evidence/mask.ts';
import type { AskedQuestions, Unaskable } from '../incident/question-values.ts';
import { reviewOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor } from '../incident/values.ts';
import { counted } from '../policy/lists.ts';
import { escaped, link, shorten } from './blocks.ts';
import { who } from './sentences.ts';
import { WHY_NOT } from './who-is-asked.ts';

/** A quotation with the question behind it; six of them fit into a section. */
const FIRST_WORDS = 320;

/** Words of a question for a mrkdwn field. */
export const questionWords = (text: string) => escaped(maskSecrets(text));

/** `, <link|its moment>` */
export function momentLinks(links: readonly string[]): string {
  return links.map((address, index) => link(address, index === 0 ? 'the moment' : 'and another')).join(', ');
}

/** `4 questions asked, 2 answered, 1 declined.` */
export function askedLine({ questions }: AskedQuestions): string {
  const answered = questions.filter(({ answer }) => answer).length;
  const declined = questions.filter((one) => one.declined).length;
  const back = [`${answered} answered`, ...(declined > 0 ? [`${declined} declined`] : [])].join(', ');
  return `${counted(questions.length, 'question')} asked, ${back}.`;
}

/** Those who were not reached, each once, and why. */
export function unsentLines({ questions }: AskedQuestions): string[] {
  const unsent = new Map<string, { to: Actor; why: Unaskable }>();
  for (const { to, unsent: why } of questions) {
    if (why) {
      unsent.set(to.id, { to, why });
    }
  }
  return [...unsent.values()].map(({ to, why }) => `• ${who(to)}: ${WHY_NOT[why]}. The question stays open.`);
}

export const NONE_PROPOSED =
  'none proposed: the record leaves fewer than two that are precise enough to ask.';

type Proposed = {
  questions: GateSheet['questions'];
  addressOf: (entry: string) => string | undefined;
  whyNot: (id: string) => Unaskable | undefined;
};

function proposedLine({ questions: _all, addressOf, whyNot }: Proposed, one: Proposed['questions'][number]) {
  const address = addressOf(one.evidence[0] ?? '');
  const moment = address ? ` (${link(address, 'the moment')})` : '';
  const why = whyNot(one.to.id);
  const not = why ? ` _Not asked: ${WHY_NOT[why]}; it stays open._` : '';
  return `• ${who(one.to)}: ${questionWords(shorten(one.text, FIRST_WORDS))}${moment}${not}`;
}

/** How it stands with questions, for the sheet of a review. */
export function questionLines(incident: Incident, proposed: Proposed): string[] {
  const asked = reviewOf(incident)?.asked;
  if (asked) {
    return [`*Questions*: ${askedLine(asked)} Nobody is reminded.`, ...unsentLines(asked)];
  }
  const { questions } = proposed;
  return questions.length === 0
    ? [`*Questions*: ${NONE_PROPOSED}`]
    : [
        `*${counted(questions.length, 'question')} for those who were there*`,
        ...questions.map((one) => proposedLine(proposed, one)),
      ];
}

/** Answers that this person alone may read. */
export const answersFor = ({ questions }: AskedQuestions, reader: string) =>
  questions.filter(({ answer }) => answer?.consent === 'owner' && answer.reader === reader);
