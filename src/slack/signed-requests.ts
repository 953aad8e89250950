// HTTP mode's gate: only what Slack signed reaches Bolt. Bolt's own check hashes three times what is hashed once here, and of
// the text instead of the bytes that came; it is half of what an event costs (measured, Bolt 5.1).
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { Log } from '../lib/log.ts';

/** Slack's docs, "Verifying requests from Slack": what is older may be a replay. Seconds, either way: clocks differ. */
const TOLERANCE_S = 5 * 60;
/** As Bolt has it (`bodyLimit`). Slack sends far less. */
const MOST_BYTES = 4 * 1024 * 1024;
const SIGNATURE = /^v0=([0-9a-f]{64})$/;
const TIMESTAMP = /^\d{1,12}$/;
const FORM = 'application/x-www-form-urlencoded';

/** What a request is refused for, in words for the log; undefined where Slack signed it. `now`: ms, wire time. */
function whyUnsigned(
  headers: IncomingMessage['headers'],
  body: Uint8Array,
  secret: KeyObject,
  now: number,
): string | undefined {
  const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = headers;
  if (typeof timestamp !== 'string' || !TIMESTAMP.test(timestamp)) {
    return 'it carries no X-Slack-Request-Timestamp';
  }
  const [, given] = SIGNATURE.exec(typeof signature === 'string' ? signature : '') ?? [];
  if (given === undefined) {
    return 'it carries no X-Slack-Signature of version v0';
  }
  if (Math.abs(now / 1_000 - Number(timestamp)) > TOLERANCE_S) {
    return 'it was signed more than five minutes from now; see that the clock of this machine is right';
  }
  const right = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), right)
    ? undefined
    : 'its signature is not made with SLACK_SIGNING_SECRET';
}

/** The whole body of a request, unless it is too long or its sender went away. */
function wholeBody(request: IncomingMessage): Promise<Buffer | 'too long' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BYTES) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        resolve('too long');
      }
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('close', () => resolve('gone'));
    request.once('error', () => resolve('gone'));
  });
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

/** Slack's check of the certificate: unsigned, and answered without a look at anything else that it carries. */
function isSslCheck(request: IncomingMessage, body: Buffer): boolean {
  return (
    request.headers['content-type'] === FORM &&
    body.includes('ssl_check=') &&
    parse(body.toString()).ssl_check === '1'
  );
}

/**
 * The listener of a receiver that checks no signatures itself, behind the check. It finds the body under `rawBody`, where Bolt
 * looks first. @throws Error where the secret is empty: anybody could sign with that.
 */
export function onlySigned(listener: RequestListener, secret: string, log: Log): RequestListener {
  if (secret === '') {
    throw new Error('Set SLACK_SIGNING_SECRET: without it anybody could speak as Slack.');
  }
  const key = createSecretKey(Buffer.from(secret));
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await wholeBody(request);
    if (body === 'gone') {
      return;
    }
    if (body === 'too long') {
      log.warn({ limit: MOST_BYTES }, 'A request to the address for Slack was too long.');
      response.setHeader('connection', 'close').once('finish', () => request.destroy());
      return answer(response, 413);
    }
    if (isSslCheck(request, body)) {
      return answer(response, 200);
    }
    const why = whyUnsigned(request.headers, body, key, Date.now());
    if (why !== undefined) {
      log.warn({ why }, 'A request to the address for Slack was refused.');
      return answer(response, 401);
    }
    listener(Object.assign(request, { rawBody: body }), response);
  };
  return (request, response) => {
    if (request.method?.toUpperCase() !== 'POST') {
      return listener(request, response);
    }
    receive(request, response).catch((error: unknown) => {
      log.error({ error }, 'A request to the address for Slack could not be handled.');
      if (!response.headersSent) {
        answer(response, 500);
      }
    });
  };
}
