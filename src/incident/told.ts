// What makes an entry of a fact: its kind, the sentence, and the values that code may quote.
import type { Entry, EntryKind } from './entry.ts';
import type { EventType, Recorded } from './events.ts';
import type { Instant } from './values.ts';
import { timeWords } from './words.ts';

export type Told = { kind: EntryKind; text: string; values?: Entry['values'] };
export type Tell<T extends EventType> = (event: Recorded<T>) => Told;

/** `sentence: words`, or the sentence alone where there are no words. */
export const say = (sentence: string, words: string | undefined) =>
  words ? `${sentence}: ${words}` : sentence;

/** Times in sentences are in UTC, with the date: the reader's zone is not known here. */
export const utc = (at: Instant) => timeWords(at, 'UTC', 0);
