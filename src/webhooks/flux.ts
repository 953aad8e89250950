// Flux's provider `generic-hmac`: events of its reconcilers, signed (fluxcd.io, "Providers", and event/v1beta1 of fluxcd/pkg).
import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import type { DeploymentStatus } from '../incident/values.ts';
import { deploymentOf, instant, keyOf, link, name, tagIn, title } from './deployment-fields.ts';
import { secretsSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';
import { hmacOf, signedBy } from './signed.ts';

export const FluxSettings = z.object({ secrets: secretsSetting });
export type FluxSettings = z.infer<typeof FluxSettings>;

const Event = z.object({
  involvedObject: z.object({ kind: z.string(), namespace: name, name: name.pipe(z.string()) }),
  reason: z.string(),
  message: title,
  timestamp: instant,
  /** What the controller knows, and the alert's own `eventMetadata`. */
  metadata: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/** Only these deploy; sources and image automation tell of what may be deployed later. */
const DEPLOYING = new Set(['Kustomization', 'HelmRelease']);

const HOUR = 60 * 60_000;

function statusOf(reason: string): DeploymentStatus | undefined {
  if (/^Rollback(Succeeded|Failed)$/.test(reason)) {
    return reason === 'RollbackSucceeded' ? 'rolled-back' : 'failed';
  }
  return /^(Reconciliation|Install|Upgrade)Succeeded$/.test(reason)
    ? 'succeeded'
    : /^(Reconciliation|Install|Upgrade|HealthCheck|Build|Prune)Failed$/.test(reason)
      ? 'failed'
      : undefined;
}

/** `1.4.2` of `1.4.2@sha1:…`, the hash of `main@sha1:…`; the chart's version stands alone. */
function versionIn(revision: string | undefined): string | undefined {
  const [ref, digest] = (revision ?? '').split('@');
  return tagIn(ref) ?? (digest === undefined ? ref || undefined : digest.replace(/^[a-z0-9]+:/i, ''));
}

function parse(body: unknown, _settings: FluxSettings, { receivedAt }: Delivery): Parsed {
  const read = Event.safeParse(body);
  if (!read.success) {
    return {
      ok: false,
      why: 'Not an event of Flux: its involvedObject or reason is missing. Use a Provider of type generic-hmac.',
    };
  }
  const { involvedObject: object, reason, message, timestamp, metadata = {} } = read.data;
  const status = statusOf(reason);
  if (status === undefined || !DEPLOYING.has(object.kind)) {
    return { ok: true, inbound: [], notes: [] };
  }
  /** Older controllers leave the group before a name: `kustomize.toolkit.fluxcd.io/revision`. */
  const told = (word: string) =>
    name.parse(metadata[word] ?? Object.entries(metadata).find(([key]) => key.endsWith(`/${word}`))?.[1]);
  const revision = told('revision');
  const finishedAt = timestamp ?? receivedAt;
  /** Where no revision is told, what is told within an hour is one deployment. */
  const hour = Math.floor(finishedAt / HOUR);
  const environment = told('environment') ?? told('env') ?? told('cluster');
  const deployment = deploymentOf({
    vendor: 'flux',
    key: keyOf(environment, object.kind, object.namespace, object.name, revision ?? hour),
    service: told('service') ?? object.name,
    environment,
    labels: {
      kind: object.kind,
      name: object.name,
      ...(object.namespace ? { namespace: object.namespace } : {}),
    },
    version: versionIn(revision),
    title: status === 'failed' ? message : told('summary'),
    url: link.parse(metadata.url),
    by: undefined,
    startedAt: undefined,
    finishedAt,
    status,
    release: undefined,
  });
  const inbound: Inbound[] = [{ kind: 'deployment', deployment }];
  return { ok: true, inbound, notes: [] };
}

const PREFIX = 'sha256=';

export const flux: WebhookVendor<FluxSettings> = {
  id: 'flux',
  label: 'Flux',
  settings: FluxSettings,
  env: { FLUX_WEBHOOK_SECRET: 'secrets' },
  required: 'FLUX_WEBHOOK_SECRET',
  hint: 'The signature X-Signature is missing or wrong. Use a Provider of type generic-hmac, whose secret holds the token that stands in FLUX_WEBHOOK_SECRET.',
  verify({ headers, raw }, { secrets }) {
    const signature = headers['x-signature'] ?? '';
    return signature.startsWith(PREFIX) && signedBy([signature.slice(PREFIX.length)], secrets, raw);
  },
  parse,
  ping({ secrets: [secret = ''] }) {
    const event = { involvedObject: { kind: 'Provider', name: 'firescribe' }, reason: 'Ping' };
    const raw = new TextEncoder().encode(JSON.stringify(event));
    return {
      raw,
      headers: { 'content-type': 'application/json', 'x-signature': `${PREFIX}${hmacOf(secret, raw)}` },
    };
  },
};
