// Whether a channel is a chat or is kept as a log.
import type { Entry } from '../incident/entry.ts';
import type { Reading } from './reading.ts';

/** Above this share of questions, small talk and lines begun in lower case a channel is a chat. */
const CHATTY = 0.15;

/** False where the channel is kept as a log: statements in whole sentences, hardly a question or a word of small talk. */
export function isChat(messages: readonly Entry[], readings: ReadonlyMap<string, Reading>): boolean {
  const chatty = messages.filter((entry) => {
    const sentences = readings.get(entry.id)?.sentences ?? [];
    return sentences.some(({ question, smallTalk, text }) => question || smallTalk || /^\p{Ll}/u.test(text));
  });
  return chatty.length > messages.length * CHATTY;
}
