// One HTTP POST to an app, with Slack's limits: an answer within the time, at most two redirects.
import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Patience } from '../../lib/patience.ts';

export type Posted =
  | { ok: true; status: number; headers: IncomingHttpHeaders; body: string }
  | { ok: false; reason: 'http_timeout' | 'connection_failed' | 'too_many_redirects' | 'ssl_error' };

export type Letter = { url: string; headers: Record<string, string>; body: string; patience: Patience };

const MOST_REDIRECTS = 2;

export async function post(letter: Letter, redirects = 0): Promise<Posted> {
  const posted = await postOnce(letter);
  if (!posted.ok || posted.status < 300 || posted.status > 399 || !posted.headers.location) {
    return posted;
  }
  if (redirects === MOST_REDIRECTS) {
    return { ok: false, reason: 'too_many_redirects' };
  }
  return post({ ...letter, url: new URL(posted.headers.location, letter.url).href }, redirects + 1);
}

function postOnce({ url, headers, body, patience }: Letter): Promise<Posted> {
  const send = url.startsWith('https:') ? secureRequest : plainRequest;
  return new Promise((resolve) => {
    const lengthened = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
    const request = send(url, { method: 'POST', headers: lengthened, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        stopWaiting();
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ ok: true, status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    const stopWaiting = patience(() => {
      resolve({ ok: false, reason: 'http_timeout' });
      request.destroy();
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      stopWaiting();
      const secure = /^(ERR_TLS|ERR_SSL|CERT_|EPROTO|DEPTH_ZERO|UNABLE_TO)/.test(error.code ?? '');
      resolve({ ok: false, reason: secure ? 'ssl_error' : 'connection_failed' });
    });
    request.end(body);
  });
}
