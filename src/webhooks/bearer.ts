// Shared secrets in a header, compared without telling by time how much was right.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Delivery } from './port.ts';

/** Whether the text is one of the secrets. Both sides are hashed first, so that lengths do not show either. */
export function isOneOf(given: string, secrets: readonly string[]): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const asked = digest(given);
  const found = secrets.reduce((any, secret) => timingSafeEqual(asked, digest(secret)) || any, false);
  return found && given.length > 0;
}

/** Whether the header is `Authorization: Bearer <one of the secrets>`. */
export function bearerMatches(delivery: Pick<Delivery, 'headers'>, secrets: readonly string[]): boolean {
  return isOneOf(/^Bearer\s+(.+)$/i.exec(delivery.headers.authorization ?? '')?.[1] ?? '', secrets);
}

export const BEARER_HINT = 'The secret is missing or wrong. Send it as "Authorization: Bearer <secret>".';
