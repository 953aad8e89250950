// A vendor's stand-in: an HTTP server with routes, a memory of what was asked, and every kind of trouble on order.
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { paceOf } from '../pace.ts';
import type { Asked, Reply, SentFile } from './exchange.ts';
import { openTroubles, type Trouble, type TroubleBook } from './troubles.ts';

export type Route = {
  method: string;
  /** `/v2/meetings/:id/status` */
  path: string;
  answer(asked: Asked): Reply | Promise<Reply>;
};

/** What is wrong with a request, in words; undefined where nothing is. */
export type RequestCheck = (asked: Asked) => string | undefined;

export type StandIn = {
  url: string;
  /** Every request that came in, in order, also those that trouble swallowed. */
  asked: readonly Asked[];
  /** What the vendor's own specification would have refused. A test ends with this being empty. */
  violations: readonly string[];
  /** Orders trouble; the answer takes it back. `path`: only where a route's path begins so. */
  trouble(trouble: Trouble, on?: { times?: number; path?: string; method?: string }): () => void;
  /** Ends all trouble. */
  mend(): void;
  /** Told of each request that is left waiting until its sender gives up: a test need not wait for that by the clock. */
  onSilence(listener: () => void): void;
  /** Until this holds; looked at after each request, also of those whose sender has given up. */
  until(there: () => boolean): Promise<void>;
  close(): Promise<void>;
};

export type StandInOptions = {
  /** As whoever wants it slow calls it; see `Pace`. */
  name?: string;
  routes: readonly Route[];
  check?: RequestCheck;
  port?: number;
};

type Open = StandInOptions & {
  asked: Asked[];
  violations: string[];
  troubles: TroubleBook;
  way: () => Promise<void>;
  silent: () => void;
};

const MOST_BYTES = 24 * 1024 * 1024;

export async function openStandIn(options: StandInOptions): Promise<StandIn> {
  const pace = paceOf(process.env.STORY_LATENCY);
  const way = () => pace.way(options.name ?? 'vendor', 'vendors');
  const served = new EventEmitter();
  const silent = () => void served.emit('silence');
  const open: Open = { ...options, asked: [], violations: [], troubles: openTroubles(), way, silent };
  const server = createServer((request, response) => {
    serve(open, request, response)
      .catch((error: unknown) => {
        response.statusCode = 500;
        response.end(JSON.stringify({ message: `The stand-in failed: ${String(error)}` }));
      })
      .finally(() => served.emit('request'));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: open.asked,
    violations: open.violations,
    trouble: open.troubles.order,
    mend: open.troubles.clear,
    onSilence: (listener) => void served.on('silence', listener),
    async until(there) {
      while (!there()) {
        await once(served, 'request');
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(open: Open, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const found = routeOf(open.routes, request.method ?? 'GET', url.pathname);
  const asked = await readAsked(request, url, found?.params ?? {});
  open.asked.push(asked);
  await open.way();
  const trouble = open.troubles.take(asked);
  if (trouble?.kind === 'late' || trouble?.kind === 'no_answer') {
    open.silent();
  }
  if (trouble && (await open.troubles.before(trouble, response))) {
    return;
  }
  const wrong = found && open.check?.(asked);
  if (wrong) {
    open.violations.push(`${asked.method} ${asked.path}: ${wrong}`);
  }
  const reply = await replyTo(asked, found?.route, wrong);
  await open.way();
  if (trouble && open.troubles.after(trouble, reply, response)) {
    return;
  }
  write(response, reply);
}

function replyTo(asked: Asked, route: Route | undefined, wrong: string | undefined): Reply | Promise<Reply> {
  if (!route) {
    return { status: 404, json: { message: `There is no ${asked.method} ${asked.path}.` } };
  }
  return wrong ? { status: 400, json: { message: wrong } } : route.answer(asked);
}

function write(response: ServerResponse, reply: Reply): void {
  const { status, json, text, headers } = reply;
  const type = json === undefined ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(json === undefined ? text : JSON.stringify(json));
}

function routeOf(routes: readonly Route[], method: string, path: string) {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.path, path) : undefined;
    if (params) {
      return { route, params };
    }
  }
  return undefined;
}

/** The named parts of a path that fits; undefined where it does not. */
export function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) {
    return undefined;
  }
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') {
      params[part.slice(1)] = decodeURIComponent(value);
    } else if (part !== value) {
      return undefined;
    }
  }
  return params;
}

async function readAsked(request: IncomingMessage, url: URL, params: Asked['params']): Promise<Asked> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) {
      throw new Error('The request is larger than any of ours.');
    }
    chunks.push(chunk as Buffer);
  }
  const bytes = Buffer.concat(chunks);
  const raw = bytes.toString('utf8');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const { pathname: path, searchParams: query } = url;
  const multipart = headers['content-type']?.startsWith('multipart/form-data');
  const body = multipart ? await partsOf(bytes, headers) : bodyOf(raw, headers);
  return { method: request.method ?? 'GET', path, params, query, headers, raw, body };
}

async function partsOf(bytes: Buffer, headers: Asked['headers']): Promise<Record<string, string | SentFile>> {
  const type = headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const parts = [...form].map(async ([name, part]) =>
    typeof part === 'string'
      ? ([name, part] as const)
      : ([
          name,
          { name: part.name, type: part.type, bytes: new Uint8Array(await part.arrayBuffer()) },
        ] as const),
  );
  return Object.fromEntries(await Promise.all(parts));
}

function bodyOf(raw: string, headers: Asked['headers']): unknown {
  const type = headers['content-type'] ?? '';
  if (type.includes('json')) {
    try {
      return JSON.parse(raw);
    } catch {
      return raw;
    }
  }
  return type.includes('form-urlencoded') ? Object.fromEntries(new URLSearchParams(raw)) : raw;
}
