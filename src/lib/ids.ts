// Names for things: time-ordered ids, and digests.
import { createHash, randomUUID } from 'node:crypto';

export type NewId = () => string;

/**
 * Ids that sort by the time of making (UUID version 7, RFC 9562 section 5.7): later ids of one maker are always greater.
 * `now` in ms since 1970.
 */
export function idMaker(now: () => number): NewId {
  let last = 0;
  let count = 0;
  return () => {
    const at = Math.max(now(), last);
    count = at === last ? count + 1 : 0;
    if (count > 0xfff) {
      last = at + 1;
      count = 0;
    } else {
      last = at;
    }
    const time = last.toString(16).padStart(12, '0');
    const sequence = count.toString(16).padStart(3, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${randomTail()}`;
  };
}

/** Variant and random bits, which version 4 has in the same place; Node keeps a store of its random bytes. */
function randomTail(): string {
  return randomUUID().slice(19);
}

/** SHA-256 in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
