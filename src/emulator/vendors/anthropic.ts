// A stand-in for Anthropic's Messages API: streams what it is told to say, and fails as the real one does.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Pace, paceOf } from '../pace.ts';

export type AnthropicFault =
  | { kind: 'status'; status: number; retryAfter?: number }
  /** Says nothing until the caller leaves. */
  | { kind: 'silent' }
  | { kind: 'refusal' }
  /** Ends at this many characters, as where `max_tokens` is reached. */
  | { kind: 'truncated'; after: number }
  /** An error event amid the stream, with status 200. */
  | { kind: 'overloaded in the stream'; after: number }
  /** The connection is cut amid the stream. */
  | { kind: 'cut'; after: number }
  /** Does not know how to hold a model to a shape. */
  | { kind: 'no shapes' };

/** A request as the stand-in understood it. */
export type AskedOfModel = {
  model: string;
  system: string;
  content: string;
  maxTokens: number;
  shaped: boolean;
};

export type AnthropicStandIn = {
  url: string;
  asked: AskedOfModel[];
  /** What was wrong with requests: header, version, body. A test ends with this being empty. */
  violations: string[];
  /** What it answers from now on. */
  say(answer: (asked: AskedOfModel) => string): void;
  /** `times`: how many requests it meets; all, where it is left out. */
  fault(fault: AnthropicFault, times?: number): void;
  mend(): void;
  close(): Promise<void>;
};

export type AnthropicSetup = {
  apiKey: string;
  model?: string;
  delayMs?: number;
  /** Answers none before so many have been asked: who asks one after another gets no answer. */
  together?: number;
};

/** The version that the wire has spoken since 1.0.0 of the SDK, with the key as a bearer. */
const VERSION = '2026-10-21';
const PIECE = 24;

type Body = {
  model?: string;
  max_tokens?: number;
  stream?: boolean;
  system?: string;
  messages?: { role: string; content: string }[];
  output_config?: unknown;
};

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Body;
}

function wrongWith(request: IncomingMessage, body: Body): string | undefined {
  if (request.headers['anthropic-version'] !== VERSION) {
    return `anthropic-version: ${request.headers['anthropic-version']}`;
  }
  if (body.stream !== true || !body.max_tokens || body.messages?.at(-1)?.role !== 'user') {
    return 'stream, max_tokens and a last message of the user are needed';
  }
  return undefined;
}

function refuse(
  response: ServerResponse,
  status: number,
  type: string,
  message: string,
  retryAfter?: number,
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'request-id': 'req_stand_in',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  response.end(JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_stand_in' }));
}

const TYPES: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

function send(response: ServerResponse, type: string, data: object): void {
  response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
}

function stream(
  response: ServerResponse,
  asked: AskedOfModel,
  text: string,
  fault: AnthropicFault | undefined,
): void {
  const usage = { input_tokens: Math.ceil(asked.content.length / 4), output_tokens: 1 };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: asked.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
  send(response, 'message_start', { message });
  send(response, 'content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  const limit = fault !== undefined && 'after' in fault ? fault.after : text.length;
  const said = fault?.kind === 'refusal' ? '' : text.slice(0, limit);
  for (let at = 0; at < said.length; at += PIECE) {
    send(response, 'content_block_delta', {
      index: 0,
      delta: { type: 'text_delta', text: said.slice(at, at + PIECE) },
    });
  }
  if (fault?.kind === 'overloaded in the stream') {
    send(response, 'error', { error: { type: 'overloaded_error', message: 'Overloaded' } });
    response.end();
    return;
  }
  if (fault?.kind === 'cut') {
    setImmediate(() => response.destroy());
    return;
  }
  const reason =
    fault?.kind === 'refusal' ? 'refusal' : fault?.kind === 'truncated' ? 'max_tokens' : 'end_turn';
  send(response, 'content_block_stop', { index: 0 });
  send(response, 'message_delta', {
    delta: { stop_reason: reason, stop_sequence: null },
    usage: { output_tokens: Math.ceil(said.length / 4) },
  });
  send(response, 'message_stop', {});
  response.end();
}

type House = AnthropicSetup & {
  asked: AskedOfModel[];
  violations: string[];
  answer(one: AskedOfModel): string;
  take(): AnthropicFault | undefined;
  pace: Pace;
  /** Resolves when enough have been asked together. */
  assembled(): Promise<void>;
};

function askedIn(body: Body): AskedOfModel {
  return {
    model: body.model ?? '',
    system: body.system ?? '',
    content: body.messages?.at(-1)?.content ?? '',
    maxTokens: body.max_tokens ?? 0,
    shaped: body.output_config !== undefined,
  };
}

/** What the real one would refuse, and with what. */
function refusalOf(
  house: House,
  request: IncomingMessage,
  body: Body,
  one: AskedOfModel,
  fault: AnthropicFault | undefined,
): readonly [number, string, string] | undefined {
  if (request.headers.authorization !== `Bearer ${house.apiKey}`) {
    return [401, 'authentication_error', 'invalid bearer token'];
  }
  if (one.model !== (house.model ?? 'claude-sonnet-5-5')) {
    return [404, 'not_found_error', `model: ${one.model}`];
  }
  if (fault?.kind === 'no shapes' && one.shaped) {
    return [400, 'invalid_request_error', 'output_config: Extra inputs are not permitted'];
  }
  const wrong = wrongWith(request, body);
  if (wrong !== undefined) {
    house.violations.push(wrong);
    return [400, 'invalid_request_error', wrong];
  }
  return undefined;
}

async function serve(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const one = askedIn(body);
  house.asked.push(one);
  const fault = house.take();
  if (fault?.kind === 'silent') {
    await new Promise((resolve) => response.once('close', resolve));
    return;
  }
  if (fault?.kind === 'status') {
    const type = TYPES[fault.status] ?? 'api_error';
    refuse(response, fault.status, type, 'The stand-in was told to fail.', fault.retryAfter);
    return;
  }
  const refusal = refusalOf(house, request, body, one, fault);
  if (refusal !== undefined) {
    refuse(response, ...refusal);
    return;
  }
  await house.pace.way('model', 'vendors');
  await new Promise((resolve) => setTimeout(resolve, house.delayMs ?? 0));
  await house.assembled();
  stream(response, one, house.answer(one), fault);
}

export async function openAnthropic(setup: AnthropicSetup): Promise<AnthropicStandIn> {
  let answer: (one: AskedOfModel) => string = () => '{"sentences":[]}';
  let trouble: { fault: AnthropicFault; left: number } | undefined;
  const waiting: (() => void)[] = [];
  const house: House = {
    ...setup,
    pace: paceOf(process.env.STORY_LATENCY),
    asked: [],
    violations: [],
    answer: (one) => answer(one),
    assembled() {
      if (house.asked.length >= (setup.together ?? 0)) {
        for (const go of waiting.splice(0)) {
          go();
        }
        return Promise.resolve();
      }
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    take() {
      if (trouble === undefined || trouble.left <= 0) {
        return undefined;
      }
      trouble.left -= 1;
      return trouble.fault;
    },
  };
  const { asked, violations } = house;
  const server = createServer((request, response) => {
    serve(house, request, response).catch((error: unknown) =>
      refuse(response, 500, 'api_error', String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    violations,
    say(next) {
      answer = next;
    },
    fault(fault, times = Number.POSITIVE_INFINITY) {
      trouble = { fault, left: times };
    },
    mend() {
      trouble = undefined;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
