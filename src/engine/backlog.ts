// What was left behind when we were stopped or killed: taken up again, unless so much is late that it would be noise.

import type { Instant } from '../incident/values.ts';
import { timeWords } from '../incident/words.ts';
import type { Effect, Timeline } from '../timeline/port.ts';
import { effectWords } from '../workflows/effect-words.ts';
import { tellOperators } from './perform.ts';
import { policyOf } from './policy-of-effects.ts';

const MINUTE = 60_000;
/** Overdue by more than this is late. */
const LATE = 10 * MINUTE;
/** So many late ones are simply done. */
const BEARABLE = 20;
const PAGE = 500;

const PARKED = 'It was long overdue when Firescribe started. Release it to have it done all the same.';

/**
 * One outbox works on a database: whatever is leased when it starts was left by one that is gone, and does not have to wait
 * for the end of its lease. Late effects that speak to people are parked where there are more than twenty, and told of in
 * one message; views, drafts and files are brought up to date. Returns how many were parked.
 */
export async function takeStock(timeline: Timeline, now: Instant): Promise<number> {
  await timeline.endLeases();
  const late = (await allWaiting(timeline)).filter((effect) => isLate(effect, now));
  const [oldest] = late;
  if (!oldest || late.length <= BEARABLE) {
    return 0;
  }
  // Told first, under a key of the oldest: a kill between the two tells it once, and never leaves it untold.
  const told = { key: `backlog/${oldest.key}`, text: sentence(late), about: 'backlog', now };
  await tellOperators(timeline, told);
  return timeline.parkEffects({ ids: late.map(({ id }) => id), now, error: PARKED });
}

const isLate = ({ dueAt, kind }: Effect, now: Instant) =>
  dueAt < now - LATE && policyOf(kind)?.speaks === true;

/** Effects are few, but for a storm: then they are read in larger and larger parts, until all are there. */
async function allWaiting(timeline: Timeline): Promise<Effect[]> {
  for (let limit = PAGE; ; limit *= 4) {
    const waiting = await timeline.listEffects({ status: ['waiting'], limit });
    if (waiting.length < limit) {
      return waiting;
    }
  }
}

function sentence(late: readonly Effect[]): string {
  const kinds = new Map<string, number>();
  for (const { kind } of late) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const list = [...kinds].map(([kind, count]) => `${count} × ${effectWords(kind)}`).join(', ');
  const since = timeWords(Math.min(...late.map(({ dueAt }) => dueAt)), 'UTC', 0);
  return (
    `${late.length} messages were overdue when Firescribe started, the oldest since ${since}: ${list}. ` +
    'They were not posted, so as not to flood anybody. `firescribe outbox release` posts them.'
  );
}
