// Sentry's integration webhooks (docs.sentry.io, Integration Platform, Webhooks): issues, issue alerts and metric alerts.

import { z } from 'zod';
import type { Signal } from '../incident/values.ts';
import { named } from '../lib/named.ts';
import {
  id,
  instantOf,
  key,
  labelsOf,
  link,
  name,
  nameIn,
  text,
  texts,
  titled,
  words,
} from './foreign-values.ts';
import { listSetting, secretsSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';
import { hmacOf, signedBy } from './signed.ts';

const Body = z.object({ action: z.string().min(1), data: z.record(z.string(), z.unknown()) });

const Project = z.object({ slug: text, name: text }).optional().catch(undefined);

const Issue = z.object({
  id,
  shortId: text,
  title: text,
  culprit: text,
  level: text,
  firstSeen: z.unknown().optional(),
  permalink: text,
  web_url: text,
  project: Project,
});

const AlertEvent = z.object({
  issue_id: id.optional().catch(undefined),
  /** The captured one has no `issue_id`; this ends in it. */
  issue_url: text,
  title: text,
  culprit: text,
  level: text,
  environment: text,
  release: text,
  web_url: text,
  url: text,
  datetime: z.unknown().optional(),
  tags: z.array(z.tuple([z.string(), z.unknown()])).catch([]),
});

const MetricAlert = z.object({
  id,
  title: text,
  alert_rule: z.object({ name: text }).optional().catch(undefined),
  projects: texts,
  date_started: z.unknown().optional(),
  date_closed: z.unknown().optional(),
});

const SentrySettings = z.object({
  /** The client secret of the internal integration. */
  secrets: secretsSetting,
  /** Tags that name the service; without one it is the project. */
  serviceLabels: listSetting(z.string()).default(['service']),
  teamLabels: listSetting(z.string()).default(['team', 'owner']),
});
type Settings = z.infer<typeof SentrySettings>;

/** What is read from, with what the request says besides. `at`: when Sentry sent it. */
type Context = { action: string; data: Record<string, unknown>; settings: Settings; at: number };

const LEVELS: Readonly<Record<string, string>> = { fatal: 'critical', debug: 'info', sample: 'info' };
const severityOf = (level: string | undefined) =>
  level === undefined ? undefined : (named(LEVELS, level.toLowerCase()) ?? level.toLowerCase());

/** Issues come back after they were resolved, with the same id. */
const recurring = (vendorKey: string) => ({
  vendor: 'sentry',
  dedupeKey: key(vendorKey),
  recurs: true as const,
});

/** What an issue alert opened is closed by its issue: both have the issue's id. */
function ofIssue(context: Context, state: Signal['state']): Signal | undefined {
  const issue = Issue.safeParse(context.data.issue);
  if (!issue.success) {
    return undefined;
  }
  const { data } = issue;
  const fresh = context.action === 'created' ? instantOf(data.firstSeen) : undefined;
  return {
    ...recurring(data.id),
    state,
    title: titled(data.title, `Sentry issue ${data.shortId ?? data.id}`),
    description: words(data.culprit),
    severity: severityOf(data.level),
    service: name(data.project?.slug),
    labels: labelsOf({ issue: data.shortId, level: data.level, project: data.project?.slug }),
    links: { source: link(data.permalink ?? data.web_url) },
    startsAt: fresh ?? context.at,
    ...(state === 'resolved' ? { endsAt: context.at } : {}),
  };
}

function ofEventAlert({ data, settings, at }: Context): Signal | undefined {
  const event = AlertEvent.safeParse(data.event);
  if (!event.success) {
    return undefined;
  }
  const { issue_id, issue_url, tags, ...told } = event.data;
  const issue = issue_id ?? /\/issues\/(\d+)\/?$/.exec(issue_url ?? '')?.[1];
  if (issue === undefined) {
    return undefined;
  }
  const project = /\/projects\/[^/]+\/([^/]+)\//.exec(told.url ?? '')?.[1];
  const labels = labelsOf({
    project,
    level: told.level,
    environment: told.environment,
    release: told.release,
    triggered_rule: data.triggered_rule,
    ...Object.fromEntries(tags),
  });
  return {
    ...recurring(issue),
    state: 'firing',
    title: titled(told.title, `Sentry issue ${issue}`),
    description: words(told.culprit),
    severity: severityOf(told.level),
    service: nameIn(settings.serviceLabels, labels) ?? name(project),
    team: nameIn(settings.teamLabels, labels),
    labels,
    links: { source: link(told.web_url) },
    startsAt: instantOf(told.datetime) ?? at,
  };
}

function ofMetricAlert({ action, data, at }: Context): Signal | undefined {
  const alert = MetricAlert.safeParse(data.metric_alert);
  if (!alert.success) {
    return undefined;
  }
  const told = alert.data;
  const over = action === 'resolved';
  return {
    ...recurring(`metric/${told.id}`),
    state: over ? 'resolved' : 'firing',
    title: titled(
      told.title,
      told.alert_rule?.name,
      data.description_title,
      `Sentry metric alert ${told.id}`,
    ),
    description: words(data.description_text),
    ...(over ? {} : { severity: action }),
    service: name(told.projects[0]),
    labels: labelsOf({ rule: told.alert_rule?.name, project: told.projects[0] }),
    links: { source: link(data.web_url) },
    startsAt: instantOf(told.date_started) ?? at,
    ...(over ? { endsAt: instantOf(told.date_closed) ?? at } : {}),
  };
}

/** What is read, by the resource and the action; what is not here says nothing that we would act on. */
const READERS: Readonly<Record<string, (context: Context) => Signal | undefined>> = {
  'event_alert/triggered': ofEventAlert,
  'issue/created': (context) => ofIssue(context, 'firing'),
  'issue/unresolved': (context) => ofIssue(context, 'firing'),
  'issue/resolved': (context) => ofIssue(context, 'resolved'),
  'metric_alert/critical': ofMetricAlert,
  'metric_alert/warning': ofMetricAlert,
  'metric_alert/resolved': ofMetricAlert,
};

function parse(body: unknown, settings: Settings, { headers, receivedAt }: Delivery): Parsed {
  const read = Body.safeParse(body);
  const resource = headers['sentry-hook-resource'];
  if (!read.success || resource === undefined) {
    return {
      ok: false,
      why: 'Not a webhook of a Sentry integration: it needs the header Sentry-Hook-Resource, an `action` and `data`. Make an internal integration; the old webhook plugin is not read.',
    };
  }
  const { action, data } = read.data;
  const what = `${resource}/${action}`;
  const reader = READERS[what];
  if (reader === undefined) {
    return { ok: true, inbound: [], notes: [`Sentry told of ${name(what)}, which changes nothing here.`] };
  }
  const signal = reader({
    action,
    data,
    settings,
    at: instantOf(headers['sentry-hook-timestamp']) ?? receivedAt,
  });
  return signal
    ? { ok: true, inbound: [{ kind: 'signal', signal }], notes: [] }
    : { ok: false, why: `Sentry told of ${what} without saying of which issue or alert.` };
}

export const sentry: WebhookVendor<Settings> = {
  id: 'sentry',
  label: 'Sentry',
  settings: SentrySettings,
  env: {
    SENTRY_WEBHOOK_SECRET: 'secrets',
    SENTRY_SERVICE_LABELS: 'serviceLabels',
    SENTRY_TEAM_LABELS: 'teamLabels',
  },
  required: 'SENTRY_WEBHOOK_SECRET',
  hint: 'Sentry-Hook-Signature is missing or does not fit. Set SENTRY_WEBHOOK_SECRET to the client secret of the internal integration.',
  // Sentry's own sample signs the body written anew; what it sends is what it signed, so that the raw bytes are enough.
  verify: ({ headers, raw }, { secrets }) => signedBy([headers['sentry-hook-signature'] ?? ''], secrets, raw),
  parse,
  ping: ({ secrets }) => {
    const raw = new TextEncoder().encode(JSON.stringify({ action: 'ping', data: {} }));
    const signature = hmacOf(secrets[0] ?? '', raw);
    return { headers: { 'sentry-hook-resource': 'firescribe', 'sentry-hook-signature': signature }, raw };
  },
};
