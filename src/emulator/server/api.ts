// The Web API: one address per method, Slack's checks in Slack's order, and Slack's way of answering.
import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import { SlackError } from '../errors.ts';
import type { ApiFault, FaultBook } from '../faults.ts';
import { methods } from '../methods/catalog.ts';
import type { Answer, Call, Method } from '../methods/method.ts';
import type { Workspace } from '../workspace.ts';
import type { Token } from '../world.ts';
import type { CallRecord } from './calls.ts';
import type { Limits } from './limits.ts';
import { type Reading, readRequest } from './request.ts';

export type ApiParts = { workspace: Workspace; limits: Limits; faults: FaultBook; calls: CallRecord };

type Outcome = {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, string>;
  appId?: string;
};

const byName = new Map(methods.map((each) => [each.name, each]));

export function mountApi(app: Express, parts: ApiParts): void {
  app.all('/api/:method', (request, response) => {
    parts.calls.open += 1;
    void answer(request, response, parts).finally(() => {
      parts.calls.open -= 1;
      parts.workspace.changed({ kind: 'call' });
    });
  });
}

async function answer(request: Request, response: Response, parts: ApiParts): Promise<void> {
  const name = String(request.params.method);
  const { reading, refusal } = await read(request);
  const token = reading.token ? parts.workspace.world.tokens.get(reading.token) : undefined;
  const fault = parts.faults.takeApi(name, token?.appId);
  if (await breaks(fault, parts, response)) {
    return;
  }
  const outcome = refusal
    ? refused(refusal)
    : (faked(fault) ?? (await perform(byName.get(name), reading, token, parts)));
  parts.calls.list.push({
    at: parts.workspace.clock.now(),
    ...(outcome.appId ? { appId: outcome.appId } : {}),
    method: name,
    args: reading.args,
    status: outcome.status,
    response: outcome.body,
  });
  if (fault?.kind === 'answer_lost') {
    response.destroy();
    return;
  }
  response.status(outcome.status).set(outcome.headers).json(outcome.body);
}

async function read(request: Request): Promise<{ reading: Reading; refusal?: SlackError }> {
  try {
    return { reading: await readRequest(request) };
  } catch (error) {
    if (!(error instanceof SlackError)) {
      throw error;
    }
    return { reading: { args: {}, json: false, query: {}, warnings: [] }, refusal: error };
  }
}

/** Faults of the wire: waits, and tells whether the connection is gone before the call was looked at. */
async function breaks(fault: ApiFault | undefined, parts: ApiParts, response: Response): Promise<boolean> {
  if (fault?.kind === 'latency') {
    await new Promise((resolve) => setTimeout(resolve, fault.ms));
  }
  if (fault?.kind === 'no_answer') {
    await parts.faults.hold(response);
    return true;
  }
  if (fault?.kind === 'reset') {
    response.destroy();
    return true;
  }
  return false;
}

function faked(fault: ApiFault | undefined): Outcome | undefined {
  switch (fault?.kind) {
    case 'ratelimited':
      return tooMany(fault.retryAfter);
    case 'status':
      return { status: fault.status, body: { ok: false, error: 'internal_error' }, headers: {} };
    case 'error':
      return refused(new SlackError(fault.error, fault.extra));
    default:
      return undefined;
  }
}

async function perform(
  method: Method | undefined,
  reading: Reading,
  token: Token | undefined,
  parts: ApiParts,
): Promise<Outcome> {
  if (!method) {
    return refused(new SlackError('unknown_method', { req_method: undefined }));
  }
  const headers = {
    ...(token ? { 'x-oauth-scopes': token.scopes.join(',') } : {}),
    ...(method.scopes.length > 0 ? { 'x-accepted-oauth-scopes': method.scopes.join(',') } : {}),
  };
  const appId = token?.appId;
  try {
    if (!method.open) {
      admit(method, reading, token);
    }
    const raw = reading.json && !method.json ? reading.query : reading.args;
    const wait = parts.limits.take(method, appId ?? 'nobody', raw);
    if (wait !== undefined) {
      return { ...tooMany(wait), ...(appId ? { appId } : {}) };
    }
    const call = callOf(method, token, parts.workspace);
    const given = await method.run(call, readArgs(method, raw) as never);
    return { status: 200, body: succeeded(given, reading.warnings), headers, ...(appId ? { appId } : {}) };
  } catch (error) {
    if (!(error instanceof SlackError)) {
      parts.workspace.log.error({ err: error, method: method.name }, 'a method of the emulator failed');
      return { ...refused(new SlackError('internal_error')), status: 500 };
    }
    return { ...refused(error, reading.warnings), headers, ...(appId ? { appId } : {}) };
  }
}

/** Who may call: token known, of the right kind, with one of the scopes. */
function admit(method: Method, reading: Reading, token: Token | undefined): void {
  if (!reading.token) {
    throw new SlackError('not_authed');
  }
  if (!token) {
    throw new SlackError('invalid_auth');
  }
  if (token.revoked) {
    throw new SlackError('token_revoked');
  }
  if (!method.tokens.includes(token.kind)) {
    throw new SlackError('not_allowed_token_type');
  }
  if (method.scopes.length > 0 && !method.scopes.some((scope) => token.scopes.includes(scope))) {
    throw new SlackError('missing_scope', {
      needed: method.scopes.join(','),
      provided: token.scopes.join(','),
    });
  }
}

function callOf(method: Method, token: Token | undefined, workspace: Workspace): Call {
  const actor = token ? workspace.world.users.get(token.userId) : undefined;
  const nobody = { value: '', kind: 'bot', appId: '', userId: '', scopes: [], revoked: false } as const;
  // Methods that are open to all never look at who calls.
  return {
    ...workspace,
    method: method.name,
    token: token ?? { ...nobody, scopes: [] },
    actor: actor as Call['actor'],
    appId: token?.appId ?? '',
  };
}

function readArgs(method: Method, raw: Record<string, unknown>): unknown {
  const parsed = method.args.safeParse(raw);
  if (parsed.success) {
    return parsed.data;
  }
  const lines = parsed.error.issues.map((issue) => `[ERROR] ${describe(issue, raw)}`);
  throw new SlackError('invalid_arguments', { response_metadata: { messages: lines } });
}

function describe(issue: z.core.$ZodIssue, raw: Record<string, unknown>): string {
  const field = String(issue.path[0] ?? '');
  if (issue.path.length === 1 && raw[field] === undefined) {
    return `missing required field: ${field}`;
  }
  const message = issue.code === 'invalid_union' ? 'failed to match all allowed schemas' : issue.message;
  return `${message} [json-pointer:/${issue.path.join('/')}]`;
}

function succeeded(given: Answer, more: string[]): Record<string, unknown> {
  const { warnings: own = [], response_metadata: metadata, ...fields } = given;
  return { ok: true, ...fields, ...withWarnings([...own, ...more], metadata as object | undefined) };
}

function refused(error: SlackError, warnings: string[] = []): Outcome {
  const { response_metadata: metadata, ...extra } = error.extra;
  const body = {
    ok: false,
    error: error.code,
    ...extra,
    ...withWarnings(warnings, metadata as object | undefined),
  };
  return { status: 200, body, headers: {} };
}

function withWarnings(warnings: string[], metadata: object | undefined): Record<string, unknown> {
  if (warnings.length === 0) {
    return metadata ? { response_metadata: metadata } : {};
  }
  return { warning: warnings.join(','), response_metadata: { ...metadata, warnings } };
}

function tooMany(seconds: number): Outcome {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(seconds) },
  };
}
