// Alerts as Alertmanager posts them, one to a request, each of another host: let in by its secret, and by an HMAC of the body.
import { createHmac } from 'node:crypto';

export type Monitor = { secret: string; service: string };

export type Post = { headers: Record<string, string>; body: string };

let count = 0;

/** The next alert. Its fingerprint is unique in this process; a bare handler verifies the signature, ours the secret. */
export function nextAlert({ secret, service }: Monitor): Post {
  count += 1;
  const host = `${service}-${process.pid}-${count}`;
  const labels = { alertname: 'HighErrorRate', severity: 'critical', service, instance: host };
  const body = JSON.stringify({
    receiver: 'firescribe',
    status: 'firing',
    version: '4',
    groupKey: '{}:{alertname="HighErrorRate"}',
    truncatedAlerts: 0,
    groupLabels: { alertname: 'HighErrorRate' },
    commonLabels: labels,
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.com:9093',
    alerts: [
      {
        status: 'firing',
        labels,
        annotations: {
          summary: `${service} answers more than 5 % of requests with an error on ${host}`,
          runbook_url: 'https://runbooks.example.com/high-error-rate',
        },
        startsAt: new Date().toISOString(),
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus.example.com:9090/graph?g0.expr=errors',
        fingerprint: host,
      },
    ],
  });
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    authorization: `Bearer ${secret}`,
    'x-signature': createHmac('sha256', secret).update(body).digest('hex'),
  };
  return { headers, body };
}
