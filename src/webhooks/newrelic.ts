// New Relic's workflows: the default body of a webhook destination, with the tags that our template adds.

import { z } from 'zod';
import type { Signal } from '../incident/values.ts';
import { named } from '../lib/named.ts';
import { carriesSecret, carrying, SECRET_HINT } from './bearer.ts';
import { id, instantOf, key, labelsOf, link, name, nameIn, text, texts, titled } from './foreign-values.ts';
import { listSetting, secretsSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';

const Message = z.object({
  id,
  issueUrl: text,
  title: text,
  priority: text,
  state: z.string().min(1),
  impactedEntities: texts,
  /** Missing, empty and absurd ones have been seen. */
  createdAt: z.unknown().optional(),
  updatedAt: z.unknown().optional(),
  alertPolicyNames: texts,
  alertConditionNames: texts,
  workflowName: text,
  /** Not in the default body: docs/newrelic-webhook.hbs puts the tags here. Several values of one tag come as a list. */
  tags: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
type Message = z.infer<typeof Message>;

/** What the legacy notification channel sends. */
const Legacy = z.object({ incident_id: z.unknown(), current_state: z.string() });

const NewRelicSettings = z.object({
  secrets: secretsSetting,
  severityLabels: listSetting(z.string()).default(['severity']),
  serviceLabels: listSetting(z.string()).default(['service', 'app', 'application']),
  teamLabels: listSetting(z.string()).default(['team', 'owner']),
});
type Settings = z.infer<typeof NewRelicSettings>;

/** A crossed critical threshold is CRITICAL, a warning threshold HIGH. */
const SEVERITIES: Readonly<Record<string, string>> = {
  critical: 'critical',
  high: 'warning',
  medium: 'warning',
  low: 'info',
};

const firstOfList = (value: unknown) => (Array.isArray(value) ? value[0] : value);

function signalOf(told: Message, settings: Settings, delivery: Delivery): Signal {
  const tags = Object.entries(told.tags ?? {}).map(([tag, value]) => [tag, firstOfList(value)] as const);
  const labels = labelsOf({
    entity: told.impactedEntities[0],
    policy: told.alertPolicyNames[0],
    condition: told.alertConditionNames[0],
    priority: told.priority,
    ...Object.fromEntries(tags),
  });
  const changed = instantOf(told.updatedAt) ?? delivery.receivedAt;
  const state = told.state.toUpperCase() === 'CLOSED' ? 'resolved' : 'firing';
  const began = instantOf(told.createdAt) ?? changed;
  return {
    vendor: 'newrelic',
    dedupeKey: key(told.id),
    state,
    title: titled(told.title, told.alertConditionNames[0], `New Relic issue ${told.id}`),
    severity:
      settings.severityLabels.map((label) => labels[label]?.toLowerCase()).find(Boolean) ??
      named(SEVERITIES, told.priority?.toLowerCase() ?? ''),
    service: nameIn(settings.serviceLabels, labels),
    team: nameIn(settings.teamLabels, labels),
    labels,
    links: { source: link(told.issueUrl), runbook: link(labels.runbook_url ?? labels.runbook) },
    startsAt: began,
    ...(state === 'resolved' ? { endsAt: Math.max(began, changed) } : {}),
  };
}

/** What `doctor` sends. */
const PING = 'firescribe-doctor';
const STATES = ['CREATED', 'ACTIVATED', 'ACKNOWLEDGED', 'CLOSED'];

function parse(body: unknown, settings: Settings, delivery: Delivery): Parsed {
  const message = Message.safeParse(body);
  if (!message.success) {
    return {
      ok: false,
      why: Legacy.safeParse(body).success
        ? 'This is New Relic’s legacy notification channel. Use a workflow with a webhook destination.'
        : 'Not New Relic’s default body: it needs an `id` and a `state`. Leave the default template, or paste docs/newrelic-webhook.hbs.',
    };
  }
  if (message.data.id === PING) {
    return { ok: true, inbound: [], notes: [] };
  }
  if (!STATES.includes(message.data.state.toUpperCase())) {
    return { ok: false, why: `New Relic told of the state ${name(message.data.state)}, which is not known.` };
  }
  const signal = signalOf(message.data, settings, delivery);
  return { ok: true, inbound: [{ kind: 'signal', signal }], notes: [] };
}

export const newrelic: WebhookVendor<Settings> = {
  id: 'newrelic',
  label: 'New Relic',
  settings: NewRelicSettings,
  env: {
    NEWRELIC_WEBHOOK_SECRET: 'secrets',
    NEWRELIC_SEVERITY_LABELS: 'severityLabels',
    NEWRELIC_SERVICE_LABELS: 'serviceLabels',
    NEWRELIC_TEAM_LABELS: 'teamLabels',
  },
  required: 'NEWRELIC_WEBHOOK_SECRET',
  hint: SECRET_HINT,
  verify: (delivery, { secrets }) => carriesSecret(delivery, secrets),
  parse,
  ping: ({ secrets }) => ({
    headers: carrying(secrets),
    raw: new TextEncoder().encode(JSON.stringify({ id: PING, state: 'CREATED' })),
  }),
};
