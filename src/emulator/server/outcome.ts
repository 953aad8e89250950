// How the Web API answers: ok or error, warnings, and the one case that is not 200.
import type { SlackError } from '../errors.ts';
import type { Answer } from '../methods/method.ts';

export type Outcome = { status: number; body: Record<string, unknown>; headers: Record<string, string> };

export function succeeded(given: Answer, more: string[]): Outcome {
  const { warnings: own = [], response_metadata: metadata, ...fields } = given;
  const warned = withWarnings([...own, ...more], metadata as object | undefined);
  return { status: 200, body: { ok: true, ...fields, ...warned }, headers: {} };
}

export function refused(error: SlackError, warnings: string[] = []): Outcome {
  const { response_metadata: metadata, ...extra } = error.extra;
  const warned = withWarnings(warnings, metadata as object | undefined);
  return { status: 200, body: { ok: false, error: error.code, ...extra, ...warned }, headers: {} };
}

function withWarnings(warnings: string[], metadata: object | undefined): Record<string, unknown> {
  if (warnings.length === 0) {
    return metadata ? { response_metadata: metadata } : {};
  }
  return { warning: warnings.join(','), response_metadata: { ...metadata, warnings } };
}

export function tooMany(seconds: number): Outcome {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(seconds) },
  };
}
