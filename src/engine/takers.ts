// Incidents that may take an alert, as far as they have to be looked at: of its service, its team, or its group.
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import { serviceName, teamName } from '../policy/services.ts';
import type { StateRow } from '../timeline/port.ts';
import type { FlapRow } from '../workflows/flapping.ts';
import type { GroupingRow } from '../workflows/ledger.ts';
import type { Candidate, Situation } from '../workflows/routes.ts';
import { type Plan, teamOf } from '../workflows/rules.ts';
import { survivorOf } from './find.ts';
import type { WritePath } from './handle.ts';
import { stateOf } from './stored-incident.ts';

type Path = Pick<WritePath, 'timeline' | 'policy'>;
type Asked = {
  plans: readonly Plan[];
  groups: Readonly<Record<string, GroupingRow>>;
  flap: FlapRow | undefined;
  now: Instant;
};

const MOST_CANDIDATES = 50;

const OPEN_TO_ALL = [
  { facet: 'open', is: [1] },
  { facet: 'private', is: [0] },
];

/** By their facets, and those that groups or the alert's last occurrence name. */
export async function takers(
  path: Path,
  { plans, groups, flap, now }: Asked,
): Promise<Pick<Situation, 'candidates' | 'before' | 'groups'>> {
  const rows = (await Promise.all(plans.map((plan) => rowsFor(path, plan, now)))).flat();
  const named = Object.values(groups).map(({ incident }) => incident);
  const last = flap?.incident;
  const found = new Map<string, Incident>();
  for (const row of rows) {
    const incident = found.has(row.stream) ? undefined : await stateOf(path.timeline, row);
    if (incident) {
      found.set(row.stream, incident);
    }
  }
  const goesOn = new Map<string, Candidate>();
  for (const stream of new Set([...named, ...(last === undefined ? [] : [last])])) {
    const survivor = await survivorOf(path.timeline, stream);
    if (survivor) {
      goesOn.set(stream, survivor);
      found.set(survivor.stream, survivor.incident);
    }
  }
  const before = last === undefined ? undefined : goesOn.get(last);
  return {
    candidates: [...found].map(([stream, incident]) => ({ stream, incident })),
    groups: Object.fromEntries(
      Object.entries(groups).map(([key, row]) => [
        key,
        { ...row, incident: goesOn.get(row.incident)?.stream ?? row.incident },
      ]),
    ),
    ...(before ? { before: { ...before, merged: before.stream !== last } } : {}),
  };
}

async function rowsFor({ timeline, policy }: Path, plan: Plan, now: Instant): Promise<StateRow[]> {
  const by = plan.group?.by ?? 'service';
  const { signal } = plan;
  const word = by === 'team' ? teamOf(signal, policy()) : by === 'service' ? signal.service : undefined;
  if (!word?.trim()) {
    return [];
  }
  const name = by === 'team' ? teamName(policy(), word) : serviceName(policy(), word);
  return timeline.findStreams({
    // An incident of a team may have no service; that of a service has one.
    where: [...(by === 'team' ? OPEN_TO_ALL : [{ facet: 'canAttach', is: [1] }]), { facet: by, is: [name] }],
    between: { facet: 'activeAt', from: now - policy().quiet.attachWithinMs },
    orderBy: { facet: 'activeAt', descending: true },
    limit: MOST_CANDIDATES,
  });
}
