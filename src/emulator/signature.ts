// How Slack signs what it sends to an app: version v0 of its request signatures.
import { createHmac } from 'node:crypto';

/** Headers for a body. Slack's docs: HMAC-SHA256 over `v0:timestamp:body` with the signing secret. `now` in ms, wire time. */
export function signed(secret: string, body: string, now: number = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}
