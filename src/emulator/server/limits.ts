// Rate limits: how many calls Slack's tiers let through, counted in story time.
import type { Clock } from '../../lib/clock.ts';
import type { Method, Tier } from '../methods/method.ts';

export type HistoryMode = 'internal' | 'distributed';

export type Limits = {
  /** Counts the call; gives the seconds to wait if it is over a limit. */
  take(method: Method, appId: string, args: Record<string, unknown>): number | undefined;
  /** Switches counting off or on. */
  enable(on: boolean): void;
  /** `distributed`: the limits since May 2025 for commercial apps outside the Marketplace: 1 a minute, 15 objects. */
  history: HistoryMode;
};

const MINUTE = 60_000;
const PER_MINUTE: Record<Tier, number> = {
  1: 1,
  2: 20,
  3: 50,
  4: 100,
  // Slack's docs: "several hundred" a minute for chat.postMessage in a workspace, "hundreds" for auth.test.
  special: 300,
  none: Number.POSITIVE_INFINITY,
};
/** Slack's docs: one message a second in a channel, short bursts above it tolerated. The size of a burst is our guess. */
const POST_BURST = 5;
const POST_PER_SECOND = 1;
const HISTORY = new Set(['conversations.history', 'conversations.replies']);

export function startLimits(clock: Clock): Limits {
  const windows = new Map<string, number[]>();
  const buckets = new Map<string, { left: number; at: number }>();
  let enabled = true;

  function takeWindow(key: string, most: number): number | undefined {
    const now = clock.now();
    const recent = (windows.get(key) ?? []).filter((at) => at > now - MINUTE);
    windows.set(key, recent);
    if (recent.length < most) {
      recent.push(now);
      return undefined;
    }
    return Math.max(1, Math.ceil(((recent[0] ?? now) + MINUTE - now) / 1000));
  }

  function takePost(key: string): number | undefined {
    const now = clock.now();
    const bucket = buckets.get(key) ?? { left: POST_BURST, at: now };
    bucket.left = Math.min(POST_BURST, bucket.left + ((now - bucket.at) / 1000) * POST_PER_SECOND);
    bucket.at = now;
    buckets.set(key, bucket);
    if (bucket.left >= 1) {
      bucket.left -= 1;
      return undefined;
    }
    return Math.max(1, Math.ceil((1 - bucket.left) / POST_PER_SECOND));
  }

  const limits: Limits = {
    history: 'internal',
    enable(on) {
      enabled = on;
    },
    take(method, appId, args) {
      if (!enabled) {
        return undefined;
      }
      const slow = HISTORY.has(method.name) && limits.history === 'distributed';
      const most = slow ? 1 : PER_MINUTE[method.tier];
      const perChannel =
        method.name === 'chat.postMessage' ? takePost(`${appId}/${String(args.channel)}`) : undefined;
      return perChannel ?? takeWindow(`${appId}/${method.name}`, most);
    },
  };
  return limits;
}
