// Calls users' webhooks: the incident as JSON, signed, with a key by which a second delivery is known.
import { createHmac } from 'node:crypto';
import type { HttpMaker } from '../lib/http.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { mayLeave, mayLeaveWhole } from '../policy/private.ts';
import { eventFacts, incidentFacts, neutralFacts } from '../workflows/facts.ts';
import type { Performer } from './performer.ts';
import type { WorkflowDesk } from './run-workflow.ts';
import { incidentOf } from './vendor-desk.ts';

export type WebhookDesk = WorkflowDesk & {
  http: HttpMaker;
  /** The value of an environment variable. */
  secretOf: (variable: string) => string | undefined;
};

/**
 * `X-Firescribe-Signature: sha256=<hex>`, HMAC-SHA256 of `<timestamp>.<body>` with the secret; the timestamp (seconds) stands in
 * `X-Firescribe-Timestamp`. The same delivery carries the same `Idempotency-Key` however often it is tried.
 */
function signatureOf(secret: string, timestamp: number, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

export function webhookCaller(desk: WebhookDesk): Performer<'webhook.call'> {
  return async (effect) => {
    const { workflow, index, event: id } = effect.payload;
    const target = desk.policy().workflows.find((one) => one.id === workflow)?.do[index]?.webhook;
    if (!target) {
      return;
    }
    const secret = desk.secretOf(target.secret);
    if (!secret) {
      throw new VendorError(
        `The webhook of workflow ${workflow} is not called: set ${target.secret} in the environment to its secret, then try again.`,
        { permanent: true, code: 'no_secret' },
      );
    }
    const incident = await incidentOf(desk, effect.stream);
    const policy = desk.policy();
    if (!mayLeave(policy, incident, 'webhooks')) {
      desk.log.info({ workflow, stream: effect.stream }, 'a webhook is not called for a private incident');
      return;
    }
    const whole = mayLeaveWhole(policy, incident, 'webhooks');
    const ran = await desk.engine.questions.event(id);
    const trigger =
      ran?.type === 'workflow-ran' ? await desk.engine.questions.event(ran.data.trigger) : undefined;
    const json = {
      workflow,
      incident: (whole ? incidentFacts : neutralFacts)(incident, desk.clock.now()),
      ...(trigger && whole ? { event: eventFacts(trigger) } : {}),
    };
    const timestamp = Math.floor(desk.clock.now() / 1_000);
    const credentials = `Check the secret in ${target.secret}, and who may call that address.`;
    await desk.http({ vendor: `The webhook of ${workflow}`, baseUrl: target.url, credentials }).done({
      method: 'POST',
      path: '',
      // Addresses of webhooks may hold secrets.
      pathShown: '/…',
      json,
      idempotencyKey: effect.key,
      headers: {
        'x-firescribe-timestamp': String(timestamp),
        'x-firescribe-signature': signatureOf(secret, timestamp, JSON.stringify(json)),
      },
    });
  };
}
