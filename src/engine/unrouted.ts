// What waits in the inbox to be routed, and what was set aside: for the inbox itself, for health and for doctor.
import type { Instant, StoredEvent, TimelineReader } from '../timeline/port.ts';
import { type AsideRow, CURSOR, mutedKeys, SET_ASIDE } from './signal-rows.ts';
import { INBOX } from './stream-names.ts';

export type InboxReader = Pick<TimelineReader, 'readKeys' | 'readStream' | 'listKeys'>;

/** Kinds of events that lead to something. */
const ROUTED = ['signal-received', 'ack-received'];

/** The oldest first. */
export async function waitingIn(
  timeline: Pick<InboxReader, 'readKeys' | 'readStream'>,
  limit: number,
): Promise<StoredEvent[]> {
  const [cursor] = await timeline.readKeys([CURSOR]);
  return timeline.readStream(INBOX, { after: Number(cursor?.value ?? 0), types: ROUTED, limit });
}

const MOST_ASIDE = 1_000;

/** What is set aside, in no order. */
export async function setAsideIn(timeline: Pick<InboxReader, 'listKeys'>): Promise<AsideRow[]> {
  const rows = await timeline.listKeys(INBOX, mutedKeys(SET_ASIDE), { limit: MOST_ASIDE });
  return rows.map(({ value }) => value as unknown as AsideRow);
}

export type Unrouted = {
  /** When the oldest signal that waits came in. */
  since?: Instant;
  aside: AsideRow[];
};

export async function unroutedIn(timeline: InboxReader): Promise<Unrouted> {
  const [event] = await waitingIn(timeline, 1);
  return { ...(event ? { since: event.recordedAt } : {}), aside: await setAsideIn(timeline) };
}

/** Routing takes milliseconds; in a storm it may take seconds. */
const LATE_MS = 60_000;
const MINUTE = 60_000;

/** How long the oldest has waited, in words, where that is too long. */
export function lateness({ since }: Unrouted, now: Instant): string | undefined {
  const waited = since === undefined ? 0 : now - since;
  return waited < LATE_MS ? undefined : `the oldest has waited ${Math.floor(waited / MINUTE)} min`;
}

const WEEK = 7 * 24 * 60 * MINUTE;

/** Whether it was set aside too long ago to lead to anything, or to need somebody who looks. */
export const isLongAgo = ({ at }: AsideRow, now: Instant): boolean => now - at > WEEK;
