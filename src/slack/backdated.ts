// The time that a note begins with, where its writer says that it happened then.
import type { Instant } from '../incident/values.ts';
import { plainWidth, readTime, type Writing } from './typed-time.ts';

/** A note is backdated by `at 14:05 …`, `yesterday 23:50 …`, `on monday 9:15 …` or `10 min ago …`; a bare clock stays text. */
const BACKDATED =
  /^(?:at\s|on\s(?!now\b)|(?:last|this)\s|(?:yesterday|today|yday|(?:the )?day before yesterday)[\s,]|.{1,24}?\bago\b)/i;

/** What happened, and when, where that is said. */
export function readBackdated(line: string, writing: Writing): { text: string; happenedAt?: Instant } {
  const time = BACKDATED.test(plainWidth(line)) ? readTime(line, writing) : undefined;
  return time ? { text: time.rest, happenedAt: time.at } : { text: line };
}
