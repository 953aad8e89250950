// The only way from here to Slack's Web API: one try, ten seconds, limits obeyed, every failure a VendorError.
import {
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { faultPoint } from '../lib/fault-point.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { createRateLimits, type Urgency } from './rate-limits.ts';
import { isTokenTrouble, type SlackFailure, vendorError } from './slack-errors.ts';

/** Under the outbox's lease of 30 s, so that a call has ended before somebody else may try. */
const TIMEOUT_MS = 10_000;

export type SlackClient = {
  /**
   * Calls a method and reads its answer through `shape` (unknown fields are dropped). Throws a VendorError; `unknownOutcome`
   * where the call may have taken effect. Refused locally while Slack's Retry-After for that method or channel runs.
   */
  call<T>(method: string, args: Record<string, unknown>, shape: z.ZodType<T>, urgency?: Urgency): Promise<T>;
  /** For Bolt, whose own client answers people (`views.open`): it never queues behind refreshes. */
  options: ClientOptions;
};

export type ClientOptions = {
  slackApiUrl?: string;
  retryConfig: { retries: number };
  rejectRateLimitedCalls: boolean;
  timeout: number;
  logger: Logger;
};

/** Where only success matters. */
export const done = z.object({ ok: z.literal(true) });

/** Options every client of ours has (the library's own would retry for half an hour and stop its queue at one 429). */
export function clientOptions(apiUrl: string | undefined, log: Log): ClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logger: libraryLog(log),
  };
}

export function createClient(setup: {
  token: string;
  apiUrl?: string;
  clock: Clock;
  log: Log;
  /** Told when Slack says that the token is no good. */
  onTokenTrouble: (error: VendorError) => void;
}): SlackClient {
  const options = clientOptions(setup.apiUrl, setup.log);
  const limits = createRateLimits(setup.clock);
  const web = new WebClient(setup.token, options);

  const call: SlackClient['call'] = async (method, args, shape, urgency = 'now') => {
    const channel = typeof args.channel === 'string' ? args.channel : undefined;
    limits.pass(method, channel, urgency);
    let answer: unknown;
    try {
      answer = await web.apiCall(method, args);
    } catch (error) {
      const failure = failureOf(method, error);
      if (failure.retryAfter !== undefined) {
        limits.limited(method, channel, failure.retryAfter);
      }
      const told = vendorError(failure);
      if (isTokenTrouble(failure.code)) {
        setup.onTokenTrouble(told);
      }
      throw told;
    }
    faultPoint('after-vendor-answer', method);
    return readAnswer(method, shape, answer);
  };

  return { options, call };
}

function readAnswer<T>(method: string, shape: z.ZodType<T>, answer: unknown): T {
  const read = shape.safeParse(answer);
  if (!read.success) {
    throw new VendorError(
      `Slack answered ${method} in a shape this version does not know: ${z.prettifyError(read.error)}`,
      { permanent: true, code: 'unknown_shape', unknownOutcome: true },
    );
  }
  return read.data;
}

const platformBody = z.object({
  error: z.string(),
  needed: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.unknown()).optional(),
  response_metadata: z.object({ messages: z.array(z.string()).optional() }).optional(),
});

/** The library's error as the few things we act on. */
export function failureOf(method: string, error: unknown): SlackFailure {
  if (error instanceof WebAPIPlatformError) {
    const body = platformBody.parse(error.data);
    const messages = body.response_metadata?.messages?.filter((message) => message.startsWith('[ERROR]'));
    const detail = body.detail ?? messages?.join(' ');
    return { method, code: body.error, needed: body.needed, detail: detail || undefined, cause: error };
  }
  if (error instanceof WebAPIRateLimitedError) {
    return { method, code: 'ratelimited', retryAfter: error.retryAfter, cause: error };
  }
  if (error instanceof WebAPIHTTPError) {
    return {
      method,
      code: `http_${error.statusCode}`,
      unknownOutcome: error.statusCode >= 500,
      cause: error,
    };
  }
  if (error instanceof WebAPIRequestError) {
    return { method, ...connectionFailure(error.original), cause: error };
  }
  return { method, code: 'connection', unknownOutcome: true, cause: error };
}

/** A connection that was never made cannot have changed anything; one that broke may have. */
function connectionFailure(error: Error): Pick<SlackFailure, 'code' | 'unknownOutcome'> {
  if (error.name === 'TimeoutError') {
    return { code: 'timeout', unknownOutcome: true };
  }
  const cause = error.cause as { code?: string } | undefined;
  const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];
  return { code: 'connection', unknownOutcome: !neverSent.includes(cause?.code ?? '') };
}

const perPerson = z.object({ user: z.string().optional(), error: z.string() });

/** What the per-person part of an invite's answer says, `errors: [{user, error}]`; rows that name nobody are left out. */
export const eachUser = z
  .array(z.unknown())
  .catch([])
  .transform((rows) =>
    rows.flatMap((row) => {
      const { user, error = '' } = perPerson.safeParse(row).data ?? {};
      return user === undefined ? [] : [{ user, error }];
    }),
  );

/** The same of a refused invite. */
export function refusedUsers(error: unknown): { user: string; error: string }[] {
  const body =
    error instanceof VendorError && error.cause instanceof WebAPIPlatformError ? error.cause.data : null;
  return z.object({ errors: eachUser }).safeParse(body).data?.errors ?? [];
}

/** An acknowledgement for a socket that closed meanwhile: Slack sends that once more, and it is known by then. */
const LATE_ACK = /Failed to send a (?:WebSocket )?message as the client (?:has no|is not)/;

/** The libraries' own chatter, in our log. Their debug lines hold whole requests and are dropped. */
export function libraryLog(log: Log): Logger {
  const words = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => undefined,
    info: (...parts) => log.debug({ from: 'slack library' }, words(parts)),
    warn: (...parts) => log.warn({ from: 'slack library' }, words(parts)),
    error(...parts) {
      const text = words(parts);
      log[LATE_ACK.test(text) ? 'warn' : 'error']({ from: 'slack library' }, text);
    },
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
