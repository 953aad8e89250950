// What is kept of each message beside its events: small rows found by the message's place, so that state stays small.
import type { MessagePlace } from './values.ts';

/** What is kept per message beside its events, under its key. */
export type MessageFacts = {
  event: string;
  channel: string;
  ts: string;
  /** Absent where the message was never seen (a delete or an edit before its post). */
  posted: boolean;
  revision?: string;
  thread?: string;
  author?: string;
  /** Slack's author kind: bots' posts are recorded, and their pins do not count. */
  deleted: boolean;
  /** People whose pin stands, with how. */
  pins: { by: string; how: string }[];
  replies: number;
  latestReply?: string;
};

/** The key under which a message's facts are kept: `message:<team>/<channel>/<ts>`. */
export function messageKey(place: MessagePlace): string {
  return `message:${place.team}/${place.channel}/${place.ts}`;
}
