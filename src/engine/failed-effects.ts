// What could not be done, and what waits since a backup was restored, for those who may know of it: the newest first.
import type { Incident } from '../incident/state.ts';
import type { Effect } from '../timeline/port.ts';
import type { FailedEffect, Viewer } from './engine-port.ts';
import { type Readable, seenIncident } from './find.ts';
import { RESTORED, SKIPPED } from './steps.ts';
import { breathe } from './stored-incident.ts';
import { isIncident } from './stream-names.ts';

const MOST = 200;
const PAGE = 200;

type Failed = FailedEffect[];
type Seen = (stream: string) => Promise<Incident | undefined>;

const parked = { status: ['parked'], exceptError: SKIPPED, newestFirst: true } as const;

/** Who may see what belongs to an incident; each incident is looked up once. */
function seenBy(timeline: Readable, viewer: Viewer): Seen {
  const incidents = new Map<string, Promise<Incident | undefined>>();
  return (stream) => {
    const known = incidents.get(stream) ?? seenIncident(timeline, stream, viewer);
    incidents.set(stream, known);
    return known;
  };
}

/** Read on until there are enough that this viewer may see: those of private incidents hide none of the others. */
async function found(
  timeline: Readable,
  viewer: Viewer,
  wanted: (effect: Effect) => boolean,
): Promise<Failed> {
  const seen = seenBy(timeline, viewer);
  const told: Failed = [];
  for (let offset = 0; told.length < MOST; offset += PAGE) {
    const page = await timeline.listEffects({ ...parked, limit: PAGE, offset });
    for (const effect of page.filter(wanted)) {
      told.push(...(await toldOf(effect, seen, viewer)));
    }
    if (page.length < PAGE) {
      break;
    }
    await breathe();
  }
  return told.slice(0, MOST);
}

const isRestored = ({ lastError }: Effect) => lastError === RESTORED;

/** What a restored backup was still to do has not failed: it waits to be released. */
export const failedEffects = (timeline: Readable, viewer: Viewer): Promise<Failed> =>
  found(timeline, viewer, (effect) => !isRestored(effect));

export async function restoredEffects(timeline: Readable, viewer: Viewer): Promise<number> {
  return (await found(timeline, viewer, isRestored)).length;
}

/** However many failed since. */
export async function failedEffect(
  timeline: Readable,
  id: number,
  viewer: Viewer,
): Promise<FailedEffect | undefined> {
  const [effect] = await timeline.listEffects({ ...parked, ids: [id], limit: 1 });
  const [told] = effect ? await toldOf(effect, seenBy(timeline, viewer), viewer) : [];
  return told;
}

async function toldOf({ id, kind, stream, lastError }: Effect, seen: Seen, viewer: Viewer): Promise<Failed> {
  const incident = isIncident(stream) ? await seen(stream) : undefined;
  const hidden = incident === undefined && (isIncident(stream) || viewer.kind !== 'operator');
  return hidden ? [] : [{ id, kind, ...(incident ? { incident } : {}), why: lastError ?? 'It was parked.' }];
}
