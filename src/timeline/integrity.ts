// The hash chain: how an event becomes the text that is hashed, and how that text is read again. Never re-serialised.
import { hash, randomBytes } from 'node:crypto';
import type { Json, NewEvent, StoredEvent } from './port.ts';

/** What is on disk of one event. */
export type EventRow = {
  id: string;
  stream: string;
  version: number;
  type: string;
  prevHash: string;
  hash: string;
  /** JSON; the hashed bytes are its UTF-8. */
  record: string;
};

/** Words of people and the salt that keeps their digest from being guessed. */
export type SealedContent = { salt: Uint8Array; content: string };

/** What `record` holds. `content` is the digest of salt and content, where there is content. */
export type EventRecord = Pick<
  StoredEvent,
  'id' | 'stream' | 'version' | 'type' | 'v' | 'occurredAt' | 'recordedAt' | 'actor' | 'source' | 'data'
> & {
  causedBy?: string;
  content?: string;
  /** Ids of the events whose content went with this one's append: an erasure leaves its mark in the chain. */
  erases?: readonly string[];
};

/** SHA-256 over the hash before it and the record's stored text, in hex. */
export function chainHash(prevHash: string, record: string): string {
  return hash('sha256', `${prevHash}\n${record}`);
}

/** SHA-256 over salt ‖ content, in hex: without the salt nobody can try out what an erased message may have said. */
export function contentHash({ salt, content }: SealedContent): string {
  return hash('sha256', Buffer.concat([salt, Buffer.from(content, 'utf8')]));
}

const SALT_BYTES = 16;
/** One call for random bytes costs as much for 256 salts as for one. */
const SALTS_AT_A_TIME = 256;
let pool = Buffer.alloc(0);

function newSalt(): Uint8Array {
  if (pool.length < SALT_BYTES) {
    pool = randomBytes(SALT_BYTES * SALTS_AT_A_TIME);
  }
  const salt = pool.subarray(0, SALT_BYTES);
  pool = pool.subarray(SALT_BYTES);
  return salt;
}

/** The rows of an event that follows `tip` in its stream. */
export function sealEvent(
  stream: string,
  tip: { version: number; hash: string },
  event: NewEvent,
  erases: readonly string[] = [],
): { row: EventRow; sealed: SealedContent | undefined } {
  const sealed = hasContent(event) ? { salt: newSalt(), content: JSON.stringify(event.content) } : undefined;
  const version = tip.version + 1;
  const { id, type, v, occurredAt, recordedAt, actor, source, causedBy, data } = event;
  const record = JSON.stringify({
    ...{ id, stream, version, type, v, occurredAt, recordedAt, actor, source, causedBy, data },
    content: sealed && contentHash(sealed),
    erases: erases.length > 0 ? erases : undefined,
  } satisfies EventRecord);
  const hash = chainHash(tip.hash, record);
  return { row: { id, stream, version, type, prevHash: tip.hash, hash, record }, sealed };
}

/** The event as a reader gets it right after it was sealed. */
export function storedEvent(event: NewEvent, row: EventRow): StoredEvent {
  return {
    ...event,
    content: event.content ?? null,
    erased: false,
    stream: row.stream,
    version: row.version,
    prevHash: row.prevHash,
    hash: row.hash,
  };
}

/** The event as a reader gets it from disk. `content` is the stored JSON, null where there is none (any more). */
export function openEvent(
  row: Pick<EventRow, 'record' | 'prevHash' | 'hash'>,
  content: string | null,
): StoredEvent {
  const { content: digest, erases: _, ...event } = JSON.parse(row.record) as EventRecord;
  return {
    ...event,
    content: content === null ? null : (JSON.parse(content) as Json),
    erased: digest !== undefined && content === null,
    prevHash: row.prevHash,
    hash: row.hash,
  };
}

function hasContent(event: NewEvent): boolean {
  return event.content !== undefined && event.content !== null;
}
