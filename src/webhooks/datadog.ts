// Datadog's webhooks. Their body is what the operator writes; only our own template (docs/datadog-webhook.json) is read.
import { z } from 'zod';
import type { Signal } from '../incident/values.ts';
import { carriesSecret, carrying, SECRET_HINT } from './bearer.ts';
import {
  instantOf,
  key,
  labelsOfTags,
  link,
  name,
  nameIn,
  severityOfPriority,
  titled,
  words,
} from './foreign-values.ts';
import { listSetting, secretsSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';

/** What the template calls itself, so that no other body is taken for it. */
const DATADOG_SCHEMA = 'firescribe-datadog-v1';

/** A variable that Datadog has no value for comes as it stands in the template, with its dollar sign (documented). */
const value = z
  .unknown()
  .optional()
  .transform((told) => (typeof told === 'number' ? String(told) : told))
  .transform((told) =>
    typeof told === 'string' && told.trim() !== '' && !/^\$[A-Z][A-Z0-9_]*$/.test(told.trim())
      ? told.trim()
      : undefined,
  );

const Message = z.object({
  schema: z.literal(DATADOG_SCHEMA),
  id: value,
  title: value,
  message: value,
  alert_id: value,
  alert_cycle_key: value,
  alert_transition: value,
  alert_status: value,
  alert_type: value,
  alert_priority: value,
  alert_scope: value,
  alert_metric: value,
  alert_query: value,
  tags: value,
  hostname: value,
  link: value,
  snapshot: value,
  date: value,
  last_updated: value,
});
type Message = z.infer<typeof Message>;

const DatadogSettings = z.object({
  /** Sent in a custom header: Datadog signs nothing. */
  secrets: secretsSetting,
  severityLabels: listSetting(z.string()).default(['severity']),
  serviceLabels: listSetting(z.string()).default(['service', 'kube_deployment', 'app']),
  teamLabels: listSetting(z.string()).default(['team', 'owner']),
});
type Settings = z.infer<typeof DatadogSettings>;

/** Every documented value of ALERT_TRANSITION but one says that something is wrong. */
const stateOf = (transition: string): Signal['state'] =>
  /recover/i.test(transition) ? 'resolved' : 'firing';

/** A tag, else the monitor's priority, else which of its two thresholds (Datadog calls them critical and warning) was crossed. */
function severityOf(told: Message, labels: Record<string, string>, settings: Settings): string | undefined {
  const tag = settings.severityLabels.map((label) => labels[label]).find(Boolean);
  if (tag) {
    return tag.toLowerCase();
  }
  if (/warn/i.test(told.alert_transition ?? '') || told.alert_type?.toLowerCase() === 'warning') {
    return 'warning';
  }
  return (
    severityOfPriority(told.alert_priority) ??
    (/^(re-)?triggered$/i.test(told.alert_transition ?? '') ? 'critical' : undefined)
  );
}

/** `[Triggered on {env:prod}] Checkout is slow` is the monitor's name with its state before it. */
const titleOf = (told: Message) =>
  titled(told.title?.replace(/^\[[^\]]*\]\s*/, ''), told.alert_id && `Datadog monitor ${told.alert_id}`);

/** Datadog's own mentions (`@slack-x`, `@webhook-x`) are for Datadog, and its title is repeated between marks. */
const descriptionOf = (told: Message) =>
  words(
    told.message
      ?.replace(/^%%%[ \t]*$/gm, '')
      .replace(/(^|\s)@(webhook|slack|pagerduty|opsgenie)-\S+/g, '$1'),
  );

function runbookIn(message: string | undefined): string | undefined {
  return link(/runbook\S{0,100}?:?\s{0,20}<?(https?:\/\/[^\s>)]+)/i.exec(message ?? '')?.[1]);
}

function signalOf(told: Message, cycle: string, settings: Settings, delivery: Delivery): Signal {
  const labels = labelsOfTags([
    ...(told.tags?.split(',') ?? []),
    ...(told.alert_scope?.split(',') ?? []),
    ...(told.hostname ? [`host:${told.hostname}`] : []),
    ...(told.alert_metric ? [`metric:${told.alert_metric}`] : []),
    ...(told.alert_query ? [`query:${told.alert_query}`] : []),
    ...(told.alert_id ? [`monitor_id:${told.alert_id}`] : []),
  ]);
  const state = stateOf(told.alert_transition ?? '');
  const at = instantOf(told.date) ?? instantOf(told.last_updated) ?? delivery.receivedAt;
  return {
    vendor: 'datadog',
    dedupeKey: key(cycle),
    state,
    title: titleOf(told),
    description: descriptionOf(told),
    severity: severityOf(told, labels, settings),
    ...(name(told.alert_priority) ? { priority: name(told.alert_priority) } : {}),
    service: nameIn(settings.serviceLabels, labels),
    team: nameIn(settings.teamLabels, labels),
    labels,
    links: { runbook: runbookIn(told.message), source: link(told.link), dashboard: link(told.snapshot) },
    startsAt: at,
    ...(state === 'resolved' ? { endsAt: at } : {}),
  };
}

function parse(body: unknown, settings: Settings, delivery: Delivery): Parsed {
  const message = Message.safeParse(body);
  if (!message.success) {
    return {
      ok: false,
      why: `The body is not our template. Paste docs/datadog-webhook.json into the webhook's payload, with "Encode as form" off; it names itself "schema": "${DATADOG_SCHEMA}".`,
    };
  }
  const told = message.data;
  if (told.alert_transition === undefined) {
    // The test button, and events that are no alerts.
    return {
      ok: true,
      inbound: [],
      notes: ['Datadog told of no alert: a test, or an event of another kind.'],
    };
  }
  if (told.alert_cycle_key === undefined) {
    return {
      ok: false,
      why: 'Datadog gave no ALERT_CYCLE_KEY, so that the end of this alert could not be told.',
    };
  }
  const signal = signalOf(told, told.alert_cycle_key, settings, delivery);
  return { ok: true, inbound: [{ kind: 'signal', signal }], notes: [] };
}

export const datadog: WebhookVendor<Settings> = {
  id: 'datadog',
  label: 'Datadog',
  settings: DatadogSettings,
  env: {
    DATADOG_WEBHOOK_SECRET: 'secrets',
    DATADOG_SEVERITY_LABELS: 'severityLabels',
    DATADOG_SERVICE_LABELS: 'serviceLabels',
    DATADOG_TEAM_LABELS: 'teamLabels',
  },
  required: 'DATADOG_WEBHOOK_SECRET',
  hint: SECRET_HINT,
  verify: (delivery, { secrets }) => carriesSecret(delivery, secrets),
  parse,
  ping: ({ secrets }) => ({
    headers: carrying(secrets),
    raw: new TextEncoder().encode(JSON.stringify({ schema: DATADOG_SCHEMA, title: 'Test' })),
  }),
};
