// The Web API: one address per method; faults first, then Slack's checks in Slack's order, then the method.
import type { Express, Request, Response } from 'express';
import { SlackError } from '../errors.ts';
import type { ApiFault, FaultBook } from '../faults.ts';
import { methods } from '../methods/catalog.ts';
import type { Method } from '../methods/method.ts';
import type { Pace } from '../pace.ts';
import type { Workspace } from '../workspace.ts';
import type { Token } from '../world.ts';
import { admit, callOf, readArgs } from './admit.ts';
import type { CallRecord } from './calls.ts';
import type { Limits } from './limits.ts';
import { type Outcome, refused, succeeded, tooMany } from './outcome.ts';
import { type Reading, readRequest } from './request.ts';

export type ApiParts = {
  workspace: Workspace;
  limits: Limits;
  faults: FaultBook;
  pace: Pace;
  calls: CallRecord;
};

const byName = new Map(methods.map((each) => [each.name, each]));

export function mountApi(app: Express, parts: ApiParts): void {
  app.all('/api/:method', async (request, response) => {
    parts.calls.open += 1;
    try {
      await answer(request, response, parts);
    } finally {
      parts.calls.open -= 1;
      parts.workspace.changed({ kind: 'call' });
    }
  });
}

async function answer(request: Request, response: Response, parts: ApiParts): Promise<void> {
  const name = String(request.params.method);
  const { reading, refusal } = await read(request);
  const token = reading.token ? parts.workspace.world.tokens.get(reading.token) : undefined;
  await parts.pace.way(name, 'slack');
  const fault = parts.faults.takeApi(name, token?.appId);
  if (await breaks(fault, parts, response)) {
    return;
  }
  const refusedAtOnce = refusal ? refused(refusal) : ordered(fault);
  const outcome = refusedAtOnce ?? (await perform(name, reading, token, parts));
  parts.calls.list.push({
    at: parts.workspace.clock.now(),
    ...(token ? { appId: token.appId } : {}),
    method: name,
    args: reading.args,
    status: outcome.status,
    response: outcome.body,
  });
  await parts.pace.way(name, 'slack');
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

/** The answer a fault prescribes, if it does. */
function ordered(fault: ApiFault | undefined): Outcome | undefined {
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
  name: string,
  reading: Reading,
  token: Token | undefined,
  parts: ApiParts,
): Promise<Outcome> {
  const method = byName.get(name);
  if (!method) {
    return refused(new SlackError('unknown_method', { req_method: name }));
  }
  const headers = scopeHeaders(method, token);
  try {
    const outcome = await run(method, reading, token, parts);
    return { ...outcome, headers: { ...headers, ...outcome.headers } };
  } catch (error) {
    if (error instanceof SlackError) {
      return { ...refused(error, reading.warnings), headers };
    }
    parts.workspace.log.error({ err: error, method: name }, 'a method of the emulator failed');
    return { ...refused(new SlackError('internal_error')), status: 500 };
  }
}

async function run(
  method: Method,
  reading: Reading,
  token: Token | undefined,
  { workspace, limits }: ApiParts,
): Promise<Outcome> {
  if (!method.open) {
    admit(workspace, method, reading, token);
  }
  const raw = reading.json && !method.json ? reading.query : reading.args;
  const wait = limits.take(method, token?.appId ?? 'nobody', raw);
  if (wait !== undefined) {
    return tooMany(wait);
  }
  const args = readArgs(method, raw) as never;
  return succeeded(await method.run(callOf(workspace, method, token), args), reading.warnings);
}

function scopeHeaders(method: Method, token: Token | undefined): Record<string, string> {
  return {
    ...(token ? { 'x-oauth-scopes': token.scopes.join(',') } : {}),
    ...(method.scopes.length > 0 ? { 'x-accepted-oauth-scopes': method.scopes.join(',') } : {}),
  };
}
