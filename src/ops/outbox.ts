// What was not posted: effects that were parked, shown and released.
import type { Effect, Timeline } from '../timeline/port.ts';

const SHOWN = 200;

/** One line each, oldest first. */
export async function parkedEffects(timeline: Pick<Timeline, 'listEffects'>): Promise<string[]> {
  const parked = await timeline.listEffects({ status: ['parked'], limit: SHOWN });
  return parked.map(lineOf);
}

function lineOf({ id, kind, stream, dueAt, lastError }: Effect): string {
  return `${id}  ${kind}  ${stream}  due ${new Date(dueAt).toISOString()}  ${lastError ?? ''}`.trimEnd();
}

/** Puts them back in the queue of the app: all, or those of these ids. Returns how many. */
export function releaseParked(
  timeline: Pick<Timeline, 'releaseEffects'>,
  options: { ids?: readonly number[]; now: number },
): Promise<number> {
  const { ids, now } = options;
  return timeline.releaseEffects({ now, ...(ids && ids.length > 0 ? { ids } : {}) });
}
