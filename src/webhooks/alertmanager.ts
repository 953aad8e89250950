// Prometheus Alertmanager's webhook, version 4 (as Alertmanager 0.25 to 0.33 send it).
import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import type { Signal } from '../incident/values.ts';
import { BEARER_HINT, bearerMatches } from './bearer.ts';
import { listSetting, secretsSetting } from './mount.ts';
import type { Parsed, WebhookVendor } from './port.ts';

const labels = z
  .record(z.string(), z.unknown())
  .default({})
  .transform((raw) => Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, String(value)])));

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const Alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels,
  /** May be empty on a resolve: then what was told when it fired stands. */
  annotations: labels,
  startsAt: instant,
  /** The year 1 while it fires: Go's zero time, not null and not absent (measured). */
  endsAt: instant.optional().catch(undefined),
  generatorURL: z.string().optional().catch(undefined),
  fingerprint: z.string().min(1),
});

const Message = z.object({
  version: z.literal('4'),
  alerts: z.array(z.unknown()),
  truncatedAlerts: z.number().optional().catch(undefined),
});

const names = listSetting(z.string());

export const AlertmanagerSettings = z.object({
  /** The bearer secret that Alertmanager's `http_config.authorization.credentials` sends. */
  secrets: secretsSetting,
  /** Labels that hold each value; the first one present counts. */
  severityLabels: names.default(['severity', 'priority']),
  serviceLabels: names.default(['service', 'app', 'application', 'app_kubernetes_io_name']),
  teamLabels: names.default(['team', 'owner']),
});
export type AlertmanagerSettings = z.infer<typeof AlertmanagerSettings>;

function firstOf(names: readonly string[], from: Readonly<Record<string, string>>): string | undefined {
  return names.map((name) => from[name]).find((value) => value !== undefined && value !== '');
}

/** Slack's buttons take addresses of 3,000 characters; the incident's state holds these, so that they have to be shorter. */
const LONGEST_LINK = 2_000;

/** Only links that a browser follows to a page: an annotation is foreign text. */
function link(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= LONGEST_LINK && /^https?:\/\/\S+$/i.test(text)
    ? text
    : undefined;
}

/** As long as a service or a team that people type may be. */
const LONGEST_NAME = 100;

const nameIn = (names: readonly string[], from: Readonly<Record<string, string>>) =>
  firstOf(names, from)?.trim().slice(0, LONGEST_NAME);

function signalOf(alert: z.infer<typeof Alert>, settings: AlertmanagerSettings): Signal {
  const { labels: told, annotations } = alert;
  const name = told.alertname ?? 'Unnamed alert';
  return {
    vendor: 'alertmanager',
    // The fingerprint alone comes back with the next occurrence of the same labels.
    dedupeKey: `${alert.fingerprint}@${new Date(alert.startsAt).toISOString()}`,
    state: alert.status,
    title: annotations.summary || annotations.title || annotations.message || name,
    description: annotations.description || undefined,
    severity: firstOf(settings.severityLabels, told)?.toLowerCase(),
    service: nameIn(settings.serviceLabels, told),
    team: nameIn(settings.teamLabels, told),
    labels: told,
    links: {
      runbook: link(annotations.runbook_url ?? annotations.runbook),
      source: link(alert.generatorURL),
      dashboard: link(annotations.dashboard_url ?? annotations.dashboard),
    },
    startsAt: alert.startsAt,
    endsAt: alert.status === 'resolved' && (alert.endsAt ?? 0) > alert.startsAt ? alert.endsAt : undefined,
  };
}

function parse(body: unknown, settings: AlertmanagerSettings): Parsed {
  const message = Message.safeParse(body);
  if (!message.success) {
    return {
      ok: false,
      why: 'Not an Alertmanager message of version 4: it needs `"version": "4"` and a list `alerts`. If the receiver has a payload template of its own, remove it.',
    };
  }
  const notes: string[] = [];
  const inbound: Inbound[] = [];
  for (const [index, raw] of message.data.alerts.entries()) {
    const alert = Alert.safeParse(raw);
    if (alert.success) {
      inbound.push({ kind: 'signal', signal: signalOf(alert.data, settings) });
    } else {
      const issue = alert.error.issues[0];
      notes.push(
        `Alert ${index + 1} was kept but not understood: ${issue?.path.join('.')}: ${issue?.message}.`,
      );
    }
  }
  const cut = message.data.truncatedAlerts ?? 0;
  if (cut > 0) {
    notes.push(`Alertmanager left out ${cut} alerts (max_alerts). What is missing here is not resolved.`);
  }
  if (inbound.length === 0 && notes.length > 0) {
    return { ok: false, why: notes.join(' ') };
  }
  return { ok: true, inbound, notes };
}

export const alertmanager: WebhookVendor<AlertmanagerSettings> = {
  id: 'alertmanager',
  label: 'Prometheus Alertmanager',
  settings: AlertmanagerSettings,
  env: {
    ALERTMANAGER_WEBHOOK_SECRET: 'secrets',
    ALERTMANAGER_SEVERITY_LABELS: 'severityLabels',
    ALERTMANAGER_SERVICE_LABELS: 'serviceLabels',
    ALERTMANAGER_TEAM_LABELS: 'teamLabels',
  },
  required: 'ALERTMANAGER_WEBHOOK_SECRET',
  hint: BEARER_HINT,
  verify: (delivery, { secrets }) => bearerMatches(delivery, secrets),
  parse,
  ping: ({ secrets }) => ({
    headers: { authorization: `Bearer ${secrets[0]}`, 'content-type': 'application/json' },
    raw: new TextEncoder().encode(JSON.stringify({ version: '4', status: 'firing', alerts: [] })),
  }),
};
