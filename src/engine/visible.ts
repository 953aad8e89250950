// Who may see a private incident: operators, whom the configuration names, whoever declared it, those who hold a role in it, and who is in its channel.
import { type MemberRow, memberKey } from '../incident/keys.ts';
import type { Incident } from '../incident/state.ts';
import type { TimelineReader } from '../timeline/port.ts';
import type { Viewer } from './engine-port.ts';

export type Seen = { stream: string; incident: Incident };

/** Those of the incidents that the viewer may know of, in their order. */
export async function visibleTo(
  timeline: Pick<TimelineReader, 'readKeys'>,
  viewer: Viewer,
  found: readonly Seen[],
): Promise<Seen[]> {
  if (viewer.kind === 'operator' || viewer.seesPrivate) {
    return [...found];
  }
  const unsure = found.filter(({ incident }) => incident.private && !isOfficer(incident, viewer.id));
  if (unsure.length === 0) {
    return [...found];
  }
  const keyOf = ({ incident }: Seen) => memberKey(incident.number, viewer.id);
  const rows = await timeline.readKeys(unsure.map(keyOf));
  const inside = new Set(rows.filter(({ value }) => (value as MemberRow).in).map(({ key }) => key));
  const hidden = new Set(unsure.filter((seen) => !inside.has(keyOf(seen))));
  return found.filter((seen) => !hidden.has(seen));
}

function isOfficer(incident: Incident, person: string): boolean {
  return (
    incident.declaredBy.id === person || Object.values(incident.roles).some(({ who }) => who.id === person)
  );
}
