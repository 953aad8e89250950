// The troubles of a vendor's stand-in: down, slow, limiting, failing, answering nonsense, losing its answer.
import type { ServerResponse } from 'node:http';
import type { Asked, Reply } from './exchange.ts';

export type Trouble =
  /** The connection is cut before anything has happened. */
  | { kind: 'down' }
  /** Milliseconds of wire time before the request is looked at. */
  | { kind: 'slow'; ms: number }
  /** It is looked at when its sender has given up. */
  | { kind: 'late' }
  /** The connection stays open and nothing comes; nothing has happened. */
  | { kind: 'no_answer' }
  /** Without `retryAfter` (seconds) the header is missing. */
  | { kind: 'limited'; retryAfter?: number; status?: number }
  /** An answer with this status, and no effect. */
  | { kind: 'status'; status: number; json?: unknown; headers?: Readonly<Record<string, string>> }
  /** It takes effect, then answers 500. */
  | { kind: 'fails_after' }
  /** It takes effect, then the connection is cut. */
  | { kind: 'answer_lost' }
  /** It takes effect; half of the answer comes. */
  | { kind: 'truncated' }
  /** A page of a proxy, with status 200; no effect. */
  | { kind: 'nonsense' }
  /** It takes effect; the answer is changed on its way: fields that nobody knows, null where an object stood. */
  | { kind: 'changed'; change: (json: unknown) => unknown };

type Order = { trouble: Trouble; left: number; path: string; method?: string };

export type TroubleBook = {
  order(trouble: Trouble, on?: { times?: number; path?: string; method?: string }): () => void;
  clear(): void;
  take(asked: Asked): Trouble | undefined;
  /** Does what comes before any effect. True where the request is done with. */
  before(trouble: Trouble, response: ServerResponse): Promise<boolean>;
  /** Does to a reply what comes after the effect. True where the answer has been given. */
  after(trouble: Trouble, reply: Reply, response: ServerResponse): boolean;
};

export function openTroubles(): TroubleBook {
  let orders: Order[] = [];
  return {
    order(trouble, { times = Number.POSITIVE_INFINITY, path = '', method } = {}) {
      const order: Order = { trouble, left: times, path, ...(method ? { method } : {}) };
      orders.push(order);
      return () => {
        orders = orders.filter((each) => each !== order);
      };
    },
    clear() {
      orders = [];
    },
    take(asked) {
      const order = orders.find(
        ({ left, path, method }) =>
          left > 0 && asked.path.startsWith(path) && (method === undefined || method === asked.method),
      );
      if (order) {
        order.left -= 1;
      }
      return order?.trouble;
    },
    before,
    after,
  };
}

async function before(trouble: Trouble, response: ServerResponse): Promise<boolean> {
  switch (trouble.kind) {
    case 'down':
      response.destroy();
      return true;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, trouble.ms));
      return false;
    case 'late':
      await new Promise((resolve) => response.once('close', resolve));
      return false;
    case 'no_answer':
      await new Promise((resolve) => response.once('close', resolve));
      return true;
    case 'limited':
      answer(response, trouble.status ?? 429, { message: 'Too many requests.' }, retryAfter(trouble));
      return true;
    case 'status':
      answer(
        response,
        trouble.status,
        trouble.json ?? { message: 'Something went wrong on our side.' },
        trouble.headers,
      );
      return true;
    case 'nonsense':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Sign in</title><p>Please sign in to the proxy.');
      return true;
    default:
      return false;
  }
}

function after(trouble: Trouble, { status, json }: Reply, response: ServerResponse): boolean {
  switch (trouble.kind) {
    case 'fails_after':
      answer(response, 500, { message: 'Internal error.' });
      return true;
    case 'answer_lost':
      response.destroy();
      return true;
    case 'truncated': {
      const whole = JSON.stringify(json ?? {});
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(whole.slice(0, Math.ceil(whole.length / 2)));
      return true;
    }
    case 'changed':
      answer(response, status, trouble.change(json));
      return true;
    default:
      return false;
  }
}

const retryAfter = ({ retryAfter: seconds }: { retryAfter?: number }): Record<string, string> =>
  seconds === undefined ? {} : { 'retry-after': String(seconds) };

function answer(
  response: ServerResponse,
  status: number,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(json));
}
