// What is asked for a review and what comes back, as facts; part of every incident's events.
import type { Consent, QuestionAbout, Unaskable } from './question-values.ts';
import type { Actor, Instant, MessagePlace } from './values.ts';

/** See `events.ts`: `data` stays, `content` can be erased. `question`: id of the event that asked. */
export type QuestionShapes = {
  /** `notBefore`: when the working hours of whoever is asked begin. */
  'question-asked': {
    data: { cycle: number; about: QuestionAbout; to: Actor; evidence: readonly string[]; notBefore: Instant };
    content: { text: string };
  };
  /** All questions to one person stand in one message. */
  'questions-sent': { data: { cycle: number; to: string; place: MessagePlace }; content: null };
  /** It is no working hour of theirs after all. */
  'questions-postponed': { data: { cycle: number; to: string; until: Instant }; content: null };
  'questions-unsent': { data: { cycle: number; to: string; why: Unaskable }; content: null };
  'question-answered': {
    data: {
      cycle: number;
      question: string;
      about: QuestionAbout;
      consent: Consent;
      /** `the Commander`, where the name is not to be shown and they hold a role. */
      as?: string;
      /** Id of whoever sees to the review, where the words are for them alone. */
      reader?: string;
      /** The message in which it was put. */
      place?: MessagePlace;
    };
    content: { text: string };
  };
  'answer-withdrawn': { data: { cycle: number; question: string }; content: null };
  'question-declined': { data: { cycle: number; question: string; place?: MessagePlace }; content: null };
};
