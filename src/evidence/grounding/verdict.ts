// What grounding answers, and the question that a removed sentence leaves behind.
import { shortened } from '../reading.ts';
import type { Source } from './source.ts';

/** What a sentence has that its evidence does not carry. */
export type Reason =
  | 'no citation'
  | 'unknown id'
  | 'idle citation'
  | 'number'
  | 'unit'
  | 'duration'
  | 'time'
  | 'date'
  | 'name'
  | 'role'
  | 'service'
  | 'host'
  | 'version'
  | 'ticket'
  | 'link'
  | 'quotation'
  | 'negation'
  | 'opposite'
  | 'cause'
  | 'order'
  | 'certainty'
  | 'jest'
  | 'instruction'
  | 'withdrawn'
  | 'words';

export type Refused = { keep: false; reason: Reason; missing: string; question: string };
export type Verdict = { keep: true } | Refused;

const ASKED: Partial<Record<Reason, string>> = {
  number: 'Which figure belongs to this?',
  unit: 'Which figure, in which unit, belongs to this?',
  duration: 'How long did this take?',
  time: 'When exactly was this?',
  date: 'On which day was this?',
  name: 'Who was it?',
  role: 'In which role was this done?',
  service: 'Which service was it?',
  host: 'Which machine or part was it?',
  version: 'Which version was it?',
  ticket: 'Which ticket or change belongs to this?',
  quotation: 'What was said, word for word?',
  negation: 'Was it so, or was it not?',
  opposite: 'Which way did it go?',
  cause: 'What led to what here?',
  order: 'What came first?',
  certainty: 'Was this so, or was it only supposed, asked or planned?',
  withdrawn: 'This was taken back later. What was it in the end?',
};
const QUOTED = 90;

/** Asks for what is missing, in the words of the record only: nothing of the refused sentence is repeated. */
function questionFor(reason: Reason, cited: readonly Source[]): string {
  const asked = ASKED[reason] ?? 'What more is known of this?';
  const words = cited.find(({ entry }) => entry !== undefined && entry.text !== '')?.raw;
  return words === undefined
    ? 'What did this review leave out for want of a source?'
    : `About “${shortened(words.split('\n')[0] ?? '', QUOTED)}”: ${asked.charAt(0).toLowerCase()}${asked.slice(1)}`;
}

export function refuse(reason: Reason, missing: string, cited: readonly Source[]): Refused {
  return { keep: false, reason, missing, question: questionFor(reason, cited) };
}
