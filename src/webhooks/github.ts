// GitHub's webhooks `deployment_status` and `release` (docs.github.com, "Webhook events and payloads").
import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import type { Deployment, DeploymentStatus } from '../incident/values.ts';
import { deploymentOf, instant, keyOf, link, name, tagIn, title } from './deployment-fields.ts';
import { secretsSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';
import { hmacOf, signedBy } from './signed.ts';

export const GithubSettings = z.object({ secrets: secretsSetting });
export type GithubSettings = z.infer<typeof GithubSettings>;

const login = z.object({ login: name }).nullish().catch(undefined);
/** Without its name nobody knows what was deployed. */
const known = name.pipe(z.string());
const repository = z.object({ full_name: known, name: known, html_url: link });

const DeploymentEvent = z.object({
  repository,
  deployment: z.object({
    id: z.number(),
    sha: name,
    ref: name,
    description: title,
    environment: name,
    /** What the workflow gave along: an object, or text that may be JSON. */
    payload: z.unknown(),
    /** A preview that goes with its branch. */
    transient_environment: z.boolean().optional().catch(undefined),
    creator: login,
    created_at: instant,
  }),
  deployment_status: z.object({
    state: z.string(),
    description: title,
    environment: name,
    target_url: link,
    log_url: link,
    created_at: instant,
    updated_at: instant,
  }),
});

const ReleaseEvent = z.object({
  action: z.string(),
  repository,
  release: z.object({
    id: z.number(),
    tag_name: name,
    name: title,
    html_url: link,
    draft: z.boolean().optional().catch(undefined),
    prerelease: z.boolean().optional().catch(undefined),
    author: login,
    published_at: instant,
  }),
});

/** `inactive` means that another one took its place; the others are still on their way. */
const STATE: Readonly<Record<string, DeploymentStatus>> = {
  in_progress: 'started',
  success: 'succeeded',
  failure: 'failed',
  error: 'failed',
};

const told = (deployment: Deployment): Parsed => {
  const inbound: Inbound[] = [{ kind: 'deployment', deployment }];
  return { ok: true, inbound, notes: [] };
};
const nothing = (...notes: string[]): Parsed => ({ ok: true, inbound: [], notes });

/** `service` in the payload of a deployment, which its workflow may set. */
function serviceIn(payload: unknown): string | undefined {
  const given = typeof payload === 'string' ? json(payload) : payload;
  return z.object({ service: name }).safeParse(given).data?.service;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseDeployment(body: unknown, { receivedAt }: Delivery): Parsed {
  const event = DeploymentEvent.safeParse(body);
  if (!event.success) {
    return {
      ok: false,
      why: 'Not a deployment_status as GitHub sends it: its repository, deployment or state is missing.',
    };
  }
  const { repository: repo, deployment, deployment_status: status } = event.data;
  const state = Object.hasOwn(STATE, status.state) ? STATE[status.state] : undefined;
  if (state === undefined || deployment.transient_environment) {
    return nothing();
  }
  const environment = status.environment ?? deployment.environment;
  const tag = tagIn(deployment.ref);
  const from =
    deployment.ref === undefined || deployment.ref === deployment.sha ? undefined : `from ${deployment.ref}`;
  return told(
    deploymentOf({
      vendor: 'github',
      key: keyOf('deployment', repo.full_name, deployment.id),
      service: serviceIn(deployment.payload) ?? repo.name,
      environment,
      labels: labelsOf(repo.full_name, environment),
      version: tag ?? deployment.sha,
      title: deployment.description ?? status.description ?? (tag === undefined ? from : undefined),
      url: status.target_url ?? status.log_url ?? repo.html_url,
      by: deployment.creator?.login,
      startedAt: deployment.created_at,
      finishedAt: status.created_at ?? status.updated_at ?? receivedAt,
      status: state,
      release: undefined,
    }),
  );
}

const labelsOf = (repository: string, environment?: string): Record<string, string> =>
  environment === undefined ? { repository } : { repository, environment };

/** `released` and `published` both come for one release; the second comes for pre-releases, too. */
function parseRelease(body: unknown, { receivedAt }: Delivery): Parsed {
  const event = ReleaseEvent.safeParse(body);
  if (!event.success) {
    return {
      ok: false,
      why: 'Not a release as GitHub sends it: its repository, action or release is missing.',
    };
  }
  const { action, repository: repo, release } = event.data;
  if (action !== 'published' || release.draft) {
    return nothing();
  }
  const named = release.name === release.tag_name ? undefined : release.name;
  return told(
    deploymentOf({
      vendor: 'github',
      key: keyOf('release', repo.full_name, release.id),
      service: repo.name,
      environment: undefined,
      labels: labelsOf(repo.full_name),
      version: release.tag_name,
      title: [named, release.prerelease ? '(pre-release)' : undefined].filter(Boolean).join(' '),
      url: release.html_url,
      by: release.author?.login,
      startedAt: undefined,
      finishedAt: release.published_at ?? receivedAt,
      status: 'succeeded',
      release: true,
    }),
  );
}

/** The form that GitHub's page offers first puts the JSON into a field. */
function bodyOf(body: unknown, { raw, headers }: Delivery): unknown {
  if (body !== undefined || !/form-urlencoded/i.test(headers['content-type'] ?? '')) {
    return body;
  }
  return json(new URLSearchParams(new TextDecoder().decode(raw)).get('payload') ?? '');
}

function parse(sent: unknown, _settings: GithubSettings, delivery: Delivery): Parsed {
  const event = delivery.headers['x-github-event'];
  const body = bodyOf(sent, delivery);
  if (body === undefined) {
    return { ok: false, why: 'Set the content type of the webhook in GitHub to application/json.' };
  }
  switch (event) {
    case 'ping':
      return nothing();
    case 'deployment_status':
      return parseDeployment(body, delivery);
    case 'release':
      return parseRelease(body, delivery);
    case undefined:
      return {
        ok: false,
        why: 'The header X-GitHub-Event is missing, so that nobody knows what this tells.',
      };
    default:
      return nothing(
        `GitHub sends “${event.slice(0, 50)}”, which nothing here uses: choose Deployment statuses and Releases only.`,
      );
  }
}

const PREFIX = 'sha256=';

export const github: WebhookVendor<GithubSettings> = {
  id: 'github',
  label: 'GitHub',
  settings: GithubSettings,
  env: { GITHUB_WEBHOOK_SECRET: 'secrets' },
  required: 'GITHUB_WEBHOOK_SECRET',
  hint: 'The signature X-Hub-Signature-256 is missing or wrong. Give the webhook in GitHub the secret that stands in GITHUB_WEBHOOK_SECRET.',
  verify({ headers, raw }, { secrets }) {
    const signature = headers['x-hub-signature-256'] ?? '';
    return signature.startsWith(PREFIX) && signedBy([signature.slice(PREFIX.length)], secrets, raw);
  },
  parse,
  ping({ secrets: [secret = ''] }) {
    const raw = new TextEncoder().encode(JSON.stringify({ zen: 'Ping.' }));
    return {
      raw,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'ping',
        'x-hub-signature-256': `${PREFIX}${hmacOf(secret, raw)}`,
      },
    };
  },
};
