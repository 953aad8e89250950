// The front gate of the Web API: who may call a method, and with what arguments.
import type { z } from 'zod';
import { SlackError } from '../errors.ts';
import type { Call, Method } from '../methods/method.ts';
import type { Workspace } from '../workspace.ts';
import type { Token, User } from '../world.ts';
import type { Reading } from './request.ts';

/** Token known, still good, of the right kind, with one of the scopes. @throws SlackError in Slack's order of checks */
export function admit(
  workspace: Workspace,
  method: Method,
  reading: Reading,
  token: Token | undefined,
): void {
  if (!reading.token) {
    throw new SlackError('not_authed');
  }
  if (!token) {
    throw new SlackError('invalid_auth');
  }
  if (token.revoked) {
    const gone = workspace.world.apps.get(token.appId)?.uninstalled;
    throw new SlackError(gone ? 'account_inactive' : 'token_revoked');
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

/** Who calls a method that needs no token. */
const NOBODY: Token = { value: '', kind: 'bot', appId: '', userId: '', scopes: [], revoked: false };
const STRANGER: User = {
  id: '',
  teamId: '',
  name: '',
  realName: '',
  displayName: '',
  tz: 'UTC',
  guest: true,
  external: true,
  admin: false,
  deleted: false,
  updated: 0,
};

export function callOf(workspace: Workspace, method: Method, token: Token = NOBODY): Call {
  const actor = workspace.world.users.get(token.userId) ?? STRANGER;
  return { ...workspace, method: method.name, token, actor, appId: token.appId };
}

/** @throws SlackError invalid_arguments, with one line for each that is wrong */
export function readArgs(method: Method, raw: Record<string, unknown>): unknown {
  const parsed = method.args.safeParse(raw);
  if (parsed.success) {
    return parsed.data;
  }
  const messages = parsed.error.issues.map((issue) => `[ERROR] ${describe(issue, raw)}`);
  throw new SlackError('invalid_arguments', { response_metadata: { messages } });
}

function describe(issue: z.core.$ZodIssue, raw: Record<string, unknown>): string {
  const field = String(issue.path[0] ?? '');
  if (issue.path.length === 1 && raw[field] === undefined) {
    return `missing required field: ${field}`;
  }
  const message = issue.code === 'invalid_union' ? 'failed to match all allowed schemas' : issue.message;
  return `${message} [json-pointer:/${issue.path.join('/')}]`;
}
