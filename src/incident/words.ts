// Words people type for statuses, the nearest word to a slip, and how names and times are said in a refusal.
import { bareWord } from '../policy/bare-word.ts';
import type { Actor, Instant, Status } from './values.ts';
import { STATUSES } from './values.ts';

const ALIASES: Readonly<Record<string, Status>> = {
  ack: 'acknowledged',
  acked: 'acknowledged',
  acknowledge: 'acknowledged',
  investigating: 'acknowledged',
  identify: 'identified',
  mitigate: 'mitigated',
  monitoring: 'mitigated',
  stable: 'mitigated',
  resolve: 'resolved',
  fixed: 'resolved',
  close: 'closed',
  cancel: 'canceled',
  cancelled: 'canceled',
};

/** Every word that names a status, those of the statuses first. */
export const STATUS_WORDS: readonly string[] = [...STATUSES, ...Object.keys(ALIASES)];

/** The status a word means: its own name, or an alias such as `investigating`, `monitoring`, `stable`, `fixed`. */
export function statusByWord(word: string): Status | undefined {
  const plain = bareWord(word).toLowerCase();
  return (
    STATUSES.find((status) => status === plain) ??
    (Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : undefined)
  );
}

/** Edit distance (Damerau 1964): letters to add, drop or change, and neighbours that changed places. */
export function distance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      const swapped = i > 0 && j > 0 && letter === to[j - 1] && from[i - 1] === other;
      next.push(
        Math.min(
          next[j]! + 1,
          row[j + 1]! + 1,
          row[j]! + (letter === other ? 0 : 1),
          swapped ? before[j - 1]! + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}

/** The candidate most like what was typed; undefined where none is nearer than half of the word. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const plain = typed.trim().toLowerCase().slice(0, 40);
  const ranked = candidates
    .map((candidate) => ({ candidate, off: distance(plain, candidate.toLowerCase()) }))
    .sort((a, b) => a.off - b.off);
  const best = ranked[0];
  return best && best.off <= Math.max(1, plain.length / 2) ? best.candidate : undefined;
}

/** What somebody is called in a sentence: their name, else their id without the workspace. */
export function nameOf(actor: Actor | undefined): string {
  return actor === undefined ? 'somebody' : (actor.name ?? actor.id.slice(actor.id.lastIndexOf('/') + 1));
}

function parts(at: Instant, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
}

/** `2026-11-22` in the zone. */
export function dateIn(at: Instant, zone: string): string {
  const { year, month, day } = parts(at, zone);
  return `${year}-${month}-${day}`;
}

/** `Mon 09:00` in the zone: for what is less than a week away. */
export function timeOfWeek(at: Instant, zone: string): string {
  const { hour, minute } = parts(at, zone);
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' }).format(at);
  return `${day} ${hour}:${minute}`;
}

/** `14:05 UTC`; with the date where it is another day than `now`: `2026-11-21 14:05 UTC`. */
export function timeWords(at: Instant, zone: string, now: Instant): string {
  const { hour, minute } = parts(at, zone);
  const date = dateIn(at, zone) === dateIn(now, zone) ? '' : `${dateIn(at, zone)} `;
  return `${date}${hour}:${minute} ${zone}`;
}
