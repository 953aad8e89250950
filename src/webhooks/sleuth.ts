// Sleuth's automation action "webhook": one message per deployment, signed as Slack signs (help.sleuth.io, "Webhook action").
import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import { deploymentOf, instant, keyOf, name, title } from './deployment-fields.ts';
import { secretsSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';
import { hmacOf, isTimely, signedBy, unixSeconds } from './signed.ts';

/** `SLEUTH_API_KEY`: the organisation's key, which signs what comes from there. */
export const SleuthSettings = z.object({ secrets: secretsSetting });
export type SleuthSettings = z.infer<typeof SleuthSettings>;

const slug = z.object({ slug: name }).nullish().catch(undefined);

const Body = z.object({
  name: title,
  on: instant,
  branch: name,
  revision: name,
  environment: slug,
  changeSource: slug,
  organization: slug,
  author: z.object({ email: name }).nullish().catch(undefined),
});

/**
 * There is no id of the delivery: source, environment, revision and time name the deployment. Its health comes again and
 * again under the same name and tells nothing of whether it was rolled back.
 */
function parse(body: unknown, _settings: SleuthSettings, { receivedAt }: Delivery): Parsed {
  const read = Body.safeParse(body);
  const source = read.data?.changeSource?.slug;
  if (!read.success || Array.isArray(body)) {
    return { ok: false, why: 'Not a deployment as Sleuth sends it: it needs changeSource.slug and on.' };
  }
  if ((body as { ping?: unknown }).ping === true) {
    return { ok: true, inbound: [], notes: [] };
  }
  if (source === undefined) {
    return { ok: false, why: 'Not a deployment as Sleuth sends it: changeSource.slug is missing.' };
  }
  const { on, revision, branch, author } = read.data;
  const environment = read.data.environment?.slug;
  const deployment = deploymentOf({
    vendor: 'sleuth',
    key: keyOf(source, environment, revision, on),
    service: source,
    environment,
    labels: { sleuth: source, ...(environment === undefined ? {} : { environment }) },
    version: revision,
    title: read.data.name ?? (branch === undefined ? undefined : `from ${branch}`),
    url: undefined,
    by: author?.email?.split('@')[0],
    startedAt: undefined,
    finishedAt: on ?? receivedAt,
    status: 'succeeded',
    release: undefined,
  });
  const inbound: Inbound[] = [{ kind: 'deployment', deployment }];
  return { ok: true, inbound, notes: [] };
}

const VERSION = 'v0';

export const sleuth: WebhookVendor<SleuthSettings> = {
  id: 'sleuth',
  label: 'Sleuth',
  settings: SleuthSettings,
  env: { SLEUTH_API_KEY: 'secrets' },
  required: 'SLEUTH_API_KEY',
  hint: 'The signature X-SLEUTH-SIGNATURE is missing, wrong or older than five minutes. SLEUTH_API_KEY is the API key of the organisation that sends.',
  verify({ headers, raw, wireTime }, { secrets }) {
    const timestamp = headers['x-sleuth-timestamp'];
    const signature = /^v0=([0-9a-f]{64})$/i.exec(headers['x-sleuth-signature'] ?? '')?.[1];
    return (
      isTimely(unixSeconds(timestamp), wireTime) &&
      signedBy([signature], secrets, `${VERSION}:${timestamp}:`, raw)
    );
  },
  parse,
  ping({ secrets: [secret = ''] }, wireTime) {
    const raw = new TextEncoder().encode(JSON.stringify({ ping: true }));
    const timestamp = String(Math.floor(wireTime / 1000));
    return {
      raw,
      headers: {
        'content-type': 'application/json',
        'x-sleuth-timestamp': timestamp,
        'x-sleuth-signature': `${VERSION}=${hmacOf(secret, `${VERSION}:${timestamp}:`, raw)}`,
      },
    };
  },
};
