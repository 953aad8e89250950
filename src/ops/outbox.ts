// What was not posted: effects that were parked, shown and released.
import type { Questions } from '../engine/engine-port.ts';
import { SKIPPED } from '../engine/steps.ts';
import { isIncident } from '../engine/stream-names.ts';
import type { Effect, Timeline } from '../timeline/port.ts';

const SHOWN = 200;
const OPERATOR = { kind: 'operator' } as const;

/** One line each, incidents by their numbers: what somebody skipped, then what failed, the newest last. The one hides nothing of the other. */
export async function parkedEffects(
  timeline: Pick<Timeline, 'listEffects'>,
  questions: Pick<Questions, 'incident'>,
): Promise<string[]> {
  const newest = { status: ['parked'], newestFirst: true } as const;
  const failed = await timeline.listEffects({ ...newest, exceptError: SKIPPED, limit: SHOWN });
  const all = await timeline.listEffects({ ...newest, limit: SHOWN + 1 });
  const skipped = all.slice(0, SHOWN).filter(({ lastError }) => lastError === SKIPPED);
  const shown = [...failed, ...skipped].reverse();
  const streams = [...new Set(shown.map(({ stream }) => stream))];
  const names = new Map(
    await Promise.all(streams.map(async (stream) => [stream, await nameOf(questions, stream)] as const)),
  );
  const more = all.length > SHOWN ? ['Older ones are not shown.'] : [];
  return [...more, ...shown.map((effect) => lineOf(effect, names.get(effect.stream) ?? effect.stream))];
}

/** What belongs to no incident keeps the name of its stream. */
async function nameOf(questions: Pick<Questions, 'incident'>, stream: string): Promise<string> {
  const incident = isIncident(stream) ? await questions.incident(stream, OPERATOR) : undefined;
  return incident ? `INC-${incident.number}` : stream;
}

function lineOf({ id, kind, dueAt, lastError }: Effect, where: string): string {
  return `${id}  ${kind}  ${where}  due ${new Date(dueAt).toISOString()}  ${lastError ?? ''}`.trimEnd();
}

/**
 * Puts them back in the queue of the app: those of these ids, or all but what somebody skipped. Returns how many, and whether
 * something that was skipped was left.
 */
export async function releaseParked(
  timeline: Pick<Timeline, 'releaseEffects' | 'listEffects'>,
  { ids = [], now }: { ids?: readonly number[]; now: number },
): Promise<{ released: number; skipped: boolean }> {
  if (ids.length > 0) {
    return { released: await timeline.releaseEffects({ ids, now }), skipped: false };
  }
  const released = await timeline.releaseEffects({ exceptError: SKIPPED, now });
  const left = await timeline.listEffects({ status: ['parked'], limit: 1 });
  return { released, skipped: left.length > 0 };
}
