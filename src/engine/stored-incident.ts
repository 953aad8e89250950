// From rows of the timeline to incidents and back: events typed, states refolded where their meaning has changed.
import type { IncidentEvent } from '../incident/events.ts';
import { evolve } from '../incident/evolve.ts';
import { facetsOf } from '../incident/facets.ts';
import { FOLD_VERSION, type Incident } from '../incident/state.ts';
import { upcast, type WrittenEvent } from '../incident/upcast.ts';
import type { Append, Json, StateRow, StoredEvent, Timeline, TimelineReader } from '../timeline/port.ts';
import type { Tip } from './batch.ts';
import { isIncident } from './stream-names.ts';

/**
 * The event as the incident room knows it, lifted to today's shape. Throws for one written by a newer Firescribe: folding it by old rules would
 * give a state that is not true.
 */
export function incidentEvent(stored: StoredEvent): IncidentEvent {
  const { prevHash: _prevHash, hash: _hash, ...event } = stored;
  return upcast(event as unknown as WrittenEvent);
}

/** The state as it is kept beside its stream. */
export function incidentRow(state: Incident | undefined): NonNullable<Append['state']> {
  return { data: (state ?? null) as unknown as Json, foldVersion: FOLD_VERSION };
}

const PAGE = 500;

/** Lets whatever else waits for this thread go first. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Events of a stream in order, a page at a time, after the version `from`. Between pages others have their turn. */
export async function* eventsOf(
  timeline: Pick<TimelineReader, 'readStream'>,
  stream: string,
  from = 0,
): AsyncGenerator<IncidentEvent[]> {
  for (let after = from; ; ) {
    const page = await timeline.readStream(stream, { after, limit: PAGE });
    if (page.length > 0) {
      yield page.map(incidentEvent);
    }
    if (page.length < PAGE) {
      return;
    }
    after = page.at(-1)?.version ?? after;
    await breathe();
  }
}

/** What the events of a stream add up to, by the rules as they are now. */
async function refold(
  timeline: Pick<TimelineReader, 'readStream'>,
  stream: string,
): Promise<Tip<Incident | undefined>> {
  let tip: Tip<Incident | undefined> = { version: 0, state: undefined };
  for await (const page of eventsOf(timeline, stream)) {
    for (const event of page) {
      tip = { version: event.version, state: evolve(tip.state, event) };
    }
  }
  return tip;
}

/**
 * The incident as its row says; folded anew, and kept so, where the row was folded by other rules. Streams that are no
 * incident's (the inbox, the audit, deployments) have nothing to fold.
 */
export async function stateOf(
  timeline: Pick<TimelineReader, 'readStream'> & Partial<Pick<Timeline, 'writeState'>>,
  row: StateRow,
): Promise<Incident | undefined> {
  if (row.foldVersion === FOLD_VERSION || !isIncident(row.stream)) {
    return (row.data ?? undefined) as unknown as Incident | undefined;
  }
  const { version, state } = await refold(timeline, row.stream);
  const facets = state ? { facets: facetsOf(state) } : {};
  await timeline.writeState?.({ stream: row.stream, version, ...incidentRow(state), ...facets });
  return state;
}

export async function loadIncident(
  timeline: Pick<Timeline, 'readStream' | 'writeState' | 'readState'>,
  stream: string,
): Promise<Tip<Incident | undefined>> {
  const row = await timeline.readState(stream);
  if (!row) {
    return { version: 0, state: undefined };
  }
  return { version: row.version, state: await stateOf(timeline, row) };
}
