// How long what is done is remembered.
import type { Instant } from '../incident/values.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** For looking back. */
const DONE_KEPT_MS = 14 * DAY_MS;
/** What failed or was skipped can be released this long. */
const PARKED_KEPT_MS = 90 * DAY_MS;
/** A second telling is known for one this long. */
export const RECEIPTS_KEPT_MS = 30 * DAY_MS;

/** What is forgotten at this time, as the timeline is asked for it. */
export const forgettable = (now: Instant) => ({
  doneBefore: now - DONE_KEPT_MS,
  parkedBefore: now - PARKED_KEPT_MS,
  receiptsBefore: now - RECEIPTS_KEPT_MS,
});
