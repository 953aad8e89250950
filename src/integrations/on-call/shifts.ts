// What vendors' answers about shifts have in common: a person may stand in them several times.
import type { Shift, Who } from './port.ts';

export const sameWho = (one: Who, other: Who): boolean =>
  (one.email ?? one.name ?? one.slackId) === (other.email ?? other.name ?? other.slackId);

/** Each person once, at their most urgent level, most urgent first; of equals the one who stays longest. */
export function mostUrgentOnce(shifts: readonly Shift[]): Shift[] {
  const sorted = [...shifts].sort(
    (a, b) => (a.level ?? 1) - (b.level ?? 1) || (b.to ?? Infinity) - (a.to ?? Infinity),
  );
  return sorted.filter(({ who }, index) => sorted.findIndex((other) => sameWho(other.who, who)) === index);
}
