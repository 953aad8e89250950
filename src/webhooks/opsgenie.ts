// Opsgenie's outgoing webhook, and that of its successor, Jira Service Management, which sends the same.

import { z } from 'zod';
import type { AlertAck } from '../incident/inbound.ts';
import type { Signal } from '../incident/values.ts';
import { named } from '../lib/named.ts';
import { carriesSecret, carrying, SECRET_HINT } from './bearer.ts';
import {
  id,
  instantOf,
  key,
  labelsOf,
  labelsOfTags,
  link,
  name,
  nameIn,
  severityOfPriority,
  text,
  texts,
  titled,
  words,
} from './foreign-values.ts';
import { listSetting, secretsSetting } from './mount.ts';
import { ownPage } from './own-pages.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';

const Alert = z.object({
  alertId: id,
  alias: text,
  tinyId: id.optional().catch(undefined),
  message: text,
  description: text,
  tags: texts,
  team: text,
  entity: text,
  username: text,
  userId: text,
  /** Milliseconds; the other two are nanoseconds, beyond what a number holds exactly (captured). */
  createdAt: z.unknown().optional(),
  updatedAt: z.unknown().optional(),
  insertedAt: z.unknown().optional(),
  source: text,
  /** `P1` … `P5`; a captured one is the number 3. */
  priority: id.optional().catch(undefined),
  details: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
type Alert = z.infer<typeof Alert>;

const Message = z.object({ action: z.string().min(1), alert: z.unknown().optional(), integrationName: text });

const OpsgenieSettings = z.object({
  /** Sent in a header of the webhook's own: it signs nothing. */
  secrets: secretsSetting,
  /** Keys of tags and details that hold each value; the first one present counts. */
  serviceLabels: listSetting(z.string()).default(['service', 'app', 'application']),
  teamLabels: listSetting(z.string()).default(['team', 'owner']),
});
type Settings = z.infer<typeof OpsgenieSettings>;

/** `P3` for `3`, `p3` and `P3`. */
function priorityOf({ priority }: Alert): string | undefined {
  const rank = /^p?([1-5])$/i.exec(priority ?? '')?.[1];
  return rank === undefined ? name(priority) : `P${rank}`;
}

/** Nobody can say that it ended before it began; Opsgenie gives the end as the time of the last change. */
function timesOf(alert: Alert, delivery: Delivery) {
  const changed = instantOf(alert.updatedAt) ?? delivery.receivedAt;
  const began = instantOf(alert.createdAt) ?? instantOf(alert.insertedAt) ?? changed;
  return { began, changed: Math.max(began, changed) };
}

function signalOf(alert: Alert, state: Signal['state'], settings: Settings, delivery: Delivery): Signal {
  const labels = labelsOf({
    ...labelsOfTags(alert.tags),
    ...alert.details,
    entity: alert.entity,
    alias: alert.alias,
    source: alert.source,
  });
  const { began, changed } = timesOf(alert, delivery);
  const priority = priorityOf(alert);
  return {
    vendor: 'opsgenie',
    // The alias comes back with the next alert of the same cause; the id does not.
    dedupeKey: key(alert.alertId),
    state,
    title: titled(alert.message, `Opsgenie alert ${alert.tinyId ?? alert.alertId}`),
    description: words(alert.description),
    severity: severityOfPriority(priority) ?? labels.severity?.toLowerCase(),
    ...(priority === undefined ? {} : { priority }),
    service: nameIn(settings.serviceLabels, labels),
    team: nameIn(settings.teamLabels, labels) ?? name(alert.team),
    labels,
    links: { runbook: link(labels.runbook_url ?? labels.runbook), source: link(labels.url ?? labels.link) },
    startsAt: began,
    ...(state === 'resolved' ? { endsAt: changed } : {}),
  };
}

function ackOf(alert: Alert, delivery: Delivery): AlertAck {
  const { changed } = timesOf(alert, delivery);
  const who = alert.userId ?? alert.username;
  const ours = ownPage(alert.alias);
  return {
    vendor: 'opsgenie',
    key: key(`${alert.alertId}@${changed}`),
    dedupeKey: key(alert.alertId),
    ...(ours ?? {}),
    ...(who === undefined ? {} : { by: { id: key(who), name: name(alert.username) } }),
    at: changed,
  };
}

const SAYS: Readonly<Record<string, 'firing' | 'resolved' | 'acknowledged'>> = {
  create: 'firing',
  acknowledge: 'acknowledged',
  close: 'resolved',
  delete: 'resolved',
};

function parse(body: unknown, settings: Settings, delivery: Delivery): Parsed {
  const message = Message.safeParse(body);
  if (!message.success) {
    return { ok: false, why: 'Not an Opsgenie webhook: it needs an `action` and an `alert`.' };
  }
  const { action } = message.data;
  const says = named(SAYS, action.toLowerCase());
  if (says === undefined) {
    return { ok: true, inbound: [], notes: [`Opsgenie told of ${action}, which changes nothing here.`] };
  }
  const alert = Alert.safeParse(message.data.alert);
  if (!alert.success) {
    return { ok: false, why: `Opsgenie told of ${action} without an \`alert.alertId\`.` };
  }
  if (says === 'acknowledged') {
    return { ok: true, inbound: [{ kind: 'alert-ack', ack: ackOf(alert.data, delivery) }], notes: [] };
  }
  if (ownPage(alert.data.alias)) {
    return { ok: true, inbound: [], notes: ['Opsgenie told of a page that Firescribe sent itself.'] };
  }
  const signal = signalOf(alert.data, says, settings, delivery);
  return { ok: true, inbound: [{ kind: 'signal', signal }], notes: [] };
}

export const opsgenie: WebhookVendor<Settings> = {
  id: 'opsgenie',
  label: 'Opsgenie and Jira Service Management',
  settings: OpsgenieSettings,
  env: {
    OPSGENIE_WEBHOOK_SECRET: 'secrets',
    OPSGENIE_SERVICE_LABELS: 'serviceLabels',
    OPSGENIE_TEAM_LABELS: 'teamLabels',
  },
  required: 'OPSGENIE_WEBHOOK_SECRET',
  hint: SECRET_HINT,
  verify: (delivery, { secrets }) => carriesSecret(delivery, secrets),
  parse,
  ping: ({ secrets }) => ({
    headers: carrying(secrets),
    raw: new TextEncoder().encode(
      JSON.stringify({ action: 'AddNote', alert: { alertId: 'firescribe-doctor' } }),
    ),
  }),
};
