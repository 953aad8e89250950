// The only way from here to vendors' HTTP interfaces: one layer over fetch with time limits, retries, and errors that say what to do.
import type { z } from 'zod';
import type { Clock } from './clock.ts';
import { readBody } from './http-body.ts';
import type { Answer, FormPart, HttpHeaders, HttpRequest, HttpTarget } from './http-call.ts';
import { answerUnreadable, connectionFailed, refusedBy, tooSoon } from './http-errors.ts';
import type { Log } from './log.ts';
import { VendorError } from './vendor-error.ts';

export type Http = {
  /** Reads the JSON of a 2xx answer through `shape` (unknown fields are dropped). @throws VendorError */
  json<T>(request: HttpRequest, shape: z.ZodType<T>): Promise<T>;
  /** Where only success matters. @throws VendorError */
  done(request: HttpRequest): Promise<void>;
  /** The words of a 2xx answer. @throws VendorError */
  text(request: HttpRequest): Promise<string>;
};

export type HttpMaker = (target: HttpTarget) => Http;

export type HttpSetup = {
  /** Story time: a vendor's Retry-After is remembered by it. */
  clock: Pick<Clock, 'now'>;
  log: Log;
  /** Waits before the second attempt and the third, in milliseconds of wire time. */
  waitsMs?: readonly number[];
  /** How an attempt is given up after so many milliseconds of wire time; by the clock where it is not given. */
  patience?: (ms: number) => AbortSignal;
};

type Line = { setup: HttpSetup; target: HttpTarget; request: HttpRequest };

const TIMEOUT_MS = 10_000;
/** Three attempts of a call take less than this, so that a lease of 30 s covers them. */
const DEADLINE_MS = 24_000;
const WAITS_MS = [250, 1_000];
/** A vendor that asks for a longer wait gets it from whoever keeps the work: the outbox. */
const LONGEST_WAIT_MS = 2_000;
const REPEATABLE = new Set(['GET', 'PUT', 'DELETE']);

/** What vendors' files get: from a target to its calls. */
export function createHttp(setup: HttpSetup): HttpMaker {
  return (target) => {
    let closedUntil = 0;
    const send = async (request: HttpRequest): Promise<Answer> => {
      const line = { setup, target, request };
      if (closedUntil > setup.clock.now()) {
        throw tooSoon(line, closedUntil - setup.clock.now());
      }
      try {
        return await withRetries(line);
      } catch (error) {
        if (error instanceof VendorError && error.code === 'limited' && error.retryAfterMs) {
          closedUntil = setup.clock.now() + error.retryAfterMs;
        }
        throw error;
      }
    };
    return {
      async json(request, shape) {
        const answer = await send(request);
        return readJson({ setup, target, request }, answer, shape);
      },
      done: async (request) => void (await send(request)),
      text: async (request) => (await send(request)).body,
    };
  };
}

/** The wait before the next attempt; undefined where another one must not be made, or would come too late. */
function waitBefore({ setup, request }: Line, error: VendorError, attempt: number, began: number) {
  const repeatable =
    request.repeatable ?? (REPEATABLE.has(request.method) || request.idempotencyKey !== undefined);
  const wait = error.retryAfterMs ?? (setup.waitsMs ?? WAITS_MS)[attempt];
  const again = !error.permanent && (repeatable || error.code === 'limited');
  if (!again || wait === undefined || wait > LONGEST_WAIT_MS || attempt >= WAITS_MS.length) {
    return undefined;
  }
  return Date.now() - began + wait + TIMEOUT_MS > DEADLINE_MS ? undefined : wait;
}

async function withRetries(line: Line): Promise<Answer> {
  const began = Date.now();
  let renewable = line.target.renewable ?? false;
  let renew = false;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await attemptOnce(line, renew);
    } catch (error) {
      renew = renewable && error instanceof VendorError && error.code === 'unauthorized';
      const wait = renew ? 0 : waitBefore(line, error as VendorError, attempt, began);
      if (wait === undefined) {
        throw error;
      }
      renewable = renewable && !renew;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

async function attemptOnce(line: Line, renew: boolean): Promise<Answer> {
  const { setup, target, request } = line;
  const began = Date.now();
  const told = { vendor: target.vendor, method: request.method, path: request.pathShown ?? request.path };
  try {
    const credentials = await credentialsOf(line, renew);
    const answer = await exchange(line, credentials);
    setup.log.debug({ ...told, status: answer.status, ms: Date.now() - began }, 'a vendor answered');
    if (answer.status >= 200 && answer.status < 300) {
      return answer;
    }
    throw refusedBy(line, answer, Object.values(credentials));
  } catch (error) {
    const failure = error instanceof VendorError ? error : connectionFailed(line, error);
    const { code, message } = failure;
    setup.log.warn({ ...told, code, ms: Date.now() - began, why: message }, 'a call to a vendor failed');
    throw failure;
  }
}

/** Where no credentials can be had, the call itself was never made. */
async function credentialsOf({ target }: Line, renew: boolean): Promise<HttpHeaders> {
  try {
    return (await target.authorize?.(renew)) ?? {};
  } catch (error) {
    if (!(error instanceof VendorError) || !error.unknownOutcome) {
      throw error;
    }
    const { message, permanent, code, retryAfterMs } = error;
    throw new VendorError(message, {
      permanent,
      code,
      cause: error,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
}

async function exchange({ setup, target, request }: Line, credentials: HttpHeaders): Promise<Answer> {
  const { method, json, form, idempotencyKey } = request;
  const response = await fetch(addressOf(target.baseUrl, request), {
    method,
    headers: {
      accept: 'application/json',
      'user-agent': 'firescribe',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(idempotencyKey ? { [request.idempotencyHeader ?? 'idempotency-key']: idempotencyKey } : {}),
      ...request.headers,
      ...credentials,
    },
    body: bodyOf(request),
    // Followed, a redirect would carry our credentials to wherever it leads.
    redirect: 'manual',
    signal: (setup.patience ?? AbortSignal.timeout)(target.timeoutMs ?? TIMEOUT_MS),
  });
  return { status: response.status, headers: response.headers, body: await readBody(response) };
}

function bodyOf({ json, form, multipart }: HttpRequest): string | FormData | undefined {
  if (json !== undefined) {
    return JSON.stringify(json);
  }
  return multipart ? formOf(multipart) : form && new URLSearchParams(form).toString();
}

/** The boundary between its parts, and the header that names it, are made when it is sent. */
function formOf(parts: readonly FormPart[]): FormData {
  const form = new FormData();
  for (const part of parts) {
    if ('bytes' in part) {
      form.append(part.name, new Blob([new Uint8Array(part.bytes)], { type: part.mediaType }), part.fileName);
    } else {
      form.append(part.name, part.value);
    }
  }
  return form;
}

function addressOf(baseUrl: string, { path, query = {} }: HttpRequest): string {
  const below = path.replace(/^\/+/, '');
  const url = new URL(below === '' ? baseUrl : `${baseUrl.replace(/\/+$/, '')}/${below}`);
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) {
      url.searchParams.append(name, String(one));
    }
  }
  return url.href;
}

function readJson<T>(line: Line, { body }: Answer, shape: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw answerUnreadable(line, 'is no JSON');
  }
  const read = shape.safeParse(value);
  if (!read.success) {
    const [first] = read.error.issues;
    throw answerUnreadable(
      line,
      `lacks what we read (${first?.path.join('.') || 'all of it'}: ${first?.message})`,
    );
  }
  return read.data;
}
