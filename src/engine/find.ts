// Finding incidents: by stream, by facets and by words, never more than the viewer may know of.
import type { Incident } from '../incident/state.ts';
import type { FacetQuery, StateRow, Timeline, TimelineReader } from '../timeline/port.ts';
import type { IncidentFilter, Viewer } from './engine-port.ts';
import { stateOf } from './stored-incident.ts';
import { isIncident } from './stream-names.ts';
import { type Seen, visibleTo } from './visible.ts';

/** A reader's own connection will do: old states are then folded anew for each question, and not written back. */
export type Readable = TimelineReader & Partial<Pick<Timeline, 'writeState'>>;

const LISTED = 50;
/** Private incidents looked through for one answer. */
const MOST_PRIVATE = 500;

export async function readIncident(timeline: Readable, stream: string): Promise<Incident | undefined> {
  const row = isIncident(stream) ? await timeline.readState(stream) : undefined;
  return row && stateOf(timeline, row);
}

/** Longer chains of merges are nobody's. */
const MOST_MERGES = 10;

/** Where what happens to an incident belongs: where it was merged into, and that one, else itself. */
export async function survivorOf(
  timeline: Readable,
  stream: string,
): Promise<{ stream: string; incident: Incident } | undefined> {
  let at = stream;
  for (let merges = 0; merges <= MOST_MERGES; merges += 1) {
    const incident = await readIncident(timeline, at);
    if (!incident?.mergedInto) {
      return incident && { stream: at, incident };
    }
    at = incident.mergedInto.incident;
  }
  return undefined;
}

/** The incident, if the viewer may see it. */
export async function seenIncident(
  timeline: Readable,
  stream: string,
  viewer: Viewer,
): Promise<Incident | undefined> {
  const incident = await readIncident(timeline, stream);
  const [seen] = incident ? await visibleTo(timeline, viewer, [{ stream, incident }]) : [];
  return seen?.incident;
}

/** `atLeastOne`: a facet that counts something, of which there has to be one. */
type Filter = IncidentFilter & { atLeastOne?: 'openItems' | 'openTickets' };

/** Newest declaration first. Private ones are asked for apart, so that their number shows in no page's length. */
export async function findIncidents(timeline: Readable, filter: Filter, viewer: Viewer): Promise<Seen[]> {
  const limit = filter.limit ?? LISTED;
  const open = await incidentsOf(timeline, query(filter, 0, limit));
  const hidden = await incidentsOf(timeline, query(filter, 1, Math.max(limit, MOST_PRIVATE)));
  const found = [...open, ...(await visibleTo(timeline, viewer, hidden))];
  return found.sort((a, b) => b.incident.number - a.incident.number).slice(0, limit);
}

function query(filter: Filter, isPrivate: 0 | 1, limit: number): FacetQuery {
  const { open, status, service, kind } = filter;
  return {
    where: [
      { facet: 'private', is: [isPrivate] },
      ...(open === undefined ? [] : [{ facet: 'open', is: [open ? 1 : 0] }]),
      ...(status === undefined ? [] : [{ facet: 'status', is: status }]),
      ...(service === undefined ? [] : [{ facet: 'service', is: [service] }]),
      ...(kind === undefined ? [] : [{ facet: 'kind', is: kind }]),
    ],
    ...(filter.atLeastOne ? { between: { facet: filter.atLeastOne, from: 1 } } : {}),
    orderBy: { facet: 'number', descending: true },
    limit,
  };
}

async function incidentsOf(timeline: Readable, asked: FacetQuery): Promise<Seen[]> {
  return seenOf(timeline, await timeline.findStreams(asked));
}

async function seenOf(timeline: Readable, rows: readonly StateRow[]): Promise<Seen[]> {
  const all = await Promise.all(
    rows.map(async (row) => ({ stream: row.stream, incident: await stateOf(timeline, row) })),
  );
  return all.filter((one): one is Seen => one.incident !== undefined);
}

/** Private incidents that the viewer may know of. */
export async function privateFor(timeline: Readable, viewer: Viewer): Promise<Seen[]> {
  return visibleTo(timeline, viewer, await incidentsOf(timeline, query({}, 1, MOST_PRIVATE)));
}
