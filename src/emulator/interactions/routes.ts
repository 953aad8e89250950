// Owns the addresses that apps respond to: /actions, /commands and /app, as on Slack's hooks host.
import type { Express, Request, Response } from 'express';
import { SlackError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { readResponse, respond } from './respond.ts';
import { spendResponseUrl } from './response-urls.ts';

export function addResponseRoutes(app: Express, workspace: Workspace): void {
  app.post(['/actions/:team/:key', '/commands/:team/:key', '/app/:team/:key'], (request, reply) =>
    take(workspace, request, reply),
  );
}

function take(workspace: Workspace, request: Request, reply: Response): void {
  const use = spendResponseUrl(workspace, String(request.params.key));
  if ('status' in use) {
    reply.status(use.status).type('text').send(use.words);
    return;
  }
  try {
    respond(workspace, use.place, readResponse(bodyOf(request)));
    reply.type('text').send('ok');
  } catch (error) {
    if (!(error instanceof SlackError)) {
      throw error;
    }
    reply.status(400).json({ ok: false, error: error.code, ...error.extra });
  }
}

/** JSON, or a form with the JSON in `payload`. */
function bodyOf(request: Request): unknown {
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  const isForm = request.get('content-type')?.startsWith('application/x-www-form-urlencoded');
  try {
    return JSON.parse(isForm ? (new URLSearchParams(text).get('payload') ?? '') : text);
  } catch {
    throw new SlackError('invalid_payload');
  }
}
