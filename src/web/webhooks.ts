// POST /webhooks/<vendor>: authentic bodies are on disk before they are answered.
import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import type { Engine } from '../engine/engine-port.ts';
import type { Log } from '../lib/log.ts';
import type { Webhook } from '../webhooks/port.ts';

/** Larger bodies are answered 413. Alertmanager's stay far below, PagerDuty's at 256 KB. */
export const BODY_LIMIT = 2 * 1024 * 1024;

type Deps = { engine: Engine; webhooks: readonly Webhook[]; log: Log };

function answer(response: Response, status: number, message: string): void {
  response.status(status).json({ ok: status < 300, message });
}

function headersOf(request: Request): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );
}

function bodyOf(request: Request): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}

/** The body as JSON, or nothing where it is not. */
function json(raw: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(raw) };
  } catch {
    return undefined;
  }
}

async function receive(webhook: Webhook, request: Request, response: Response, deps: Deps): Promise<void> {
  const raw = bodyOf(request);
  if (!webhook.verify({ headers: headersOf(request), raw })) {
    answer(response, 401, `The secret is missing or wrong. Send it as "Authorization: Bearer <secret>".`);
    return;
  }
  const text = Buffer.from(raw).toString('utf8');
  const body = json(text);
  if (body === undefined) {
    answer(response, 400, 'The body is not JSON.');
    return;
  }
  const parsed = webhook.parse(body.value);
  const delivery = randomUUID();
  const origin = {
    vendor: webhook.id,
    key: `${webhook.id}:${delivery}`,
    raw: text,
    actor: { kind: 'monitor', id: webhook.id, name: webhook.label },
  } as const;
  const log = deps.log.child({ vendor: webhook.id, delivery });
  if (!parsed.ok) {
    await deps.engine.receiveSignals([], { ...origin, unmapped: parsed.why });
    log.warn({ why: parsed.why }, 'A webhook was kept but not understood');
    answer(response, 202, parsed.why);
    return;
  }
  await deps.engine.receiveSignals(
    parsed.inbound.map((inbound) => inbound.signal),
    origin,
  );
  for (const note of parsed.notes) {
    log.warn({ note }, 'A webhook was understood in part');
  }
  log.info({ signals: parsed.inbound.length }, 'Signals received');
  answer(response, 200, `${parsed.inbound.length} received`);
}

/** Says in plain words what was wrong with a request that express itself refused, or that we could not keep. */
function troubles(log: Log): ErrorRequestHandler {
  return (error: { type?: string; status?: number }, _request, response, _next) => {
    if (error.type === 'entity.too.large') {
      answer(response, 413, `The body is larger than ${BODY_LIMIT / 1024 / 1024} MB.`);
      return;
    }
    if (error.status !== undefined && error.status < 500) {
      answer(response, error.status, 'The request could not be read.');
      return;
    }
    log.error({ err: error }, 'A webhook could not be kept; the sender will try again');
    answer(response, 503, 'Not kept: the record could not be written. Please send it again.');
  };
}

/** The routes of all webhook vendors that are on. */
export function webhookRoutes(deps: Deps): Router {
  const router = express.Router();
  for (const webhook of deps.webhooks) {
    router.post(
      `/webhooks/${webhook.id}`,
      express.raw({ type: () => true, limit: BODY_LIMIT }),
      (request, response) => receive(webhook, request, response, deps),
    );
  }
  router.use(troubles(deps.log));
  return router;
}
