// When an effect that failed is tried again, and when it is given up.
import { Refusal } from '../incident/refusal.ts';
import type { Instant } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Effect } from '../timeline/port.ts';
import { policyOf } from './policy-of-effects.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * Waits before the second attempt, the third, and so on; the last one repeats. A vendor that was away for five minutes is
 * found back within one.
 */
const WAITS = [
  ...[SECOND, 2 * SECOND, 5 * SECOND, 15 * SECOND],
  ...[MINUTE, MINUTE, MINUTE, MINUTE, MINUTE],
  5 * MINUTE,
];
/** Waits differ by up to this share, so that what failed together is not tried together. */
const JITTER = 0.2;
/** An error that is no vendor's is our own fault; trying again rarely mends it. */
const ATTEMPTS_AT_OUR_OWN_FAULTS = 6;

export type Verdict = { again: true; dueAt: Instant } | { again: false; permanent: boolean };

/** A vendor that says how long to wait is obeyed. The same effect waits as long in every run of the same story. */
export function verdictOn(
  error: unknown,
  effect: Pick<Effect, 'id' | 'kind' | 'attempts' | 'notAfter'>,
  now: Instant,
): Verdict {
  if (error instanceof Refusal || (error instanceof VendorError && error.permanent)) {
    return { again: false, permanent: true };
  }
  const asked = error instanceof VendorError ? error.retryAfterMs : undefined;
  const wait = WAITS[Math.min(effect.attempts, WAITS.length) - 1] ?? SECOND;
  const spread = shareOf(effect) * JITTER * (asked === undefined ? wait : SECOND);
  const dueAt = Math.round(now + (asked ?? wait) + spread);
  const most =
    error instanceof VendorError ? (policyOf(effect.kind)?.attempts ?? 1) : ATTEMPTS_AT_OUR_OWN_FAULTS;
  const tooLate = effect.notAfter !== undefined && dueAt > effect.notAfter;
  return effect.attempts >= most || tooLate ? { again: false, permanent: false } : { again: true, dueAt };
}

const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * 0 to 1, from the effect's number in the outbox: its key holds an event's id, which differs from run to run. Neighbouring
 * multiples of the golden ratio lie far apart, so that what was asked for together is spread evenly.
 */
function shareOf({ id, attempts }: Pick<Effect, 'id' | 'attempts'>): number {
  return ((id + attempts - 1) * GOLDEN_RATIO) % 1;
}
