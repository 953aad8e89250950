// Jira's webhooks: a hint that an issue may have changed, no more (developer.atlassian.com, "Webhooks"). What is true is then asked for.
import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import { secretsSetting } from './mount.ts';
import type { Parsed, WebhookVendor } from './port.ts';
import { hmacOf, signedBy } from './signed.ts';

export const JiraHookSettings = z.object({ secrets: secretsSetting });
export type JiraHookSettings = z.infer<typeof JiraHookSettings>;

const Body = z.object({
  webhookEvent: z.string(),
  issue: z
    .object({ id: z.union([z.string(), z.number()]).transform(String) })
    .nullish()
    .catch(undefined),
});

/** Comments, sprints and versions come along where the webhook was set up for all events. */
function parse(body: unknown): Parsed {
  const read = Body.safeParse(body);
  if (!read.success) {
    return { ok: false, why: 'Not a webhook as Jira sends it: webhookEvent is missing.' };
  }
  const { issue } = read.data;
  const inbound: Inbound[] = issue ? [{ kind: 'ticket-hint', hint: { vendor: 'jira', id: issue.id } }] : [];
  return { ok: true, inbound, notes: [] };
}

const PREFIX = 'sha256=';

export const jiraHook: WebhookVendor<JiraHookSettings> = {
  id: 'jira',
  label: 'Jira',
  settings: JiraHookSettings,
  env: { JIRA_WEBHOOK_SECRET: 'secrets' },
  required: 'JIRA_WEBHOOK_SECRET',
  hint: 'The signature X-Hub-Signature is missing or wrong. Give the webhook in Jira the secret that stands in JIRA_WEBHOOK_SECRET.',
  /** The header has GitHub’s old name, and its value the newer hash. */
  verify({ headers, raw }, { secrets }) {
    const signature = headers['x-hub-signature'] ?? '';
    return signature.startsWith(PREFIX) && signedBy([signature.slice(PREFIX.length)], secrets, raw);
  },
  parse,
  ping({ secrets: [secret = ''] }) {
    const raw = new TextEncoder().encode(JSON.stringify({ webhookEvent: 'ping' }));
    return {
      raw,
      headers: {
        'content-type': 'application/json',
        'x-hub-signature': `${PREFIX}${hmacOf(secret, raw)}`,
      },
    };
  },
};
