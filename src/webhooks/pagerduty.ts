// PagerDuty's webhooks, version 3 (developer.pagerduty.com, Webhooks v3): what pages somebody there, is acknowledged and ends there.

import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import type { Signal } from '../incident/values.ts';
import { named } from '../lib/named.ts';
import { id, instantOf, key, labelsOf, link, name, text, texts, titled } from './foreign-values.ts';
import { secretsSetting } from './mount.ts';
import { ownPage } from './own-pages.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';
import { hmacOf, signedBy } from './signed.ts';

/** Another object of PagerDuty's, named in passing; null or absent where there is none. */
const Reference = z
  .object({ id, summary: text, type: text })
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);

const Incident = z.object({
  id,
  number: z.number().optional().catch(undefined),
  title: text,
  html_url: text,
  incident_key: text,
  created_at: z.unknown().optional(),
  reopened_at: z.unknown().optional(),
  service: Reference,
  teams: z.array(Reference).catch([]),
  priority: Reference,
  urgency: text,
  escalation_policy: Reference,
});

const Message = z.object({
  event: z.object({
    id,
    event_type: z.string().min(1),
    occurred_at: z.unknown().optional(),
    agent: Reference,
    client: z.object({ name: text }).nullish().catch(undefined),
    data: z.unknown().optional(),
  }),
});
type Event = z.infer<typeof Message>['event'];

const OldMessage = z.object({ messages: z.array(z.unknown()) });

const PagerDutySettings = z.object({
  /** Shown once, when the subscription is made. Several while one is replaced by another. */
  secrets: secretsSetting,
  /** Names of PagerDuty services that are not ours: `Default Service` says nothing of what is broken. */
  unnamedServices: texts.transform((names) => (names.length > 0 ? names : ['Default Service'])),
});
type Settings = z.infer<typeof PagerDutySettings>;

/** High urgency calls people; low urgency waits for working hours. */
const SEVERITIES: Readonly<Record<string, string>> = { high: 'critical', low: 'warning' };

/** An incident that is reopened is another occurrence; PagerDuty keeps its id and says since when. */
function keyOf(incident: z.infer<typeof Incident>): string {
  const reopened = instantOf(incident.reopened_at);
  return key(reopened === undefined ? incident.id : `${incident.id}@${new Date(reopened).toISOString()}`);
}

function signalOf(
  incident: z.infer<typeof Incident>,
  event: Event,
  state: Signal['state'],
  { settings, delivery }: { settings: Settings; delivery: Delivery },
): Signal {
  const told = instantOf(event.occurred_at) ?? delivery.receivedAt;
  const began = instantOf(incident.reopened_at) ?? instantOf(incident.created_at) ?? told;
  const service = name(incident.service?.summary);
  const priority = name(incident.priority?.summary);
  return {
    vendor: 'pagerduty',
    dedupeKey: keyOf(incident),
    state,
    title: titled(incident.title, `PagerDuty incident ${incident.number ?? incident.id}`),
    ...(incident.urgency
      ? { severity: named(SEVERITIES, incident.urgency.toLowerCase()) ?? incident.urgency }
      : {}),
    ...(priority === undefined ? {} : { priority }),
    service: service !== undefined && settings.unnamedServices.includes(service) ? undefined : service,
    team: name(incident.teams[0]?.summary),
    labels: labelsOf({
      urgency: incident.urgency,
      priority,
      pagerduty_service: service,
      pagerduty_service_id: incident.service?.id,
      escalation_policy: incident.escalation_policy?.summary,
      incident_number: incident.number,
    }),
    links: { source: link(incident.html_url) },
    startsAt: Math.min(began, told),
    ...(state === 'resolved' ? { endsAt: told } : {}),
  };
}

function ackOf(incident: z.infer<typeof Incident>, event: Event, delivery: Delivery): Inbound {
  const { agent } = event;
  const person = agent !== undefined && /^user/.test(agent.type ?? 'user');
  const ours = ownPage(incident.incident_key);
  return {
    kind: 'alert-ack',
    ack: {
      vendor: 'pagerduty',
      key: key(event.id),
      dedupeKey: keyOf(incident),
      ...(ours ?? {}),
      ...(person ? { by: { id: key(agent.id), name: name(agent.summary) } } : {}),
      at: instantOf(event.occurred_at) ?? delivery.receivedAt,
    },
  };
}

/** What begins, or goes on, with each kind of event; those that are not here say nothing that we would act on. */
const SAYS: Readonly<Record<string, 'firing' | 'resolved' | 'acknowledged'>> = {
  'incident.triggered': 'firing',
  'incident.reopened': 'firing',
  'incident.priority_updated': 'firing',
  'incident.acknowledged': 'acknowledged',
  'incident.resolved': 'resolved',
};

const nothing = (...notes: string[]): Parsed => ({ ok: true, inbound: [], notes });

function parse(body: unknown, settings: Settings, delivery: Delivery): Parsed {
  const message = Message.safeParse(body);
  if (!message.success) {
    return {
      ok: false,
      why: OldMessage.safeParse(body).success
        ? 'This is a webhook of PagerDuty’s version 2. Make a webhook (v3) subscription instead: Integrations → Generic Webhooks (v3).'
        : 'Not a PagerDuty webhook of version 3: it needs an `event` with an `id` and an `event_type`.',
    };
  }
  const { event } = message.data;
  const says = named(SAYS, event.event_type);
  if (says === undefined) {
    return nothing(`PagerDuty told of ${event.event_type}, which changes nothing here.`);
  }
  const incident = Incident.safeParse(event.data);
  if (!incident.success) {
    return { ok: false, why: `PagerDuty told of ${event.event_type} without saying of which incident.` };
  }
  if (says === 'acknowledged') {
    return { ok: true, inbound: [ackOf(incident.data, event, delivery)], notes: [] };
  }
  // Triggered and resolved by our own page of an incident that is here already.
  if (ownPage(incident.data.incident_key) ?? /^firescribe$/i.test(event.client?.name ?? '')) {
    return nothing('PagerDuty told of a page that Firescribe sent itself.');
  }
  const signal = signalOf(incident.data, event, says, { settings, delivery });
  return { ok: true, inbound: [{ kind: 'signal', signal }], notes: [] };
}

/** `v1=…,v1=…`: several while PagerDuty rotates its secret. */
function signaturesIn({ headers }: Delivery): string[] {
  return (headers['x-pagerduty-signature'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .flatMap((part) => (part.startsWith('v1=') ? [part.slice(3)] : []));
}

export const pagerduty: WebhookVendor<Settings> = {
  id: 'pagerduty',
  label: 'PagerDuty',
  settings: PagerDutySettings,
  env: { PAGERDUTY_WEBHOOK_SECRET: 'secrets' },
  required: 'PAGERDUTY_WEBHOOK_SECRET',
  hint: 'X-PagerDuty-Signature is missing or does not fit. Set PAGERDUTY_WEBHOOK_SECRET to the secret that PagerDuty showed when the webhook subscription was made.',
  verify: (delivery, { secrets }) => signedBy(signaturesIn(delivery), secrets, delivery.raw),
  parse,
  ping: ({ secrets }) => {
    const raw = new TextEncoder().encode(
      JSON.stringify({ event: { id: 'firescribe-doctor', event_type: 'pagey.ping', data: {} } }),
    );
    return { headers: { 'x-pagerduty-signature': `v1=${hmacOf(secrets[0] ?? '', raw)}` }, raw };
  },
};
