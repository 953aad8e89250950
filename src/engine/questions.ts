// What can be asked of incidents, each time for a viewer. A private incident is nobody's business but its people's.
import { beginTelling } from '../incident/entries.ts';
import type { Entry } from '../incident/entry.ts';
import type { EventType, IncidentEvent, Recorded } from '../incident/events.ts';
import { isFollowed } from '../incident/item-tickets.ts';
import { channelKey, type MemberRow, memberKey, numberKey, type StepRow, stepKey } from '../incident/keys.ts';
import { factsOf, messageKey } from '../incident/message-facts.ts';
import type { Incident } from '../incident/state.ts';
import { askedIn } from './audit.ts';
import type { Questions, Viewer } from './engine-port.ts';
import { failedEffect, failedEffects, restoredEffects } from './failed-effects.ts';
import { findIncidents, type Readable, readIncident, seenIncident } from './find.ts';
import { askedBy } from './forget.ts';
import { groupedSignals, lineAbout, receivedSignals } from './received-signals.ts';
import { recentDeployments } from './recent-deployments.ts';
import { searchIncidents } from './search-incidents.ts';
import { breathe, eventsOf, incidentEvent } from './stored-incident.ts';
import { isIncident } from './stream-names.ts';

const MOST_ITEMS_OF = 1_000;
/** Events read for each entry asked for: edits, pins and bookkeeping stand between entries. */
const EVENTS_PER_ENTRY = 4;
const FEWEST_EVENTS = 400;

export function createQuestions(timeline: Readable): Questions {
  const streamOfChannel: Questions['streamOfChannel'] = async (team, channel) => {
    const [row] = await timeline.readKeys([channelKey({ team, id: channel })]);
    return row?.stream;
  };
  return {
    incident: (stream, viewer) => seenIncident(timeline, stream, viewer),
    async byNumber(number, viewer) {
      const [row] = await timeline.readKeys([numberKey(number)]);
      return row && seenIncident(timeline, row.stream, viewer);
    },
    streamOfChannel,
    async byChannel(team, channel) {
      const stream = await streamOfChannel(team, channel);
      return stream === undefined ? undefined : readIncident(timeline, stream);
    },
    list: async (filter, viewer) =>
      (await findIncidents(timeline, filter, viewer)).map(({ incident }) => incident),
    entries: (stream, viewer, options) => entriesFor(timeline, stream, viewer, options?.newest),
    events: (stream) => allEvents(timeline, stream),
    async event(id) {
      const [stored] = await timeline.readEvents([id]);
      return stored && isIncident(stored.stream) ? incidentEvent(stored) : undefined;
    },
    asked: async (event) => askedIn((await timeline.readEvents([event]))[0]),
    askedBy: (viewer, limit) => askedBy(timeline, viewer, limit),
    async ofType<T extends EventType>(stream: string, type: T, limit: number) {
      const stored = await timeline.readStream(stream, { types: [type], limit });
      return stored.map((one) => incidentEvent(one) as unknown as Recorded<T>);
    },
    members: (stream) => members(timeline, stream),
    async message(stream, place) {
      const [row] = await timeline.readKeys([messageKey(place)]);
      return row?.stream === stream ? factsOf(row.key, row.value) : undefined;
    },
    knownMessages: (stream, options) => knownMessages(timeline, stream, options),
    runbookSteps: (stream, runbook) => runbookSteps(timeline, stream, runbook),
    openItems: (viewer) => openItems(timeline, viewer),
    followedTickets: () => followedTickets(timeline),
    search: (text, viewer, limit) => searchIncidents(timeline, { text, viewer, limit }),
    signals: (ids) => receivedSignals(timeline, ids),
    groupedSignals: (window) => groupedSignals(timeline, window),
    lineAbout: (event) => lineAbout(timeline, event),
    deployments: (window) => recentDeployments(timeline, window),
    failedEffects: (viewer) => failedEffects(timeline, viewer),
    failedEffect: (id, viewer) => failedEffect(timeline, id, viewer),
    restoredEffects: (viewer) => restoredEffects(timeline, viewer),
  };
}

async function allEvents(timeline: Readable, stream: string): Promise<IncidentEvent[]> {
  const pages: IncidentEvent[][] = [];
  for await (const page of eventsOf(timeline, stream)) {
    pages.push(page);
  }
  return pages.flat();
}

/** Long timelines are read and told in parts, so that nobody else waits for them. */
async function entriesFor(
  timeline: Readable,
  stream: string,
  viewer: Viewer,
  newest: number | undefined,
): Promise<Entry[]> {
  const incident = await seenIncident(timeline, stream, viewer);
  if (!incident) {
    return [];
  }
  const read = newest === undefined ? Infinity : Math.max(newest * EVENTS_PER_ENTRY, FEWEST_EVENTS);
  const telling = beginTelling();
  for await (const page of eventsOf(timeline, stream, Math.max(0, incident.version - read))) {
    telling.add(page);
  }
  const making = telling.entries();
  for (;;) {
    const part = making.next();
    if (part.done) {
      return newest === undefined ? part.value : part.value.slice(-newest);
    }
    await breathe();
  }
}

async function knownMessages(
  timeline: Readable,
  stream: string,
  options: { after?: string; limit?: number } = {},
) {
  const channel = (await readIncident(timeline, stream))?.channel;
  if (!channel) {
    return [];
  }
  const place = (ts: string) => messageKey({ team: channel.team, channel: channel.id, ts });
  const rows = await timeline.listKeys(stream, place(''), {
    ...(options.after === undefined ? {} : { after: place(options.after) }),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  return rows.map(({ key, value }) => {
    const facts = factsOf(key, value);
    return { ts: facts.ts, facts };
  });
}

async function members(timeline: Readable, stream: string): Promise<{ who: string; in: boolean }[]> {
  const number = (await readIncident(timeline, stream))?.number;
  const prefix = memberKey(number ?? 0, '');
  const rows = number === undefined ? [] : await timeline.listKeys(stream, prefix);
  return rows.map(({ key, value }) => ({
    who: key.slice(prefix.length),
    in: (value as unknown as MemberRow).in,
  }));
}

async function runbookSteps(timeline: Readable, stream: string, runbook: string) {
  const number = (await readIncident(timeline, stream))?.number ?? 0;
  const prefix = stepKey(number, runbook, '');
  const rows = await timeline.listKeys(stream, prefix);
  return new Map(
    rows.map(({ key, value }) => [Number(key.slice(prefix.length)), value as unknown as StepRow] as const),
  );
}

async function openItems(
  timeline: Readable,
  viewer: Viewer,
): Promise<{ incident: Incident; item: Incident['items'][number] }[]> {
  const found = await findIncidents(timeline, { atLeastOne: 'openItems', limit: MOST_ITEMS_OF }, viewer);
  return found.flatMap(({ incident }) =>
    incident.items.filter((item) => !item.done).map((item) => ({ incident, item })),
  );
}

async function followedTickets(timeline: Readable) {
  const viewer: Viewer = { kind: 'operator' };
  const found = await findIncidents(timeline, { atLeastOne: 'openTickets', limit: MOST_ITEMS_OF }, viewer);
  return found.flatMap(({ stream, incident }) =>
    incident.items.flatMap((item) =>
      isFollowed(item) && item.ticket ? [{ stream, item: item.id, ticket: item.ticket }] : [],
    ),
  );
}
