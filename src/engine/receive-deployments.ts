// Taking in what pipelines say: on disk before anybody is told that it arrived; the same status told twice changes nothing.
import type { Deployment, Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceByLabels, serviceKey, serviceName } from '../policy/services.ts';
import type { Json, KeyChange, NewEffect, NewEvent } from '../timeline/port.ts';
import type { Outcome, View } from './batch.ts';
import {
  type DeploymentRow,
  deliveryEvent,
  deploymentEvent,
  deploymentRowKey,
  serviceRowKey,
} from './deployment-rows.ts';
import type { Engine } from './engine-port.ts';
import type { WritePath } from './handle.ts';

type Origin = Parameters<Engine['receive']>[1];

export async function receiveDeployments<State>(
  path: Pick<WritePath, 'now' | 'newId' | 'policy'>,
  view: View<State>,
  { deployments, origin }: { deployments: readonly Deployment[]; origin: Origin },
): Promise<Outcome<State, void>> {
  const written = { now: path.now(), newId: path.newId };
  const stored = await view.readKeys(deployments.map(deploymentRowKey));
  const rows = new Map(
    deployments.map((one) => [
      deploymentRowKey(one),
      stored.get(deploymentRowKey(one)) as DeploymentRow | undefined,
    ]),
  );
  const delivery = deliveryEvent(origin, deployments.length, written);
  const events: NewEvent[] = [];
  const keys: KeyChange[] = [];
  const effects = new Map<string, NewEffect>();
  for (const told of deployments) {
    const key = deploymentRowKey(told);
    const row = rows.get(key) ?? {};
    if (row[told.status] !== undefined) {
      continue;
    }
    const deployment = understood(told, written.now, path.policy());
    const event = deploymentEvent(deployment, origin, delivery.id, written);
    events.push(event);
    rows.set(key, { ...row, [told.status]: event.id });
    keys.push({ op: 'set', key, value: rows.get(key) as Json });
    if (deployment.service !== undefined) {
      const service = serviceKey(deployment.service);
      const value = { event: event.id, deployment: key };
      keys.push({ op: 'set', key: serviceRowKey(service, deployment.finishedAt, event.id), value });
      effects.set(service, noting(event.id, deployment.service, written.now));
    }
  }
  return {
    add: {
      state: view.state,
      events: events.length > 0 ? [delivery, ...events] : [],
      keys,
      effects: [...effects.values()],
    },
    answer: () => undefined,
  };
}

/** Its service as it is called here. What claims to have happened later than now happened now: clocks differ. */
function understood(told: Deployment, now: Instant, policy: Policy): Deployment {
  const { service: word, labels } = told;
  const service =
    (labels && serviceByLabels(policy, labels)?.id) ?? (word?.trim() ? serviceName(policy, word) : undefined);
  const { service: _word, ...rest } = told;
  return {
    ...rest,
    ...(service === undefined ? {} : { service }),
    finishedAt: Math.min(told.finishedAt, now),
  };
}

/** One that waits does for all that come meanwhile. */
function noting(event: string, service: string, now: Instant): NewEffect {
  return {
    key: `${event}/note`,
    kind: 'deployments.note',
    payload: { service },
    dueAt: now,
    target: `deployments:${service}`,
  };
}
