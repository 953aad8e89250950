// Reads a Web API request as Slack does: where arguments and token may stand, and which bodies are refused.
import type { Request } from 'express';
import { SlackError } from '../errors.ts';

export type Reading = {
  args: Record<string, unknown>;
  token?: string;
  /** The body was JSON: methods that take only forms then see the query alone. */
  json: boolean;
  query: Record<string, unknown>;
  warnings: string[];
};

/** @throws SlackError for bodies that Slack refuses before looking at the method's arguments. */
export async function readRequest(request: Request): Promise<Reading> {
  const query = { ...request.query } as Record<string, unknown>;
  const header = /^bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const type = (request.get('content-type') ?? '').toLowerCase();
  if (request.method === 'GET' || body.length === 0) {
    return reading({ header, query, body: {}, json: false, warnings: [] });
  }
  if (type === '') {
    throw new SlackError('missing_post_type');
  }
  if (type.startsWith('application/json')) {
    return reading({ header, query, body: readJson(body), json: true, warnings: charsetWarning(type) });
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    return reading({ header, query, body: form, json: false, warnings: [] });
  }
  if (type.startsWith('multipart/form-data')) {
    return reading({ header, query, body: await readMultipart(request, body), json: false, warnings: [] });
  }
  if (type.startsWith('text/plain')) {
    return reading({ header, query, body: {}, json: false, warnings: charsetWarning(type) });
  }
  throw new SlackError('invalid_post_type');
}

type Parts = {
  header: string | undefined;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  json: boolean;
  warnings: string[];
};

/** A token inside a JSON body is not looked at; Slack wants it in the header then. */
function reading({ header, query, body, json, warnings }: Parts): Reading {
  const { token: inQuery, ...queryRest } = query;
  const { token: inBody, ...bodyRest } = body;
  const token = header ?? (json ? undefined : asText(inBody)) ?? asText(inQuery);
  const args = Object.fromEntries(
    Object.entries({ ...queryRest, ...bodyRest }).filter(
      ([, value]) => value !== null && value !== undefined,
    ),
  );
  return { args, ...(token ? { token } : {}), json, query: queryRest, warnings };
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readJson(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new SlackError('invalid_json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SlackError('json_not_object');
  }
  return value as Record<string, unknown>;
}

async function readMultipart(request: Request, body: Buffer): Promise<Record<string, unknown>> {
  try {
    const headers = { 'content-type': request.get('content-type') ?? '' };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  } catch {
    throw new SlackError('invalid_form_data');
  }
}

/** Slack's docs: recommended for JSON and plain text; forms are not asked for one. */
function charsetWarning(type: string): string[] {
  return type.includes('charset=') ? [] : ['missing_charset'];
}
