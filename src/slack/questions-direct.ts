// Questions as a direct message: all that one person is asked for a review, and what they made of it.
import type { KnownBlock } from '@slack/types';
import type { Consent } from '../incident/question-values.ts';
import { reviewOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import { button, context, escaped, type Post, row, section } from './blocks.ts';
import { pack } from './press-values.ts';
import type { ShownQuestion } from './question-evidence.ts';
import { momentLinks, questionWords } from './question-lines.ts';
import { nameOfIncident, who } from './sentences.ts';

const GONE = '_What this asked about is not in the record any more. There is nothing to answer._';

/** How an answer appears, in words for whoever gave it. */
const APPEARS: Readonly<Record<Consent, string>> = {
  name: 'quoted with your name',
  role: 'quoted without your name',
  owner: 'for the owner of the review alone',
};

function state({ answer, declined, withdrawn }: ShownQuestion): string | undefined {
  if (answer) {
    return `✓ Answered, ${APPEARS[answer.consent]}.`;
  }
  if (declined) {
    return 'You would rather not. That is fine, and nobody asks again.';
  }
  return withdrawn ? 'Your answer was taken back, and its words are erased.' : undefined;
}

function buttons(incident: Incident, { question, answer, declined, withdrawn }: ShownQuestion) {
  const value = pack(incident, { question });
  if (answer) {
    return [button('Change', 'answer:open', value), button('Withdraw', 'answer:withdraw', value)];
  }
  return declined || withdrawn
    ? [button('Answer after all', 'answer:open', value)]
    : [
        button('Answer', 'answer:open', value, { style: 'primary' }),
        button('Rather not', 'answer:decline', value),
      ];
}

function oneQuestion(incident: Incident, shown: ShownQuestion, index: number): KnownBlock[] {
  const { words, links } = shown;
  if (words === undefined && !shown.answer) {
    return [section(`*${index + 1}.* ${GONE}`)];
  }
  const where = links.length > 0 ? `\n${momentLinks(links)}` : '';
  const became = state(shown);
  return [
    section(`*${index + 1}.* ${words === undefined ? GONE : questionWords(words)}${where}`),
    ...(became ? [context(became)] : []),
    row(`question-${index}`, buttons(incident, shown)),
  ];
}

/** `word`: what the review is called. `questions`: all that this person is asked. */
export function questionsMessage(
  incident: Incident,
  questions: readonly ShownQuestion[],
  word: string,
): Post {
  const by = reviewOf(incident)?.asked?.by;
  const many = questions.length === 1 ? 'a question' : `${questions.length} questions`;
  const asks = `${by ? who(by) : 'Somebody'} asks you ${many} for the ${word} of`;
  return {
    text: `${asks} INC-${incident.number}. You may decline.`,
    blocks: [
      section(
        `${asks} ${nameOfIncident(incident)}. A sentence or two is plenty, and you may leave any of them.`,
      ),
      ...questions.flatMap((one, index) => oneQuestion(incident, one, index)),
      context(
        `Times are in ${escaped(incident.zone)}. With each answer you say how it may appear, and you can change it or take it back. Nobody is reminded.`,
      ),
    ],
  };
}
