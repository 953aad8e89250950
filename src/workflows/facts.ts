// What expressions see of an incident and of a fact: plain data under plain names.
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';

const MINUTE = 60_000;

type Plain = Readonly<Record<string, unknown>>;

/**
 * `incident` in expressions. `roles`: ids of holders by role id. `minutes`: since it was declared. What is not recorded is an
 * empty text, so that a comparison with it is false and no error.
 */
export function incidentFacts(incident: Incident, now: Instant): Plain {
  const { number, kind, status, severity, service = '', team = '', roles, counts } = incident;
  return {
    ...{ number, kind, status, service, team, private: incident.private, title: incident.title.text },
    severity: {
      id: severity.id,
      label: severity.label,
      rank: severity.rank,
      chosen: incident.severityChosen,
    },
    roles: Object.fromEntries(Object.entries(roles).map(([role, { who }]) => [role, who.id])),
    counts: { ...counts },
    minutes: Math.max(0, Math.floor((now - incident.declaredAt) / MINUTE)),
    declaredBy: incident.declaredBy.kind,
    openTasks: incident.items.filter((item) => item.kind === 'task' && !item.done).length,
  };
}

/** Of a private incident, for those outside: how it stands, and nothing of what or whose it is. */
export function neutralFacts(incident: Incident, now: Instant): Plain {
  return { ...incidentFacts(incident, now), title: '', service: '', team: '', roles: {} };
}

/** `event` in expressions: its kind, who did it, and its values. Words of people are not in it. */
export function eventFacts({ type, actor, data }: IncidentEvent): Plain {
  return { kind: type, by: { kind: actor.kind, id: actor.id, name: actor.name ?? '' }, data };
}
