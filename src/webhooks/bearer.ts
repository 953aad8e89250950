// Shared secrets in an Authorization header, compared without telling by time how much was right.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Delivery } from './port.ts';

/** Whether the header is `Bearer <secret>`. Both sides are hashed first, so that lengths do not show either. */
export function bearerMatches(delivery: Delivery, secret: string): boolean {
  const given = /^Bearer\s+(.+)$/i.exec(delivery.headers.authorization ?? '')?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret)) && given.length > 0;
}
