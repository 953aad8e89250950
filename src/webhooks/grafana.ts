// Grafana Alerting's webhook contact point (Grafana 9 to 12): Alertmanager's form with more in it, and version 1.
import { z } from 'zod';
import { labelSettings, signalsOf } from './alert-group.ts';
import { carriesSecret, SECRET_HINT } from './bearer.ts';
import { instantOf, text } from './foreign-values.ts';
import { secretsSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';
import { hmacOf, isTimely, signedBy } from './signed.ts';

const Message = z.object({
  version: z.literal('1'),
  alerts: z.array(z.unknown()),
  truncatedAlerts: z.number().catch(0),
});

/** What dashboards' alerts of Grafana 7 and 8 sent. */
const Legacy = z.object({ ruleName: z.string(), state: z.string() });

const header = (name: string) =>
  z
    .string()
    .transform((given) => given.trim().toLowerCase())
    .default(name);

const GrafanaSettings = z.object({
  secrets: secretsSetting,
  /** Both are settings of Grafana's contact point. */
  signatureHeader: header('x-grafana-alerting-signature'),
  timestampHeader: header('x-grafana-alerting-timestamp'),
  ...labelSettings,
});
type Settings = z.infer<typeof GrafanaSettings>;

/**
 * Lower-case hex over the body, or over `<unix seconds>:<body>` where the contact point names a header for the time (Grafana's
 * source). A signed time that is long ago is somebody's copy.
 */
function isSigned(signature: string, { headers, raw, wireTime }: Delivery, settings: Settings): boolean {
  const time = headers[settings.timestampHeader];
  if (time === undefined) {
    return signedBy([signature], settings.secrets, raw);
  }
  return isTimely(instantOf(time), wireTime) && signedBy([signature], settings.secrets, `${time}:`, raw);
}

function verify(delivery: Delivery, settings: Settings): boolean {
  const signature = text.parse(delivery.headers[settings.signatureHeader]);
  return signature === undefined
    ? carriesSecret(delivery, settings.secrets)
    : isSigned(signature, delivery, settings);
}

function parse(body: unknown, settings: Settings): Parsed {
  const message = Message.safeParse(body);
  if (!message.success) {
    return {
      ok: false,
      why: Legacy.safeParse(body).success
        ? 'This is a dashboard alert of Grafana 7 or 8. Use Grafana Alerting (Grafana 9 and newer).'
        : 'Not a message of Grafana Alerting: it needs `"version": "1"` and a list `alerts`. If the contact point has a payload template of its own, remove it.',
    };
  }
  const { alerts, truncatedAlerts } = message.data;
  // The contact point's test button sends an alert of this name.
  const isTest = (alertname: string | undefined) => alertname === 'TestAlert';
  return signalsOf({ vendor: 'grafana', alerts, truncated: truncatedAlerts, isTest }, settings);
}

export const grafana: WebhookVendor<Settings> = {
  id: 'grafana',
  label: 'Grafana Alerting',
  settings: GrafanaSettings,
  env: {
    GRAFANA_WEBHOOK_SECRET: 'secrets',
    GRAFANA_SIGNATURE_HEADER: 'signatureHeader',
    GRAFANA_TIMESTAMP_HEADER: 'timestampHeader',
    GRAFANA_SEVERITY_LABELS: 'severityLabels',
    GRAFANA_SERVICE_LABELS: 'serviceLabels',
    GRAFANA_TEAM_LABELS: 'teamLabels',
  },
  required: 'GRAFANA_WEBHOOK_SECRET',
  hint: `${SECRET_HINT} Or let the contact point sign with it (HMAC).`,
  verify,
  parse,
  ping: ({ secrets, signatureHeader, timestampHeader }, wireTime) => {
    const raw = new TextEncoder().encode(JSON.stringify({ version: '1', status: 'firing', alerts: [] }));
    const time = String(Math.floor(wireTime / 1_000));
    const signature = hmacOf(secrets[0] ?? '', `${time}:`, raw);
    return { headers: { [signatureHeader]: signature, [timestampHeader]: time }, raw };
  },
};
