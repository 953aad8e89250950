// What is kept of deployments: events of what pipelines said, a row per deployment, and rows by which a service's newest are found.
import type { Actor, Deployment, DeploymentStatus, Instant } from '../incident/values.ts';
import { type NewId, sha256 } from '../lib/ids.ts';
import type { Json, NewEvent, StoredEvent } from '../timeline/port.ts';

/** The events that told each status of one deployment. */
export type DeploymentRow = Partial<Record<DeploymentStatus, string>>;

/** The event that told this status. */
export type ServiceRow = { event: string; deployment: string };

export const deploymentRowKey = ({ vendor, key }: Pick<Deployment, 'vendor' | 'key'>) =>
  `deploy:${sha256(`${vendor}/${key}`)}`;

export const ofService = (service: string) => `deployed:${sha256(service)}/`;

/** Later than any instant that we meet, and as many digits as the difference ever has. */
const FAR = 9_999_999_999_999;

/** Keys are listed in rising order: counted down from far away, the newest comes first. */
const countdown = (at: Instant) => String(Math.max(0, FAR - at)).padStart(13, '0');

export const serviceRowKey = (service: string, at: Instant, event: string) =>
  `${ofService(service)}${countdown(at)}/${event}`;

/** What listed keys begin after, where nothing later than `until` is wanted: a slash comes before what follows it. */
export const listedUntil = (service: string, until: Instant) => `${ofService(service)}${countdown(until)}`;

/** When the status of a listed row came about. */
export const instantOf = (service: string, key: string): Instant =>
  FAR - Number(key.slice(ofService(service).length).split('/')[0]);

type Told = { actor: Actor; key: string; raw: string; vendor: string };
type Written = { newId: NewId; now: Instant };

const base = ({ actor, key }: Told, { newId, now }: Written) => ({
  id: newId(),
  v: 1,
  recordedAt: now,
  actor: actor as unknown as Json,
  source: { kind: 'deployment', key },
});

/** The body as it came. */
export function deliveryEvent(told: Told, deployments: number, written: Written): NewEvent {
  return {
    ...base(told, written),
    type: 'delivery-received',
    occurredAt: written.now,
    data: { vendor: told.vendor, deployments },
    content: { raw: told.raw },
  };
}

export function deploymentEvent(
  deployment: Deployment,
  told: Told,
  delivery: string,
  written: Written,
): NewEvent {
  const { title, ...data } = deployment;
  return {
    ...base(told, written),
    type: 'deployment-received',
    occurredAt: deployment.finishedAt,
    causedBy: delivery,
    data: data as unknown as Json,
    content: { title },
  };
}

/** The deployment, at its status, that an event tells of. */
export function deploymentOf(event: StoredEvent): Deployment {
  const { title } = (event.content ?? { title: '' }) as { title: string };
  return { ...(event.data as unknown as Omit<Deployment, 'title'>), title };
}
