// The list of webhook vendors that we understand.
import type { z } from 'zod';
import { AlertmanagerSettings, alertmanager } from './alertmanager.ts';
import type { Webhook, WebhookVendor } from './port.ts';

/** A vendor, the schema of its settings, and which environment variable gives which setting. */
type Listed<S> = {
  vendor: WebhookVendor<S>;
  settings: z.ZodType<S>;
  env: Readonly<Record<string, keyof S & string>>;
  required: string;
};

const listed = <S>(entry: Listed<S>): Listed<S> => entry;

export const WEBHOOKS = [
  listed({
    vendor: alertmanager,
    settings: AlertmanagerSettings,
    required: 'ALERTMANAGER_WEBHOOK_SECRET',
    env: {
      ALERTMANAGER_WEBHOOK_SECRET: 'secret',
      ALERTMANAGER_SEVERITY_LABELS: 'severityLabels',
      ALERTMANAGER_SERVICE_LABELS: 'serviceLabels',
      ALERTMANAGER_TEAM_LABELS: 'teamLabels',
    },
  }),
] as const;

/** The vendor with its settings filled in. */
export function mount<S>(vendor: WebhookVendor<S>, settings: S): Webhook {
  return {
    id: vendor.id,
    label: vendor.label,
    verify: (delivery) => vendor.verify(delivery, settings),
    parse: (body) => vendor.parse(body, settings),
    ping: () => vendor.ping(settings),
  };
}
