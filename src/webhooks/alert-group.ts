// Messages that hold a list of alerts, each with its own state: the form that Alertmanager made, and Grafana took over.
import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import type { Signal } from '../incident/values.ts';
import {
  firstOf,
  instantOf,
  key,
  LONGEST_TEXT,
  labelsOf,
  link,
  nameIn,
  titled,
  words,
} from './foreign-values.ts';
import { listSetting } from './mount.ts';
import type { Parsed } from './port.ts';

const labels = (longest?: number) =>
  z
    .record(z.string(), z.unknown())
    .nullish()
    .catch(undefined)
    .transform((raw) => labelsOf(raw ?? {}, longest));

const Alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: labels(),
  /** May be empty on a resolve: then what was told when it fired stands. */
  annotations: labels(LONGEST_TEXT),
  startsAt: z
    .unknown()
    .optional()
    .transform(instantOf)
    .pipe(z.number({ error: 'is no time' })),
  /** The year 1 while it fires: Go's zero time, not null and not absent (measured). */
  endsAt: z.unknown().optional().transform(instantOf),
  generatorURL: z.unknown().optional().transform(link),
  /** Grafana's own. */
  dashboardURL: z.unknown().optional().transform(link),
  panelURL: z.unknown().optional().transform(link),
  fingerprint: z.string().min(1),
});

const names = listSetting(z.string());

/** Labels that hold each value; the first one present counts. */
export const labelSettings = {
  severityLabels: names.default(['severity', 'priority']),
  serviceLabels: names.default(['service', 'app', 'application', 'app_kubernetes_io_name']),
  teamLabels: names.default(['team', 'owner']),
};
const LabelSettings = z.object(labelSettings);
type Settings = z.infer<typeof LabelSettings>;

type Group = {
  vendor: string;
  alerts: readonly unknown[];
  /** How many the sender left out. */
  truncated: number;
  /** Whether it is the sender's test button. */
  isTest?: (alertname: string | undefined) => boolean;
};

function signalOf(alert: z.infer<typeof Alert>, { vendor, isTest }: Group, settings: Settings): Signal {
  const { labels: told, annotations } = alert;
  return {
    vendor,
    // The fingerprint alone comes back with the next occurrence of the same labels.
    dedupeKey: key(`${alert.fingerprint}@${new Date(alert.startsAt).toISOString()}`),
    state: alert.status,
    title: titled(annotations.summary, annotations.title, annotations.message, told.alertname),
    description: words(annotations.description),
    severity: firstOf(settings.severityLabels, told)?.toLowerCase(),
    service: nameIn(settings.serviceLabels, told),
    team: nameIn(settings.teamLabels, told),
    labels: told,
    links: {
      runbook: link(annotations.runbook_url ?? annotations.runbook),
      source: alert.generatorURL,
      dashboard:
        alert.panelURL ?? alert.dashboardURL ?? link(annotations.dashboard_url ?? annotations.dashboard),
    },
    startsAt: alert.startsAt,
    endsAt: alert.status === 'resolved' && (alert.endsAt ?? 0) > alert.startsAt ? alert.endsAt : undefined,
    ...(isTest?.(told.alertname) ? { test: true } : {}),
  };
}

/** One alert that makes no sense does not spoil the others; it is kept with the body, and operators hear of it. */
export function signalsOf(group: Group, settings: Settings): Parsed {
  const troubles: string[] = [];
  const inbound: Inbound[] = [];
  for (const [index, raw] of group.alerts.entries()) {
    const alert = Alert.safeParse(raw);
    if (alert.success) {
      inbound.push({ kind: 'signal', signal: signalOf(alert.data, group, settings) });
    } else {
      const issue = alert.error.issues[0];
      troubles.push(
        `Alert ${index + 1} was kept but not understood: ${issue?.path.join('.')}: ${issue?.message}.`,
      );
    }
  }
  if (group.truncated > 0) {
    troubles.push(`The sender left out ${group.truncated} alerts. What is missing here is not resolved.`);
  }
  if (inbound.length === 0 && troubles.length > 0) {
    return { ok: false, why: troubles.join(' ') };
  }
  return { ok: true, inbound, notes: [], troubles };
}
