// Signatures over raw bytes: HMAC-SHA256 in hex, with any of the secrets that are let in.
import { createHmac } from 'node:crypto';
import type { Instant } from '../incident/values.ts';
import { isOneOf } from './bearer.ts';

type Part = string | Uint8Array;

/** Lower-case hex of the HMAC-SHA256 over the parts, one after another. */
export function hmacOf(secret: string, ...parts: readonly Part[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) {
    hmac.update(part);
  }
  return hmac.digest('hex');
}

/** Rotation takes two; a header full of guesses is not looked through. */
const MOST_SIGNATURES = 10;

/**
 * Whether any of the signatures was made with any of the secrets: while a secret is replaced, there are several of both.
 * Compared in constant time.
 */
export function signedBy(
  signatures: readonly (string | undefined)[],
  secrets: readonly string[],
  ...parts: readonly Part[]
): boolean {
  const right = secrets.map((secret) => hmacOf(secret, ...parts));
  return signatures.slice(0, MOST_SIGNATURES).some((given) => isOneOf((given ?? '').toLowerCase(), right));
}

/** As Slack has it, and those who sign as it does: five minutes. */
const TOLERANCE_MS = 5 * 60_000;

/** Whether a signed time is about now: a body that was overheard cannot be sent again later. */
export const isTimely = (at: Instant | undefined, wireTime: Instant): boolean =>
  at !== undefined && Math.abs(wireTime - at) <= TOLERANCE_MS;

/** A time in Unix seconds; undefined for anything else. */
export const unixSeconds = (text: string | undefined): Instant | undefined =>
  /^\d{1,12}$/.test(text ?? '') ? Number(text) * 1000 : undefined;
