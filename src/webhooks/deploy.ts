// The generic deploy webhook: any pipeline that can send a small JSON body, with a bearer secret or a signature. See docs/deployments.md.
import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import type { Deployment, DeploymentStatus, Instant } from '../incident/values.ts';
import { bearerMatches } from './bearer.ts';
import { deploymentOf, instant, keyOf, labels, link, name, title } from './deployment-fields.ts';
import { secretsSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';
import { hmacOf, isTimely, signedBy, unixSeconds } from './signed.ts';

export const DeploySettings = z.object({ secrets: secretsSetting });
export type DeploySettings = z.infer<typeof DeploySettings>;

const Body = z.object({
  id: title,
  external_id: title,
  service: name,
  environment: name,
  version: name,
  status: name,
  title,
  url: link,
  actor: name,
  started_at: instant,
  finished_at: instant,
  labels,
});
type Body = z.infer<typeof Body>;

/** The words of pipelines for how far they came; absent means that it is done. */
const STATUS: Readonly<Record<string, DeploymentStatus>> = {
  started: 'started',
  running: 'started',
  'in-progress': 'started',
  pending: 'started',
  succeeded: 'succeeded',
  success: 'succeeded',
  deployed: 'succeeded',
  finished: 'succeeded',
  completed: 'succeeded',
  failed: 'failed',
  failure: 'failed',
  error: 'failed',
  'rolled-back': 'rolled-back',
  rollback: 'rolled-back',
};

const plain = (word: string) => word.toLowerCase().replace(/[\s_]+/g, '-');

/** Bodies without an id: told again within the same minute they are one, for a step that tries twice. */
const MINUTE = 60_000;

function read(body: Body, receivedAt: Instant): Deployment | string {
  const word = plain(body.status ?? 'succeeded');
  const status = Object.hasOwn(STATUS, word) ? STATUS[word] : undefined;
  if (status === undefined) {
    return `The status “${body.status}” is none of started, succeeded, failed and rolled-back.`;
  }
  const { service, environment, version, started_at: startedAt, labels: told } = body;
  if (service === undefined && told === undefined) {
    return 'Nothing says which service was deployed: send `service`, or `labels` that firescribe.yml knows.';
  }
  const finishedAt = body.finished_at ?? (status === 'started' ? startedAt : undefined) ?? receivedAt;
  const id = body.id ?? body.external_id;
  const minute = Math.floor((startedAt ?? finishedAt) / MINUTE);
  return deploymentOf({
    vendor: 'deploy',
    key: id === undefined ? keyOf(service, environment, version, minute) : keyOf(id),
    service,
    environment,
    labels: told,
    version,
    title: body.title,
    url: body.url,
    by: body.actor,
    startedAt,
    finishedAt,
    status,
    release: undefined,
  });
}

const FORM =
  'Not a deployment: send a JSON object such as {"service": "checkout-api", "version": "1.4.2"}; docs/deployments.md has all its fields.';

function parse(body: unknown, _settings: DeploySettings, delivery: Delivery): Parsed {
  const object = Body.safeParse(body);
  if (!object.success || Array.isArray(body)) {
    return { ok: false, why: FORM };
  }
  if ((body as { ping?: unknown }).ping === true) {
    return { ok: true, inbound: [], notes: [] };
  }
  const deployment = read(object.data, delivery.receivedAt);
  if (typeof deployment === 'string') {
    return { ok: false, why: deployment };
  }
  const inbound: Inbound[] = [{ kind: 'deployment', deployment }];
  return { ok: true, inbound, notes: [] };
}

/** `v1=` and the signature over `<timestamp>.<body>`. */
function isAuthentic({ headers, raw, wireTime }: Delivery, secrets: readonly string[]): boolean {
  const timestamp = headers['x-firescribe-timestamp'];
  const signature = /^v1=([0-9a-f]{64})$/i.exec(headers['x-firescribe-signature'] ?? '')?.[1];
  return isTimely(unixSeconds(timestamp), wireTime) && signedBy([signature], secrets, `${timestamp}.`, raw);
}

export const deploy: WebhookVendor<DeploySettings> = {
  id: 'deploy',
  label: 'Deploy webhook',
  settings: DeploySettings,
  env: { DEPLOY_WEBHOOK_SECRET: 'secrets' },
  required: 'DEPLOY_WEBHOOK_SECRET',
  hint: 'The secret or the signature is missing, wrong or too old. Send "Authorization: Bearer <secret>", or X-Firescribe-Timestamp (Unix seconds, within five minutes) and "X-Firescribe-Signature: v1=<HMAC-SHA256 in hex of timestamp, a dot and the body>".',
  verify: (delivery, { secrets }) => bearerMatches(delivery, secrets) || isAuthentic(delivery, secrets),
  parse,
  ping({ secrets: [secret = ''] }, wireTime) {
    const raw = new TextEncoder().encode(JSON.stringify({ ping: true }));
    const timestamp = String(Math.floor(wireTime / 1000));
    return {
      raw,
      headers: {
        'content-type': 'application/json',
        'x-firescribe-timestamp': timestamp,
        'x-firescribe-signature': `v1=${hmacOf(secret, `${timestamp}.`, raw)}`,
      },
    };
  },
};
