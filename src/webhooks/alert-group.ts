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

/** Far more than one message holds in earnest: a body full of nothing shall not keep the process busy. */
const MOST_ALERTS = 2_000;
/** Of what is wrong with single alerts, so much is said; the body is kept whole. */
const MOST_NAMED = 3;

function troublesWith(wrong: readonly string[], { alerts, truncated }: Group): string[] {
  const whole = alerts.length;
  const unnamed = wrong.length - MOST_NAMED;
  return [
    ...wrong.slice(0, MOST_NAMED),
    ...(unnamed > 0 ? [`${unnamed} more were kept but not understood.`] : []),
    ...(whole > MOST_ALERTS ? [`Of ${whole} alerts the first ${MOST_ALERTS} were read.`] : []),
    ...(truncated > 0
      ? [`The sender left out ${truncated} alerts. What is missing here is not resolved.`]
      : []),
  ];
}

/** One alert that makes no sense does not spoil the others; it is kept with the body, and operators hear of it. */
export function signalsOf(group: Group, settings: Settings): Parsed {
  const wrong: string[] = [];
  const inbound: Inbound[] = [];
  for (const [index, raw] of group.alerts.slice(0, MOST_ALERTS).entries()) {
    const alert = Alert.safeParse(raw);
    if (alert.success) {
      inbound.push({ kind: 'signal', signal: signalOf(alert.data, group, settings) });
    } else {
      const issue = alert.error.issues[0];
      wrong.push(
        `Alert ${index + 1} was kept but not understood: ${issue?.path.join('.')}: ${issue?.message}.`,
      );
    }
  }
  const troubles = troublesWith(wrong, group);
  if (inbound.length === 0 && troubles.length > 0) {
    return { ok: false, why: troubles.join(' ') };
  }
  return { ok: true, inbound, notes: [], troubles };
}
