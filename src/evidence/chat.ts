// Whether a channel is a chat or is kept as a log.
import type { Entry } from '../incident/entry.ts';
import { languageOf } from './language.ts';
import type { Reading } from './reading.ts';

/** Above this share of questions, small talk and lines begun in lower case a channel is a chat. */
const CHATTY = 0.15;
const SAMPLE = 200;

/** False where the channel is kept as a log: statements in whole sentences, hardly a question or a word of small talk. */
export function isChat(messages: readonly Entry[], readings: ReadonlyMap<string, Reading>): boolean {
  // In a language that is not read here, small talk cannot be told from statements.
  if (
    languageOf(
      messages
        .slice(0, SAMPLE)
        .map(({ text }) => text)
        .join(' '),
    ) === 'other'
  ) {
    return true;
  }
  const chatty = messages.filter((entry) => {
    const sentences = readings.get(entry.id)?.sentences ?? [];
    return sentences.some(({ question, smallTalk, text }) => question || smallTalk || /^\p{Ll}/u.test(text));
  });
  return chatty.length > messages.length * CHATTY;
}
