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

/** Where a vendor has no header of its own for a secret. */
const OUR_HEADER = 'x-firescribe-secret';

/** Whether one of the secrets is carried, in whichever of three ways the vendor offers: our header, Bearer, or the password of Basic. */
export function carriesSecret(delivery: Pick<Delivery, 'headers'>, secrets: readonly string[]): boolean {
  const basic = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(delivery.headers.authorization ?? '')?.[1];
  const password =
    basic &&
    Buffer.from(basic, 'base64')
      .toString('utf8')
      .replace(/^[^:]*:/, '');
  return (
    isOneOf(delivery.headers[OUR_HEADER] ?? '', secrets) ||
    isOneOf(password ?? '', secrets) ||
    bearerMatches(delivery, secrets)
  );
}

/** What `carriesSecret` lets in. */
export const carrying = (secrets: readonly string[]) => ({
  [OUR_HEADER]: secrets[0],
  'content-type': 'application/json',
});

export const SECRET_HINT =
  'The secret is missing or wrong. Send it as "X-Firescribe-Secret: <secret>", as "Authorization: Bearer <secret>", or as the password of basic authentication.';

export const BEARER_HINT = 'The secret is missing or wrong. Send it as "Authorization: Bearer <secret>".';
