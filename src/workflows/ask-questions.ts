// Questions of a review: one message for each person, in their working hours, kept true in place. No reminders.
import { reviewOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import type { EffectPayloads } from './effects.ts';
import { reaction } from './reaction.ts';

/** However many questions somebody is asked, they stand in one message. */
export const sendQuestions = reaction('send the questions of a review', ['question-asked'], (event) => {
  const { cycle, to, notBefore } = event.data;
  return [
    {
      kind: 'questions.send',
      payload: { to: to.id, cycle },
      dueAt: notBefore,
      once: `questions:${cycle}:${to.id}`,
    },
  ];
});

/** Where their working hours were over when its turn came. */
export const sendQuestionsLater = reaction(
  'send the questions in working hours',
  ['questions-postponed'],
  ({ data: { cycle, to, until } }) => [{ kind: 'questions.send', payload: { to, cycle }, dueAt: until }],
);

/** Whoever has the message that an event changes: of an answer its author, of words that went all who may be asked about them. */
function readers({ review }: Incident, question: string | undefined): string[] {
  const questions = (review?.asked?.questions ?? []).filter(
    (one) => one.place !== undefined && (question === undefined || one.question === question),
  );
  return [...new Set(questions.map(({ to }) => to.id))];
}

export const refreshQuestions = reaction(
  'keep the questions true',
  [
    'question-answered',
    'question-declined',
    'answer-withdrawn',
    'entry-redacted',
    'message-deleted',
    'privacy-changed',
  ],
  ({ stream, data }, after) =>
    readers(after, 'question' in data ? data.question : undefined).map((to) => ({
      kind: 'questions.refresh' as const,
      payload: { to },
      target: `questions:${stream}:${to}`,
    })),
);

/** Open again, or answered meanwhile: nobody is to be asked. */
export function questionsAreMoot(
  incident: Incident,
  { to, cycle }: EffectPayloads['questions.send'],
): string | undefined {
  const review = reviewOf(incident);
  const open = review?.asked?.questions.filter(
    (one) => one.to.id === to && one.answer === undefined && !one.declined,
  );
  return review?.cycle === cycle && open && open.length > 0
    ? undefined
    : 'the incident was opened again, or all is answered';
}
