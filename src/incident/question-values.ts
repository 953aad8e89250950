// What is asked for a review, of whom, and how the answer may be quoted: small values, and no texts.
import type { Actor, Instant, MessagePlace } from './values.ts';

/** What a question is about, best first: the order in which they are proposed. */
export const QUESTION_ABOUTS = [
  'suspicion',
  'cause',
  'trigger',
  'contradiction',
  'detection',
  'effect',
  'withdrawal',
  'unanswered',
  'left-unclear',
  'began',
  'surprised',
  'lucky',
] as const;
export type QuestionAbout = (typeof QUESTION_ABOUTS)[number];

/** The section of the review that an answer belongs to. */
export const SECTION_OF_ANSWER = {
  suspicion: 'contributing-factors',
  cause: 'contributing-factors',
  trigger: 'trigger',
  contradiction: 'open-questions',
  detection: 'detection',
  effect: 'mitigation',
  withdrawal: 'contributing-factors',
  unanswered: 'open-questions',
  'left-unclear': 'open-questions',
  began: 'open-questions',
  surprised: 'surprised',
  lucky: 'lucky',
} as const satisfies Record<QuestionAbout, string>;

/** How the words of an answer may appear: under their author's name, under the role alone, or for the review's owner alone. */
export const CONSENTS = ['name', 'role', 'owner'] as const;
export type Consent = (typeof CONSENTS)[number];

/** Why somebody could not be asked. `unclear`: whether the message arrived is not known, and it is not repeated. */
const UNASKABLE = ['guest', 'bot', 'deactivated', 'not-in-channel', 'unclear'] as const;
export type Unaskable = (typeof UNASKABLE)[number];

/** A question as somebody proposes or asks it. `evidence`: ids of entries. */
export type Question = { about: QuestionAbout; text: string; evidence: readonly string[]; to: Actor };

/** At most so many are asked for one review, and fewer than so many are not worth it. */
export const QUESTIONS = { most: 5, fewest: 2 } as const;

/** A question that was asked, by the event that holds its words. */
export type AskedQuestion = {
  question: string;
  about: QuestionAbout;
  to: Actor;
  evidence: readonly string[];
  /** `reader`: who alone reads what is for the review's owner. `as`: how its author is called where the name is not shown. */
  answer?: { event: string; consent: Consent; reader?: string; as?: string };
  declined?: true;
  /** The answer was taken back, or redacted. */
  withdrawn?: true;
  unsent?: Unaskable;
  /** The message in which it was put. */
  place?: MessagePlace;
};

/** The questions of one review: asked once. */
export type AskedQuestions = { by: Actor; at: Instant; questions: AskedQuestion[] };
