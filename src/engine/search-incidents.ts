// Finding words: in what everybody may read and in the private incidents that the viewer may see, with where each was said.
import type { IncidentEvent } from '../incident/events.ts';
import { reviewKey } from '../incident/exports.ts';
import type { MessageFacts } from '../incident/message-facts.ts';
import { shownActor } from '../incident/question-entries.ts';
import type { Incident } from '../incident/state.ts';
import type { FacetQuery, SearchHit } from '../timeline/port.ts';
import type { Passage, Viewer } from './engine-port.ts';
import { privateFor, type Readable, readIncident } from './find.ts';
import { incidentEvent } from './stored-incident.ts';

const seesAll = (viewer: Viewer) => viewer.kind === 'operator' || viewer.seesPrivate === true;

/** Best first. The filter is part of the question: what may not be seen takes no place among the answers. */
export async function searchIncidents(
  timeline: Readable,
  { text, viewer, limit }: { text: string; viewer: Viewer; limit: number },
): Promise<Passage[]> {
  const among = (is: readonly number[]): FacetQuery['where'] => [{ facet: 'private', is }];
  const open = await timeline.search({ text, where: among(seesAll(viewer) ? [0, 1] : [0]), limit });
  const mine = seesAll(viewer) ? [] : await privateFor(timeline, viewer);
  const own = await Promise.all(mine.map(({ stream }) => timeline.search({ text, stream, limit })));
  const hits = [...open, ...own.flat()].sort((a, b) => a.rank - b.rank).slice(0, limit);
  const incidents = new Map<string, Incident | undefined>();
  for (const { stream } of hits) {
    if (!incidents.has(stream)) {
      incidents.set(stream, await readIncident(timeline, stream));
    }
  }
  const told = hits.map(async (hit) => {
    const incident = incidents.get(hit.stream);
    return incident ? [await passageOf(timeline, incident, hit)] : [];
  });
  return (await Promise.all(told)).flat();
}

async function passageOf(
  timeline: Readable,
  incident: Incident,
  { id, snippet }: SearchHit,
): Promise<Passage> {
  if (id === reviewKey(incident)) {
    return { incident, entry: id, snippet, from: 'review' };
  }
  const event = await eventBehind(timeline, id);
  return { incident, entry: id, snippet, from: 'record', ...(event ? saidIn(event) : {}) };
}

/** A message is found by its place, over all its texts; everything else by its event. */
async function eventBehind(timeline: Readable, id: string): Promise<IncidentEvent | undefined> {
  const [row] = await timeline.readKeys([id]);
  const first = row ? (row.value as unknown as MessageFacts).event : id;
  const [stored] = await timeline.readEvents([first]);
  return stored && incidentEvent(stored);
}

function saidIn(event: IncidentEvent): Partial<Passage> {
  switch (event.type) {
    case 'message-posted':
    case 'evidence-copied': {
      const { place, author, permalink } = event.data;
      const thread = 'thread' in event.data ? event.data.thread : undefined;
      return {
        at: event.occurredAt,
        author,
        place,
        ...(thread === undefined ? {} : { thread }),
        ...(permalink === undefined ? {} : { permalink }),
      };
    }
    default:
      return { at: event.occurredAt, author: shownActor(event) };
  }
}
