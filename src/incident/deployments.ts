// Deployments of the incident's service: each status is noted once, at its own time, whatever the order of telling.
import { type Decide, decided, fact, NOTHING, together } from './decision.ts';
import type { Recorded } from './events.ts';
import { deploymentKey, type NotedRow } from './keys.ts';
import type { Incident, NotedDeployment } from './state.ts';
import { oneLine } from './texts.ts';
import type { Deployment } from './values.ts';

/** State keeps so many of the newest; the card shows them. */
const NEWEST = 3;

export const noteDeployments: Decide<'note-deployments'> = ({ wish }, { state, lookups }) => {
  const rows = new Map<string, NotedRow>();
  const decisions = wish.deployments.map(({ deployment, by }) => {
    const key = deploymentKey(state.number, deployment);
    const before = rows.get(key) ?? (lookups.keys.get(key) as NotedRow | undefined) ?? { statuses: [] };
    if (before.statuses.includes(deployment.status)) {
      return NOTHING;
    }
    const row = { statuses: [...before.statuses, deployment.status] };
    rows.set(key, row);
    const { title, ...rest } = deployment;
    const data = {
      deployment: rest,
      rule: wish.rule,
      ...(before.statuses.length === 0 ? { first: true } : {}),
    };
    const told = { occurredAt: deployment.finishedAt, actor: by };
    const made = fact(lookups, 'deployment-noted', data, { title: oneLine(title) }, told);
    return decided([made], {
      keys: [{ op: 'set', key, value: row }],
      search: [{ op: 'upsert', id: made.id, text: searchable(deployment) }],
    });
  });
  return together(decisions);
};

function searchable({ title, service, version, environment }: Deployment): string {
  return [title, service, version, environment].filter(Boolean).join('\n');
}

/** Of one deployment the latest status counts; of those of one instant the one whose event came later. */
export function deploymentNoted(state: Incident, event: Recorded<'deployment-noted'>): Incident {
  const { vendor, key } = event.data.deployment;
  const noted = { deployment: `${vendor}/${key}`, event: event.id, at: event.occurredAt };
  const { count, newest } = state.deployments ?? { count: 0, newest: [] };
  const same = newest.find(({ deployment }) => deployment === noted.deployment);
  const others = newest.filter((one) => one !== same);
  const kept = same && same.at > noted.at ? same : noted;
  return {
    ...state,
    deployments: {
      count: count + (event.data.first ? 1 : 0),
      newest: [...others, kept].sort(byTime).slice(0, NEWEST),
    },
  };
}

function byTime(a: NotedDeployment, b: NotedDeployment): number {
  return b.at - a.at || (a.deployment < b.deployment ? -1 : 1);
}
