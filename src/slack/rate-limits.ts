// Slack's limits kept on our side: nothing is sent to a method (or channel) that asked us to wait, and refreshes leave room for the rest.
import type { Clock, Instant } from '../lib/clock.ts';
import { vendorError } from './slack-errors.ts';

/** Tier 3 allows 50 `chat.update` a minute and workspace (Slack's docs, "Rate limits"); refreshes take at most this many. */
const REFRESHES_PER_MINUTE = 40;
const MINUTE = 60_000;

/** How a call counts: `refresh` calls wait when others need the room. */
export type Urgency = 'now' | 'refresh';

export type RateLimits = {
  /** Throws a temporary VendorError where the call would have to wait. Counts it otherwise. */
  pass(method: string, channel: string | undefined, urgency: Urgency): void;
  /** Slack asked to wait this many seconds. */
  limited(method: string, channel: string | undefined, seconds: number): void;
};

/** Posting is limited per channel, everything else per method and workspace. */
function place(method: string, channel: string | undefined): string {
  return method === 'chat.postMessage' && channel ? `${method} ${channel}` : method;
}

export function createRateLimits(clock: Clock): RateLimits {
  const closedUntil = new Map<string, Instant>();
  let updates: Instant[] = [];

  /** ms until a refresh may go; 0 if it may. */
  function refreshWait(now: Instant): number {
    updates = updates.filter((at) => at > now - MINUTE);
    const oldest = updates[updates.length - REFRESHES_PER_MINUTE];
    return oldest === undefined ? 0 : oldest + MINUTE - now;
  }

  return {
    pass(method, channel, urgency) {
      const now = clock.now();
      const where = place(method, channel);
      const closed = (closedUntil.get(where) ?? 0) - now;
      const wait =
        closed > 0 ? closed : method === 'chat.update' && urgency === 'refresh' ? refreshWait(now) : 0;
      if (wait > 0) {
        throw vendorError({ method, code: 'ratelimited', retryAfter: Math.ceil(wait / 1000) });
      }
      closedUntil.delete(where);
      if (method === 'chat.update') {
        updates.push(now);
      }
    },
    limited(method, channel, seconds) {
      closedUntil.set(place(method, channel), clock.now() + seconds * 1000);
    },
  };
}
