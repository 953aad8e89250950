// What the facts of questions make of an incident's state.
import type { Recorded } from './events.ts';
import type { AskedQuestion } from './question-values.ts';
import type { Incident } from './state.ts';

export function questionAsked(state: Incident, event: Recorded<'question-asked'>): Incident {
  const { cycle, about, to, evidence } = event.data;
  const review = state.review?.cycle === cycle ? state.review : { cycle };
  const before = review.asked ?? { by: event.actor, at: event.occurredAt, questions: [] };
  const asked: AskedQuestion = { question: event.id, about, to, evidence };
  return {
    ...state,
    review: { ...review, asked: { ...before, questions: [...before.questions, asked] } },
  };
}

/** Changes those questions of the review that are meant. */
function changed(
  state: Incident,
  isMeant: (one: AskedQuestion) => boolean,
  change: (one: AskedQuestion) => AskedQuestion,
): Incident {
  const { review } = state;
  if (!review?.asked) {
    return state;
  }
  const questions = review.asked.questions.map((one) => (isMeant(one) ? change(one) : one));
  return { ...state, review: { ...review, asked: { ...review.asked, questions } } };
}

export const questionsSent = (state: Incident, { data }: Recorded<'questions-sent'>): Incident =>
  changed(
    state,
    ({ to }) => to.id === data.to,
    ({ unsent: _unsent, ...one }) => ({ ...one, place: data.place }),
  );

export const questionsUnsent = (state: Incident, { data }: Recorded<'questions-unsent'>): Incident =>
  changed(
    state,
    ({ to, place }) => to.id === data.to && place === undefined,
    (one) => ({ ...one, unsent: data.why }),
  );

/** Where the message stands is known from the first press on it, too: to the kill that lost its telling. */
const placed = (one: AskedQuestion, place: AskedQuestion['place']) => ({
  ...one,
  ...(one.place || !place ? {} : { place }),
});

export function questionAnswered(state: Incident, { id, data }: Recorded<'question-answered'>): Incident {
  const { consent, reader, as, place } = data;
  const answer = {
    ...{ event: id, consent },
    ...(reader === undefined ? {} : { reader }),
    ...(as === undefined ? {} : { as }),
  };
  return changed(
    state,
    ({ question }) => question === data.question,
    ({ declined: _declined, withdrawn: _withdrawn, unsent: _unsent, ...one }) => ({
      ...placed(one, place),
      answer,
    }),
  );
}

export const questionDeclined = (state: Incident, { data }: Recorded<'question-declined'>): Incident =>
  changed(
    state,
    ({ question }) => question === data.question,
    ({ unsent: _unsent, ...one }) => ({ ...placed(one, data.place), declined: true }),
  );

const unanswered = ({ answer: _answer, ...one }: AskedQuestion): AskedQuestion => ({
  ...one,
  withdrawn: true,
});

export const answerWithdrawn = (state: Incident, { data }: Recorded<'answer-withdrawn'>): Incident =>
  changed(state, ({ question }) => question === data.question, unanswered);

/** An answer whose words were erased is none any more. */
export const answersRedacted = (state: Incident, events: readonly string[]): Incident =>
  changed(state, ({ answer }) => answer !== undefined && events.includes(answer.event), unanswered);

/** Events whose words ask about one of these entries, and may repeat it. */
export const questionsAbout = ({ review }: Pick<Incident, 'review'>, entries: readonly string[]): string[] =>
  (review?.asked?.questions ?? [])
    .filter(({ evidence }) => evidence.some((id) => entries.includes(id)))
    .map(({ question }) => question);
