// Links to messages, as people paste them: which message is meant.
import type { MessagePlace } from '../incident/values.ts';

/** Slack's docs, "chat.getPermalink": `/archives/C1/p1732312345000200`, in a thread followed by `?thread_ts=…`. */
const LINK =
  /https?:\/\/[\w.:-]+\/archives\/(?<channel>[A-Z0-9]+)\/p(?<seconds>\d{10})(?<micro>\d{6})[^\s>|]*/;

export type LinkedMessage = { place: MessagePlace; rest: string };

/** The first message that a text links to, and the text without the link. */
export function messageLink(text: string, team: string): LinkedMessage | undefined {
  const match = LINK.exec(text);
  const { channel, seconds, micro } = match?.groups ?? {};
  if (!match || !channel) {
    return undefined;
  }
  const before = text.slice(0, match.index).replace(/<$/, '');
  const after = text.slice(match.index + match[0].length).replace(/^(?:\|[^<>]*)?>/, '');
  return {
    place: { team, channel, ts: `${seconds}.${micro}` },
    rest: `${before} ${after}`.replace(/\s+/g, ' ').trim(),
  };
}
