// What was not posted: effects that were parked, shown and released.
import type { Questions } from '../engine/engine-port.ts';
import { isIncident } from '../engine/stream-names.ts';
import type { Effect, Timeline } from '../timeline/port.ts';

const SHOWN = 200;
const OPERATOR = { kind: 'operator' } as const;

/** One line each, oldest first; incidents by their numbers. */
export async function parkedEffects(
  timeline: Pick<Timeline, 'listEffects'>,
  questions: Pick<Questions, 'incident'>,
): Promise<string[]> {
  const parked = await timeline.listEffects({ status: ['parked'], limit: SHOWN });
  const streams = [...new Set(parked.map(({ stream }) => stream))];
  const names = new Map(
    await Promise.all(streams.map(async (stream) => [stream, await nameOf(questions, stream)] as const)),
  );
  return parked.map((effect) => lineOf(effect, names.get(effect.stream) ?? effect.stream));
}

/** What belongs to no incident keeps the name of its stream. */
async function nameOf(questions: Pick<Questions, 'incident'>, stream: string): Promise<string> {
  const incident = isIncident(stream) ? await questions.incident(stream, OPERATOR) : undefined;
  return incident ? `INC-${incident.number}` : stream;
}

function lineOf({ id, kind, dueAt, lastError }: Effect, where: string): string {
  return `${id}  ${kind}  ${where}  due ${new Date(dueAt).toISOString()}  ${lastError ?? ''}`.trimEnd();
}

/** Puts them back in the queue of the app: all, or those of these ids. Returns how many. */
export function releaseParked(
  timeline: Pick<Timeline, 'releaseEffects'>,
  options: { ids?: readonly number[]; now: number },
): Promise<number> {
  const { ids, now } = options;
  return timeline.releaseEffects({ now, ...(ids && ids.length > 0 ? { ids } : {}) });
}
