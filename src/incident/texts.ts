// Words of people as they come in: trimmed, bounded, and refused where they are missing.
import { Refusal } from './refusal.ts';

export const REDACTED = '[redacted]';

/** Longest title: a channel's topic takes 250 characters (Slack's docs, conversations.setTopic). */
export const TITLE_MAX = 250;
/** Action items are one line; state holds them. */
export const ITEM_MAX = 300;
export const IMPACT_MAX = 1_000;

/** White space at the ends gone, and runs of it one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** The text on one line; refused where it is empty or longer than `max` characters. `what` begins the sentence. */
export function required(
  text: string,
  options: { what: string; max: number; field: string; example: string },
): string {
  const line = oneLine(text);
  if (line === '') {
    throw new Refusal(`${options.what} is missing. ${options.example}`, options.field);
  }
  const length = [...line].length;
  if (length > options.max) {
    throw new Refusal(
      `${options.what} is ${length} characters long; at most ${options.max} fit. Shorten it, and put the rest into a note.`,
      options.field,
    );
  }
  return line;
}

/** A title that no person wrote (an alert's summary) is cut instead of refused: nobody is there to shorten it. */
export function cutTitle(text: string): string {
  const letters = [...oneLine(text)];
  const line = letters.length > TITLE_MAX ? `${letters.slice(0, TITLE_MAX - 1).join('')}…` : letters.join('');
  return line || 'Unnamed alert';
}

export function titleOf(text: string, command: string): string {
  return required(text, {
    what: 'The title',
    max: TITLE_MAX,
    field: 'title',
    example: `Say what users notice: \`/${command} declare Checkout is slow\`.`,
  });
}
