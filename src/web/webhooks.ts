// POST /webhooks/<vendor>: authentic bodies are on disk before they are answered.
import { randomUUID } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { Engine } from '../engine/engine-port.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { checked } from '../webhooks/checked.ts';
import type { Delivery, Parsed, Webhook } from '../webhooks/port.ts';

/** Larger bodies are answered 413. Alertmanager's stay far below, PagerDuty's at 256 KB. */
const BODY_LIMIT = 2 * 1024 * 1024;

const MINUTE = 60_000;

type Deps = { engine: Engine; webhooks: () => readonly Webhook[]; clock: Pick<Clock, 'now'>; log: Log };
type Receiving = Deps & { logRefused: (webhook: Webhook) => void };

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

/** As UTF-8, unless the mark that some programs put before a text says otherwise; the mark itself is no part of it. */
function textOf(raw: Uint8Array): string {
  const mark = Buffer.from(raw.subarray(0, 2)).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(raw);
}

/** The body as JSON; undefined where it is none. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function deliveryOf(request: Request, { clock }: Deps): Delivery {
  const raw = request.body instanceof Uint8Array ? request.body : new Uint8Array();
  return { headers: headersOf(request), raw, receivedAt: clock.now(), wireTime: Date.now() };
}

/** A parser that throws is a mistake of ours; what the sender said is kept all the same. */
function parsedBy(webhook: Webhook, body: unknown, delivery: Delivery): Parsed {
  try {
    const parsed = checked(webhook.parse(body, delivery));
    return parsed.ok || body !== undefined
      ? parsed
      : { ok: false, why: `The body is not JSON. ${parsed.why}` };
  } catch (error) {
    return {
      ok: false,
      why: `Reading it failed (${(error as Error).message}). Please report this as a bug.`,
    };
  }
}

/** Who sets up a monitor looks here for why nothing comes. Once a minute for each vendor: anybody may knock. */
function refusedOnceAMinute({ clock, log }: Pick<Deps, 'clock' | 'log'>): Receiving['logRefused'] {
  const last = new Map<string, number>();
  return ({ id, hint }) => {
    const now = clock.now();
    if (now - (last.get(id) ?? Number.NEGATIVE_INFINITY) >= MINUTE) {
      last.set(id, now);
      log.warn({ vendor: id }, `A webhook was refused. ${hint}`);
    }
  };
}

async function receive(
  webhook: Webhook,
  request: Request,
  response: Response,
  deps: Receiving,
): Promise<void> {
  const delivery = deliveryOf(request, deps);
  const asked = webhook.handshake?.(delivery);
  if (asked) {
    response.status(200).set(asked).end();
    return;
  }
  if (!(await webhook.verify(delivery))) {
    deps.logRefused(webhook);
    answer(response, 401, webhook.hint);
    return;
  }
  const text = textOf(delivery.raw);
  const body = json(text);
  const parsed = parsedBy(webhook, body, delivery);
  const id = randomUUID();
  const log = deps.log.child({ vendor: webhook.id, delivery: id });
  await deps.engine.receive(parsed.ok ? parsed.inbound : [], {
    vendor: webhook.id,
    key: `${webhook.id}:${id}`,
    raw: text,
    actor: { kind: 'monitor', id: webhook.id, name: webhook.label },
    ...(parsed.ok ? { troubles: parsed.troubles ?? [] } : { unmapped: parsed.why }),
  });
  if (!parsed.ok) {
    log.warn({ why: parsed.why }, 'A webhook was kept but not understood');
    // A sender whose bodies are no JSON has to hear of it; what it sent is kept.
    answer(response, body === undefined ? 400 : 202, parsed.why);
    return;
  }
  await webhook.confirm?.(body);
  for (const note of parsed.notes) {
    log.info({ note }, 'A webhook told of something that changes nothing');
  }
  for (const trouble of parsed.troubles ?? []) {
    log.warn({ trouble }, 'A webhook needs a look; it is kept');
  }
  log.info({ things: parsed.inbound.length }, 'A webhook was received');
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
    log.error({ err: error }, 'A webhook could not be taken; the sender will try again');
    answer(response, 503, 'It could not be taken now. Please send it again.');
  };
}

/** The routes of all webhook vendors that are on; what is not on is passed on, before its body is read. */
export function webhookRoutes(deps: Deps): Router {
  const router = express.Router();
  const receiving = { ...deps, logRefused: refusedOnceAMinute(deps) };
  const webhookOf = (request: Request) => deps.webhooks().find(({ id }) => id === request.params.vendor);
  const take: RequestHandler = (request, response, next) => {
    const webhook = webhookOf(request);
    return webhook ? receive(webhook, request, response, receiving) : next('router');
  };
  router
    .route('/webhooks/:vendor')
    .all((request, _response, next) => next(webhookOf(request) ? undefined : 'router'))
    .all(express.raw({ type: () => true, limit: BODY_LIMIT }))
    .post(take)
    // Grafana lets its operator choose.
    .put(take);
  router.use(troubles(deps.log));
  return router;
}
