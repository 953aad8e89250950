// What a failed call to a vendor means: whether trying again can help, whether it may have taken effect, and what to do.
import type { Answer, HttpRequest, HttpTarget } from './http-call.ts';
import { strikeSecrets } from './log.ts';
import { VendorError } from './vendor-error.ts';

type Line = { target: HttpTarget; request: HttpRequest };

/** These break before a byte of the request has left: nothing can have taken effect. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const LONGEST_REASON = 300;

/** A GET changes nothing, whatever became of it; nor does what may be done twice by its own word. */
const changes = ({ request }: Line) => request.method !== 'GET' && request.repeatable !== true;
const addressVariable = ({ target }: Line) => (target.urlVariable ? ` (${target.urlVariable})` : '');
const hostOf = ({ target }: Line) => {
  try {
    return new URL(target.baseUrl).host;
  } catch {
    return target.baseUrl;
  }
};

/** No answer came. */
export function connectionFailed(line: Line, error: unknown): VendorError {
  const { vendor } = line.target;
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') {
    return new VendorError(`${vendor} did not answer in time.`, {
      permanent: false,
      code: 'timeout',
      unknownOutcome: changes(line),
      cause: error,
    });
  }
  const code = cause?.code ?? '';
  const why = code || strikeSecrets(message);
  return new VendorError(`${vendor} cannot be reached at ${hostOf(line)}${addressVariable(line)}: ${why}.`, {
    permanent: false,
    code: 'connection',
    unknownOutcome: changes(line) && !NEVER_SENT.has(code),
    cause: error,
  });
}

/** A 2xx whose body is not what we read: a page of a proxy, a cut connection, another version. */
export function answerUnreadable(line: Line, why: string): VendorError {
  return new VendorError(`${line.target.vendor} answered ${shown(line)}, but the answer ${why}.`, {
    permanent: false,
    code: 'unreadable',
    unknownOutcome: changes(line),
  });
}

/** Not sent at all: it asked us to wait, and the time is not over. */
export function tooSoon({ target }: Line, waitMs: number): VendorError {
  return new VendorError(`${target.vendor} limits how often it is called.`, {
    permanent: false,
    code: 'limited',
    retryAfterMs: waitMs,
  });
}

const shown = ({ request }: Line) => `${request.method} ${request.pathShown ?? request.path}`;

/** An answer that is no 2xx. `credentials`: header values that must not stand in an error. */
export function refusedBy(line: Line, answer: Answer, credentials: readonly string[]): VendorError {
  const { vendor, limits = [429] } = line.target;
  const { status } = answer;
  const reason = reasonIn(answer.body, credentials, line.target.reasonOf);
  const said = `${vendor} answered ${shown(line)} with ${status}${reason ? `: ${reason}` : ''}.`;
  const failed = (
    code: string,
    permanent: boolean,
    more: { fix?: string; retryAfterMs?: number; unknownOutcome?: boolean } = {},
  ) => {
    const { fix, ...rest } = more;
    return new VendorError(fix ? `${said} ${fix}` : said, { permanent, code, ...rest });
  };
  const retryAfterMs = retryAfterOf(answer);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const limit = line.target.limitIn?.(answer);
  if (limits.includes(status) || status === 429 || limit) {
    return failed('limited', false, { ...limit, ...wait });
  }
  if (status >= 500) {
    return failed(`http_${status}`, false, { ...wait, unknownOutcome: changes(line) });
  }
  if (status >= 300 && status < 400) {
    const fix = `That is a redirect; set the address itself${addressVariable(line)}.`;
    return failed('redirect', true, { fix });
  }
  const refused = [401, 403, ...(line.target.refusals ?? [])].includes(status);
  return failed(...meaningOf(status), { fix: refused ? line.target.credentials : '' });
}

/** Code, and whether trying again is of no use. */
function meaningOf(status: number): [code: string, permanent: boolean] {
  switch (status) {
    case 401:
      return ['unauthorized', true];
    case 403:
      return ['forbidden', true];
    case 404:
      return ['not_found', true];
    case 409:
      return ['conflict', true];
    case 410:
      return ['gone', true];
    case 408:
    case 425:
      return [`http_${status}`, false];
    default:
      return ['rejected', true];
  }
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterOf({ headers }: Answer): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) {
    return undefined;
  }
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined;
}

/** Where vendors put their sentence. */
const PLACES = [
  'message',
  'error_description',
  'reason',
  'detail',
  'title',
  'error',
  'errorMessages',
  'errors',
];

function reasonIn(
  body: string,
  credentials: readonly string[],
  own: HttpTarget['reasonOf'] = () => undefined,
): string {
  let reason: string;
  try {
    const value: unknown = JSON.parse(body);
    reason = own(value) ?? sentenceIn(value) ?? '';
  } catch {
    // A page of HTML says nothing that belongs in a sentence.
    reason = /^\s*</.test(body) ? '' : body;
  }
  const secrets = credentials
    .flatMap((value) => [value, ...value.split(/\s+/)])
    .filter((part) => part.length >= 8);
  const struck = secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), reason);
  return strikeSecrets(struck).replace(/\s+/g, ' ').trim().slice(0, LONGEST_REASON).replace(/\.$/, '');
}

function sentenceIn(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value || undefined;
  }
  if (Array.isArray(value)) {
    return value.map(sentenceIn).filter(Boolean).join('; ') || undefined;
  }
  if (value === null || typeof value !== 'object') {
    return undefined;
  }
  const fields = value as Record<string, unknown>;
  return PLACES.map((place) => sentenceIn(fields[place])).find((sentence) => sentence !== undefined);
}
