// `firescribe inbox`: signals of monitors that could not be routed, shown and tried again.
import type { Engine } from '../engine/engine-port.ts';
import type { AsideRow } from '../engine/signal-rows.ts';
import { type InboxReader, lateness, unroutedIn } from '../engine/unrouted.ts';
import { counted } from '../policy/lists.ts';

export const asideLine = ({ event, vendor, why, at }: AsideRow): string =>
  `${vendor}, ${new Date(at).toISOString()}, ${event}: ${why}`;

/** One line each, the newest last; first of all whether others wait for too long. */
export async function inboxLines(timeline: InboxReader, now: number): Promise<string[]> {
  const unrouted = await unroutedIn(timeline);
  const late = lateness(unrouted, now);
  const aside = unrouted.aside.sort((a, b) => a.at - b.at).map(asideLine);
  return [
    ...(late === undefined ? [] : [`Signals wait to be routed; ${late}. The running app routes them.`]),
    ...(aside.length === 0 ? ['No signal is set aside.'] : aside),
  ];
}

/** What came of trying again, in lines. */
export async function retriedLines(engine: Pick<Engine, 'retryAside'>): Promise<string[]> {
  const { routed, failed, old } = await engine.retryAside();
  if (routed + failed.length + old === 0) {
    return ['No signal is set aside.'];
  }
  return [
    ...(routed > 0 ? [`${counted(routed, 'signal')} routed.`] : []),
    ...failed.map(({ event, why }) => `${event} still cannot be routed: ${why}`),
    ...(failed.length > 0
      ? ['Look at them in the monitor, and declare by hand what matters. Please report this as a bug.']
      : []),
    ...(old > 0
      ? [`${counted(old, 'signal')} from more than a week ago given up; they stay on record.`]
      : []),
  ];
}
