// Where sources disagree: two end times, an end before its beginning, clocks that differ.
import type { Entry } from '../incident/entry.ts';
import type { Incident } from '../incident/state.ts';
import { type Instant, KEY_TIMES, type KeyTimeName } from '../incident/values.ts';
import { latestPast, minutesOf } from './moments.ts';
import type { Reading } from './reading.ts';
import { zoned } from './zoned.ts';

/** A time that somebody's words state for a key time: `fixed since 14:05`. */
export type StatedTime = { name: KeyTimeName; at: Instant; entry: Entry; words: string };

const CLOCK = '(?<clock>\\d{1,2}[:.]\\d{2})\\s*(?<half>[ap]\\.?m\\.?)?\\s*(?<utc>utc|gmt|z\\b)?';
const AT = '(?:\\s+\\S+){0,3}?\\s+(?:at|since|as of|from|around|about|~)\\s*';
const STATES: readonly { name: KeyTimeName; pattern: RegExp }[] = [
  {
    name: 'resolved',
    pattern: new RegExp(
      `\\b(?:resolved|fixed|over|ended|recovered|restored|back (?:up|online|to normal))\\b${AT}${CLOCK}`,
      'i',
    ),
  },
  { name: 'mitigated', pattern: new RegExp(`\\bmitigated\\b${AT}${CLOCK}`, 'i') },
  {
    name: 'began',
    pattern: new RegExp(
      `\\b(?:(?:outage|impact|incident|errors?|it|this|problem) (?:started|began|begins|starts)|broken|down|failing)\\b${AT}${CLOCK}`,
      'i',
    ),
  },
];

/** Most words show none: nothing else is looked for in them. */
const showsClock = (words: string) => /\d[:.]\d{2}/.test(words);

/** Times that messages and notes state in words, in the order of the record. Clock times are read in `zone` unless they say UTC. */
export function statedTimes(
  entries: readonly Entry[],
  readings: ReadonlyMap<string, Reading>,
  zone: string,
): StatedTime[] {
  const shown = zoned(zone).zone;
  return entries.flatMap((entry) => {
    const said =
      entry.kind === 'note'
        ? [entry.text]
        : (readings.get(entry.id)?.sentences ?? [])
            .filter(({ question }) => !question)
            .map(({ text }) => text);
    return said.filter(showsClock).flatMap((words) =>
      STATES.flatMap(({ name, pattern }): StatedTime[] => {
        const found = pattern.exec(words)?.groups;
        const minutes = found?.clock === undefined ? undefined : minutesOf(found.clock, found.half);
        return minutes === undefined
          ? []
          : [{ name, at: latestPast(entry.at, minutes, found?.utc ? 'UTC' : shown), entry, words }];
      }),
    );
  });
}

/** Two times of one thing differ where they are more than a minute apart: people write minutes. */
export const SAME_WITHIN_MS = 60_000;

export type Disorder = { earlier: KeyTimeName; later: KeyTimeName; evidence: string[] };

/** Key times that stand in the wrong order: something ended before it began. Clocks may differ by five seconds. */
export function disorders(keyTimes: Incident['keyTimes']): Disorder[] {
  const pairs: readonly (readonly [KeyTimeName, KeyTimeName])[] = [
    ...KEY_TIMES.filter((name) => name !== 'began').map((name) => ['began', name] as const),
    ['detected', 'acknowledged'],
    ['detected', 'resolved'],
    ['mitigated', 'resolved'],
    ['identified', 'resolved'],
  ];
  return pairs.flatMap(([earlier, later]) => {
    const first = keyTimes[earlier];
    const second = keyTimes[later];
    const wrong = first?.at != null && second?.at != null && second.at < first.at - CLOCKS_AGREE_MS;
    return wrong ? [{ earlier, later, evidence: [...first.evidence, ...second.evidence] }] : [];
  });
}

/** Comparisons between clocks allow this much. */
const CLOCKS_AGREE_MS = 5_000;

/** Entries that their origin dates after we received them: a clock that is ahead of ours. The largest difference in ms. */
export function clockAhead(entries: readonly Entry[]): { entry: Entry; ms: number } | undefined {
  let worst: { entry: Entry; ms: number } | undefined;
  for (const entry of entries) {
    const ms = entry.at - entry.recordedAt;
    if (entry.recordedAt > 0 && ms > CLOCKS_AGREE_MS && ms > (worst?.ms ?? 0)) {
      worst = { entry, ms };
    }
  }
  return worst;
}
