// Prometheus Alertmanager's webhook, version 4 (as Alertmanager 0.25 to 0.33 send it).
import { z } from 'zod';
import { labelSettings, signalsOf } from './alert-group.ts';
import { BEARER_HINT, bearerMatches } from './bearer.ts';
import { secretsSetting } from './mount.ts';
import type { Parsed, WebhookVendor } from './port.ts';

const Message = z.object({
  version: z.literal('4'),
  alerts: z.array(z.unknown()),
  /** Set by `max_alerts` of the receiver. */
  truncatedAlerts: z.number().catch(0),
});

export const AlertmanagerSettings = z.object({
  /** The bearer secrets that Alertmanager's `http_config.authorization.credentials` may send. */
  secrets: secretsSetting,
  ...labelSettings,
});
export type AlertmanagerSettings = z.infer<typeof AlertmanagerSettings>;

function parse(body: unknown, settings: AlertmanagerSettings): Parsed {
  const message = Message.safeParse(body);
  if (!message.success) {
    return {
      ok: false,
      why: 'Not an Alertmanager message of version 4: it needs `"version": "4"` and a list `alerts`. If the receiver has a payload template of its own, remove it.',
    };
  }
  const { alerts, truncatedAlerts } = message.data;
  return signalsOf({ vendor: 'alertmanager', alerts, truncated: truncatedAlerts }, settings);
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
