// Deployments of a service within a window: read from the newest backwards, never more than asked for.
import type { Actor } from '../incident/values.ts';
import { serviceKey } from '../policy/services.ts';
import { deploymentOf, instantOf, listedUntil, ofService, type ServiceRow } from './deployment-rows.ts';
import type { DeploymentWindow, ReceivedDeployment } from './engine-port.ts';
import type { Readable } from './find.ts';
import { DEPLOYMENTS } from './stream-names.ts';

const MOST = 20;

export async function recentDeployments(
  timeline: Readable,
  { service: name, after, until, limit = MOST }: DeploymentWindow,
): Promise<{ deployments: ReceivedDeployment[]; more: boolean }> {
  const service = serviceKey(name);
  const listed = await timeline.listKeys(DEPLOYMENTS, ofService(service), {
    after: listedUntil(service, until),
    limit: limit + 1,
  });
  const within = listed.filter(({ key }) => instantOf(service, key) > after);
  const rows = within.slice(0, limit).map(({ value }) => value as unknown as ServiceRow);
  const events = new Map(
    (await timeline.readEvents(rows.map(({ event }) => event))).map((event) => [event.id, event]),
  );
  const seen = new Set<string>();
  const deployments = rows.flatMap(({ event: id, deployment: key }) => {
    const event = events.get(id);
    const deployment = event && deploymentOf(event);
    const ended = seen.has(key);
    seen.add(key);
    return deployment === undefined || (deployment.status === 'started' && ended)
      ? []
      : [{ deployment, by: event?.actor as unknown as Actor }];
  });
  return { deployments, more: within.length > limit };
}
