// Signatures over raw bytes: HMAC-SHA256 in hex, with any of the secrets that are let in.
import { createHmac } from 'node:crypto';
import type { Instant } from '../incident/values.ts';
import { isOneOf } from './bearer.ts';

type Part = string | Uint8Array;

/** In hex, over the parts one after another. */
export function signatureOf(secret: string, ...parts: readonly Part[]): string {
  const mac = createHmac('sha256', secret);
  for (const part of parts) {
    mac.update(part);
  }
  return mac.digest('hex');
}

/** Whether it is the signature that one of the secrets gives. Compared in constant time. */
export function isSigned(
  given: string | undefined,
  secrets: readonly string[],
  ...parts: readonly Part[]
): boolean {
  return isOneOf(
    (given ?? '').toLowerCase(),
    secrets.map((secret) => signatureOf(secret, ...parts)),
  );
}

/** As Slack has it, and those who sign as it does: five minutes. */
const TOLERANCE_MS = 5 * 60_000;

/** Whether a signature's time, in Unix seconds, is about now: a body that was overheard cannot be sent again later. */
export function isTimely(seconds: string | undefined, wireTime: Instant): boolean {
  return /^\d{1,12}$/.test(seconds ?? '') && Math.abs(wireTime - Number(seconds) * 1000) <= TOLERANCE_MS;
}
