// What could not be done, for those who may know of it: the newest first.
import type { Incident } from '../incident/state.ts';
import type { Effect } from '../timeline/port.ts';
import type { Questions, Viewer } from './engine-port.ts';
import { type Readable, seenIncident } from './find.ts';
import { SKIPPED } from './steps.ts';
import { breathe } from './stored-incident.ts';
import { isIncident } from './stream-names.ts';

const MOST = 200;
const PAGE = 200;

type Failed = Awaited<ReturnType<Questions['failedEffects']>>;
type Seen = (stream: string) => Promise<Incident | undefined>;

/** Read on until there are enough that this viewer may see: those of private incidents hide none of the others. */
export async function failedEffects(timeline: Readable, viewer: Viewer): Promise<Failed> {
  const incidents = new Map<string, Promise<Incident | undefined>>();
  const seen: Seen = (stream) => {
    const known = incidents.get(stream) ?? seenIncident(timeline, stream, viewer);
    incidents.set(stream, known);
    return known;
  };
  const asked = { status: ['parked'], exceptError: SKIPPED, newestFirst: true, limit: PAGE } as const;
  const found: Failed = [];
  for (let offset = 0; found.length < MOST; offset += PAGE) {
    const page = await timeline.listEffects({ ...asked, offset });
    for (const effect of page) {
      found.push(...(await toldOf(effect, seen, viewer)));
    }
    if (page.length < PAGE) {
      break;
    }
    await breathe();
  }
  return found.slice(0, MOST);
}

async function toldOf({ id, kind, stream, lastError }: Effect, seen: Seen, viewer: Viewer): Promise<Failed> {
  const incident = isIncident(stream) ? await seen(stream) : undefined;
  const hidden = incident === undefined && (isIncident(stream) || viewer.kind !== 'operator');
  return hidden ? [] : [{ id, kind, ...(incident ? { incident } : {}), why: lastError ?? 'It was parked.' }];
}
