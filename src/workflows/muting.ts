// Which mute holds for an alert, and until when.
import type { Instant, Signal } from '../incident/values.ts';
import { mutedUntil } from '../policy/mutes.ts';
import type { Policy } from '../policy/policy.ts';
import { whenHolds } from './rules.ts';

export type Muted = { mute: string; until: Instant };

/** Of several, the one that ends last: nothing is said in between. */
export function mutedBy(signal: Signal, { mutes, zone }: Policy, now: Instant): Muted | undefined {
  const on = mutes.flatMap((mute) => {
    const until = mutedUntil(mute, now, zone);
    return until !== undefined && whenHolds(mute.when, signal) ? [{ mute: mute.name, until }] : [];
  });
  return on.sort((a, b) => b.until - a.until)[0];
}

/** Names one mute until one end; what it holds back is kept under this name. */
export const muteWindow = ({ mute, until }: Muted): string => `${mute}@${until}`;

/** When a window that `muteWindow` named is over. */
export const endOfWindow = (window: string): Instant => Number(window.slice(window.lastIndexOf('@') + 1));
