// What was left behind when we were stopped or killed: taken up again, unless so much is late that it would be noise.
import type { Instant } from '../incident/values.ts';
import type { Effect, Timeline } from '../timeline/port.ts';
import { tellOperators } from './perform.ts';
import { policyOf } from './policy-of-effects.ts';

const MINUTE = 60_000;
/** Overdue by more than this is late. */
const LATE = 10 * MINUTE;
/** So many late ones are simply done. */
const BEARABLE = 20;
const PAGE = 500;

const PARKED = 'It was long overdue when Firescribe started. Release it to have it done all the same.';
const LEFT = 'It was under way when Firescribe was stopped.';

/**
 * One outbox works on a database: whatever is leased when it starts was left by one that is gone, and does not have to wait
 * for the end of its lease. Late effects that speak to people are parked where there are more than twenty, and told of in
 * one message; views, drafts and files are brought up to date. Returns how many were parked.
 */
export async function takeStock(timeline: Timeline, now: Instant, leaseMs: number): Promise<number> {
  const [orphan] = await timeline.listEffects({ status: ['running'], limit: 1 });
  const waiting = await timeline.listEffects({ status: ['waiting'], limit: PAGE });
  if (!orphan && waiting.filter((effect) => isLate(effect, now)).length <= BEARABLE) {
    return 0;
  }
  const all = await leaseAll(timeline, now + leaseMs);
  const late = all.filter((effect) => isLate(effect, now));
  const parked = new Set(late.length > BEARABLE ? late : []);
  await Promise.all(
    all.map((effect) =>
      timeline.finishEffect(
        effect,
        parked.has(effect)
          ? { status: 'parked', now, error: PARKED }
          : { status: 'waiting', dueAt: effect.dueAt, error: effect.lastError ?? LEFT },
      ),
    ),
  );
  if (parked.size > 0) {
    const text = sentence(late);
    await tellOperators(timeline, { key: `backlog/${now}`, text, about: 'backlog', now });
  }
  return parked.size;
}

const isLate = ({ dueAt, kind }: Effect, now: Instant) =>
  dueAt < now - LATE && policyOf(kind)?.speaks === true;

/**
 * Everything that is due or leased until `until`. These leases end at `until`, too: who is killed while taking stock leaves nothing
 * behind that the next start could not take.
 */
async function leaseAll(timeline: Timeline, until: Instant): Promise<Effect[]> {
  const all: Effect[] = [];
  for (;;) {
    const leased = await timeline.leaseEffects({ now: until, leaseMs: 1, limit: PAGE });
    all.push(...leased);
    if (leased.length < PAGE) {
      return all;
    }
  }
}

function sentence(late: readonly Effect[]): string {
  const kinds = new Map<string, number>();
  for (const { kind } of late) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const list = [...kinds].map(([kind, count]) => `${count} × ${kind}`).join(', ');
  const since = new Date(Math.min(...late.map(({ dueAt }) => dueAt))).toISOString();
  return (
    `${late.length} messages were overdue when Firescribe started, the oldest since ${since}: ${list}. ` +
    'They were not posted, so as not to flood anybody. `firescribe outbox release` posts them.'
  );
}
