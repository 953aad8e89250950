// Signals of a while as they are on record, and what people did meanwhile: what rules are tried on.
import { findIncidents } from '../engine/find.ts';
import type { Happened, Told } from '../engine/replay.ts';
import { signalOf } from '../engine/signal-rows.ts';
import { eventsOf } from '../engine/stored-incident.ts';
import { INBOX, INCIDENTS } from '../engine/stream-names.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { signalKey } from '../incident/keys.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { StoredEvent, TimelineReader } from '../timeline/port.ts';

const PAGE = 500;
const MOST_INCIDENTS = 10_000;
const OPERATOR = { kind: 'operator' } as const;

/** Events of the inbox of these types that came in since then, oldest first. */
export async function inboxSince(
  reader: Pick<TimelineReader, 'readStream'>,
  since: Instant,
  types: readonly string[],
): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (let after = 0; ; ) {
    const page = await reader.readStream(INBOX, { after, types: [...types], limit: PAGE });
    found.push(...page.filter((event) => event.recordedAt >= since));
    if (page.length < PAGE) {
      return found;
    }
    after = page.at(-1)?.version ?? after;
  }
}

export async function signalsSince(reader: TimelineReader, since: Instant): Promise<Told[]> {
  const events = await inboxSince(reader, since, ['signal-received']);
  return events.map((event) => ({ id: event.id, at: event.recordedAt, signal: signalOf(event) }));
}

/** Incidents that were open in that while, or came into being. */
export async function incidentsSince(
  reader: TimelineReader,
  since: Instant,
): Promise<{ incident: Incident; events: IncidentEvent[] }[]> {
  const all = await findIncidents(reader, { kind: ['real'], limit: MOST_INCIDENTS }, OPERATOR);
  const lately = all.filter(
    ({ incident }) =>
      incident.declaredAt >= since ||
      incident.statusSince >= since ||
      !['resolved', 'closed', 'canceled'].includes(incident.status),
  );
  const found: { incident: Incident; events: IncidentEvent[] }[] = [];
  for (const { stream, incident } of lately) {
    const events: IncidentEvent[] = [];
    for await (const page of eventsOf(reader, stream)) {
      events.push(...page);
    }
    found.push({ incident, events });
  }
  return found;
}

/** What people declared, what was open before, and every change of status that no rule made. */
export function happenedIn(
  incidents: readonly { incident: Incident; events: readonly IncidentEvent[] }[],
  since: Instant,
): Happened[] {
  return incidents.flatMap(({ incident, events }) => {
    const stream = `${INCIDENTS}${incident.id}`;
    const alerts = new Set(
      events.flatMap((event) => (event.type === 'signal-attached' ? [signalKey(event.data.signal)] : [])),
    );
    return events.flatMap((event): Happened[] => {
      if (event.type === 'incident-declared') {
        return event.actor.kind === 'monitor' && event.recordedAt >= since ? [] : [declared(event, stream)];
      }
      const byRule =
        event.type === 'status-changed' && (event.data.soakUntil ?? event.data.takesBack) !== undefined;
      return event.type === 'status-changed' && !byRule
        ? [{ kind: 'status', at: event.recordedAt, stream, to: event.data.to, alerts }]
        : [];
    });
  });
}

function declared(event: Extract<IncidentEvent, { type: 'incident-declared' }>, stream: string): Happened {
  const { service, team, severity } = event.data;
  return {
    kind: 'declared',
    at: event.recordedAt,
    stream,
    by: event.actor,
    wish: {
      kind: 'real',
      title: event.content?.title ?? '[redacted]',
      private: false,
      severity: severity.label,
      ...(service === undefined ? {} : { service }),
      ...(team === undefined ? {} : { team }),
    },
  };
}
