// What the facts of questions say to a reader of the timeline: nobody is named whose name an answer is not to carry.
import type { EventType, IncidentEvent, Recorded } from './events.ts';
import type { QuestionShapes } from './question-events.ts';
import type { Told } from './told.ts';
import type { Actor } from './values.ts';
import { nameOf } from './words.ts';

type QuestionFact = keyof QuestionShapes;

const bookkeeping = (text: string): Told => ({ kind: 'record', text });

export const QUESTIONS_TOLD: { [T in QuestionFact]: (event: Recorded<T>) => Told } = {
  'question-asked': ({ actor }) => ({
    kind: 'postmortem',
    text: `${nameOf(actor)} asked a question for the review`,
  }),
  'questions-sent': () => bookkeeping('Questions for the review were sent'),
  'questions-postponed': () => bookkeeping('Questions for the review wait for working hours'),
  'questions-unsent': () => bookkeeping('Questions for the review could not be sent'),
  'question-answered': ({ data, content }) =>
    data.consent === 'owner'
      ? bookkeeping('A question was answered, for the owner of the review alone')
      : { kind: 'answer', text: content?.text ?? '', values: { about: data.about } },
  'answer-withdrawn': () => bookkeeping('An answer was withdrawn'),
  'question-declined': () => bookkeeping('A question for the review was declined'),
};

/** Somebody whose name is not shown: nothing of theirs says who they are. */
const unnamed = (as: string): Actor => ({ kind: 'person', id: 'unnamed', name: as });

/** How an answer's author is called who does not show their name. */
const A_RESPONDER = 'a responder';

const OF_THE_ASKED: ReadonlySet<EventType> = new Set<EventType>([
  'question-answered',
  'question-declined',
  'answer-withdrawn',
]);

/** Presses and forms by which somebody answers: their names begin so. */
const BY_WORDS = /^(?:answer:|answer-question$|decline-question$|withdraw-answer$)/;

/** Whoever the timeline may name for it: what leads to an unnamed answer names nobody either. */
export function shownActor(event: IncidentEvent): Actor {
  if (event.type === 'question-answered') {
    const { consent, as } = event.data;
    // Of an answer that was taken back the name goes with the words: the next one may be without.
    return consent === 'name' && event.content !== null
      ? event.actor
      : unnamed((consent === 'role' && as) || A_RESPONDER);
  }
  const line = event.type === 'command-answered' || event.type === 'command-refused';
  return OF_THE_ASKED.has(event.type) || (line && BY_WORDS.test(event.data.command))
    ? unnamed(A_RESPONDER)
    : event.actor;
}
