// How long the incident stood in each status and each severity, stretch by stretch.
import { durationText } from '../../evidence/durations.ts';
import type { Recorded } from '../../incident/events.ts';
import { isOpen } from '../../incident/lifecycle.ts';
import type { Instant, Status } from '../../incident/values.ts';
import type { Section, Table } from '../document.ts';
import { evidenceOf, gap, type Material } from '../material.ts';

/** `until` is absent while it lasts: a length is never counted up to now. */
type Stretch = { what: string; from: Instant; until?: Instant; event: string };

type Turn = { what: string; at: Instant; event: string };

/** From turn to turn; the last one ends with `end`, if anything does. */
function stretches(turns: readonly Turn[], end: Instant | undefined): Stretch[] {
  return turns.map(({ what, at, event }, index) => {
    const until = turns[index + 1]?.at ?? (end === undefined ? undefined : Math.max(end, at));
    return { what, from: at, event, ...(until === undefined ? {} : { until }) };
  });
}

function rowOf(material: Material, { what, from, until, event }: Stretch): Table['rows'][number] {
  const lasted = until === undefined ? ['–', 'not over'] : [material.when(until), durationText(until - from)];
  return { cells: [what, material.when(from), ...lasted], evidence: evidenceOf(material, [event]) };
}

function byTime<Event extends { occurredAt: Instant }>(events: readonly Event[]): Event[] {
  return [...events].sort((a, b) => a.occurredAt - b.occurredAt);
}

/** The last status of an incident that is over stands for good: it has no length that says anything. */
function statuses({ incident, events }: Material, declared: Recorded<'incident-declared'>): Stretch[] {
  const changes = byTime(events.filter((event) => event.type === 'status-changed'));
  const first = { what: declared.data.status, at: declared.occurredAt, event: declared.id };
  const turns = changes.map(({ data, occurredAt, id }) => ({ what: data.to, at: occurredAt, event: id }));
  const all = stretches([first, ...turns], undefined);
  return isOpen(incident.status)
    ? all
    : all.filter(({ what, until }) => until !== undefined || isOpen(what as Status));
}

function severities({ incident, events }: Material, declared: Recorded<'incident-declared'>): Stretch[] {
  const changes = byTime(events.filter((event) => event.type === 'severity-changed'));
  const { severity, severityChosen } = declared.data;
  const first = severityChosen ? severity.label : `${severity.label} (default)`;
  const turns = changes.map(({ data, occurredAt, id }) => ({
    what: data.to.label,
    at: occurredAt,
    event: id,
  }));
  const over = isOpen(incident.status) ? undefined : (incident.keyTimes.resolved?.at ?? incident.statusSince);
  return stretches([{ what: first, at: declared.occurredAt, event: declared.id }, ...turns], over);
}

/** Nobody gave an imported chat statuses or severities while it went on. */
export function stages(material: Material): Section {
  const declared = material.events.find((event) => event.type === 'incident-declared');
  const known = declared !== undefined && material.incident.kind !== 'imported';
  const rows = known ? [...statuses(material, declared), ...severities(material, declared)] : [];
  return {
    id: 'stages',
    title: 'Time in each status and severity',
    statements: rows.length > 0 ? [] : [gap('No status and no severity was set while it went on.')],
    table: {
      columns: ['Status or severity', 'From', 'Until', 'For'],
      rows: rows.map((stretch) => rowOf(material, stretch)),
    },
  };
}
