// Signatures that are an HMAC-SHA256 of the raw body, in hex.
import { createHmac } from 'node:crypto';
import { isOneOf } from './bearer.ts';

/** Lower-case hex of the HMAC-SHA256 over the parts, one after another. */
export function hmacOf(secret: string, ...parts: readonly (string | Uint8Array)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) {
    hmac.update(part);
  }
  return hmac.digest('hex');
}

/** Whether any of the signatures was made with any of the secrets: while a secret is replaced, there are several of both. */
export function signedBy(
  signatures: readonly string[],
  secrets: readonly string[],
  ...parts: readonly (string | Uint8Array)[]
): boolean {
  const right = secrets.map((secret) => hmacOf(secret, ...parts));
  return signatures.slice(0, MOST_SIGNATURES).some((signature) => isOneOf(signature.toLowerCase(), right));
}

/** Rotation takes two; a header full of guesses is not looked through. */
const MOST_SIGNATURES = 10;
