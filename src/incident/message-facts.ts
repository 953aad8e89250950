// What is kept of each message beside its events: small rows found by the message's place, so that state stays small.
import type { Instant, MessagePlace } from './values.ts';

/** What is kept per message beside its events, under its key. */
export type MessageFacts = {
  /** Id of the first event about it, which citations name; empty where only its replies were seen. */
  event: string;
  channel: string;
  ts: string;
  /** False where the message was never seen (a delete or an edit before its post). */
  posted: boolean;
  /** The newest text's `edited.ts`; absent where the message was never edited. */
  revision?: string;
  /** Every text that is recorded, by its `edited.ts` (the first one by the message's own `ts`). */
  revisions?: string[];
  /** Ids of every event with words of this message: what a redaction erases. */
  texts?: string[];
  files?: { id: string; sha256?: string }[];
  redacted?: boolean;
  thread?: string;
  author?: string;
  deleted: boolean;
  /** People whose pin stands, with how and since when. */
  pins: { by: string; how: string; at?: Instant }[];
  /**
   * Pins that were taken back, so that a late telling of the pin does not bring it back. `pinnedAt`: the newest pin before
   * that was told.
   */
  unpins?: { by: string; how: string; at: Instant; pinnedAt?: Instant }[];
  replies: number;
  latestReply?: string;
};

const SPOKEN = new Set([undefined, 'me_message', 'file_share', 'thread_broadcast']);

/** Whether somebody said it; messages that Slack writes about people (joins, topics, pins) are not theirs. */
export const isSpoken = (subtype: string | undefined): boolean => SPOKEN.has(subtype);

/** The key under which a message's facts are kept: `message:<team>/<channel>/<ts>`. */
export function messageKey(place: MessagePlace): string {
  return `message:${place.team}/${place.channel}/${place.ts}`;
}

/** The same, from the message's name at its origin: `slack:<team>/<channel>/<ts>`. */
export function keyOfSource(source: string): string {
  return `message:${source.slice(source.indexOf(':') + 1)}`;
}

/**
 * The facts as they are written. There is a row for every message, and of most of them nothing happened but that they were posted: what
 * the key says, and what is so of such a message, is left out.
 */
export function keptFacts(facts: MessageFacts): Partial<MessageFacts> {
  const { channel: _channel, ts, posted, deleted, pins, replies, revisions, texts, ...rest } = facts;
  const postedOnly = posted && isOnly(revisions, ts) && isOnly(texts, facts.event);
  return {
    ...rest,
    ...(posted ? {} : { posted }),
    ...(deleted ? { deleted } : {}),
    ...(pins.length > 0 ? { pins } : {}),
    ...(replies > 0 ? { replies } : {}),
    ...(postedOnly ? {} : { ...(revisions && { revisions }), ...(texts && { texts }) }),
  };
}

const isOnly = (list: readonly string[] | undefined, one: string) => list?.length === 1 && list[0] === one;

/** The facts behind what is kept under `key`. Rows of older versions left nothing out. */
export function factsOf(key: string, kept: unknown): MessageFacts {
  const [, channel = '', ts = ''] = key.split('/');
  const row = kept as Partial<MessageFacts>;
  const { event = '', posted = true } = row;
  const postedOnly = posted && row.revisions === undefined ? { revisions: [ts], texts: [event] } : {};
  return { event, channel, ts, posted, deleted: false, pins: [], replies: 0, ...postedOnly, ...row };
}
