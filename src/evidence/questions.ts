// Questions that the record leaves open: asked and not answered, or said to be unclear and never cleared up.
import type { Entry } from '../incident/entry.ts';
import { phrases } from './phrases.ts';
import { type Reading, shortened } from './reading.ts';

export type OpenQuestion = { entry: Entry; text: string; kind: 'unanswered' | 'left unclear' };

/** How many later messages, and how long, a question waits for its answer. */
const ANSWER_WITHIN = 8;
const ANSWER_WITHIN_MS = 30 * 60_000;

const NO_ANSWER = phrases(
  '(unclear|no idea|not sure|unsure|dunno|no clue|good question|beats me)',
  "(don't|do not) know",
  'not clear',
);
const LEFT_UNCLEAR = phrases(
  "(unclear|not (yet )?clear|unknown|don't (know|understand)|do not (know|understand)|no idea( yet)?|figure out|not sure)( to me)? (how|why|what(?! to (do|say))|where|which)",
  '(how|why) (is|was|are|remains) (still )?(unclear|unknown)',
  '(nobody|no one|none of us) (can (say|tell)|could (say|tell)|knows|knew)( yet| so far| for sure)? (how|why|what|where|which|who)',
  '(stays|remains|is still) open',
);
/** Offers, requests and asides in the form of a question. */
const NOT_A_QUESTION = phrases(
  '(shall|should|can|could|may) (we|i|you|someone|somebody|anyone|anybody)',
  '(want|need) (me|help|anything)',
  '(mind|okay|ok) if',
  'how are (you|we)',
  '(is|are|can|could|would|will) (anyone|anybody|someone|somebody)',
  '(any|an) idea',
  'are you (there|around|ok|okay)',
  '(right|ok|okay|yeah|no)\\?',
);

function words(text: string): number {
  return text.match(/[\p{L}\p{N}]{2,}/gu)?.length ?? 0;
}

function answers(question: Entry, later: Entry, reading: Reading | undefined): boolean {
  if (later.author.id === question.author.id || later.deleted || reading === undefined) {
    return false;
  }
  return reading.sentences.some(
    ({ question: asks, smallTalk, text }) =>
      !asks &&
      (smallTalk ? /^(yes|yep|yeah|no|nope|nah)/i.test(text) : !(NO_ANSWER.test(text) && words(text) < 6)),
  );
}

function isAnswered(
  index: number,
  messages: readonly Entry[],
  readings: ReadonlyMap<string, Reading>,
): boolean {
  const question = messages[index]!;
  let seen = 0;
  for (let next = index + 1; next < messages.length && seen < ANSWER_WITHIN; next += 1) {
    const later = messages[next]!;
    if (later.at - question.at > ANSWER_WITHIN_MS) {
      return false;
    }
    if (question.thread !== undefined && later.thread !== question.thread) {
      continue;
    }
    if (answers(question, later, readings.get(later.id))) {
      return true;
    }
    seen += 1;
  }
  return false;
}

/** Questions left open in English messages by people, in the order of the record. `messages` are in order of time. */
export function openQuestionsOf(
  messages: readonly Entry[],
  readings: ReadonlyMap<string, Reading>,
): OpenQuestion[] {
  return messages.flatMap((entry, index): OpenQuestion[] => {
    const reading = readings.get(entry.id);
    if (reading === undefined || entry.author.kind !== 'person') {
      return [];
    }
    const unclear = reading.sentences.find(
      ({ text, question }) => !question && LEFT_UNCLEAR.test(text) && words(text) > 4,
    );
    if (unclear !== undefined) {
      return [{ entry, text: shortened(unclear.text), kind: 'left unclear' }];
    }
    const asked = reading.sentences.find(
      ({ text, question, joke }) => question && !joke && words(text) >= 5 && !NOT_A_QUESTION.test(text),
    );
    return asked !== undefined && !isAnswered(index, messages, readings)
      ? [{ entry, text: shortened(asked.text), kind: 'unanswered' }]
      : [];
  });
}
