// An incident in a line or two, as lists, status and catch-up show it.
import type { Incident } from '../incident/state.ts';
import { headline } from './act.ts';
import { channelLink, dateToken, mention } from './blocks.ts';

/** `SEV-2, mitigated since 14:05` */
export function stateLine(incident: Incident): string {
  const chosen = incident.severityChosen ? '' : ' (nobody has chosen it yet)';
  const since = dateToken(incident.statusSince, incident.zone);
  const of = incident.mergedInto ? ` of INC-${incident.mergedInto.number}` : '';
  const reason = incident.cancelReason ? ` as ${incident.cancelReason}${of}` : '';
  return `${incident.severity.label}${chosen}, ${incident.status}${reason} since ${since}`;
}

/** `Commander @Bo, Communications Lead @Chidi`; empty where nobody holds a role. */
export function rolesLine(incident: Incident): string {
  return Object.values(incident.roles)
    .map(({ role, who }) => `${role.label} ${mention(who.id)}`)
    .join(', ');
}

/** Headline, state and channel: one incident of a list. */
export function listLine(incident: Incident): string {
  const kind = incident.kind === 'real' ? '' : ` (${incident.kind})`;
  const where = incident.channel ? ` · ${channelLink(incident.channel.id)}` : '';
  return `${headline(incident)}${kind}\n${stateLine(incident)}${where}`;
}
