// Who pinned what: history says of a message that it is pinned, and not by whom.
import { z } from 'zod';
import { VendorError } from '../lib/vendor-error.ts';
import type { SlackClient } from './client.ts';
import type { Known } from './difference.ts';
import type { Identity } from './session.ts';
import { isOurs, type SlackMessage } from './slack-message.ts';

/** By ts of the message. */
export type Pinners = ReadonlyMap<string, string>;

const pins = z.object({
  items: z.array(
    z.object({
      created_by: z.string().nullish(),
      message: z.object({ ts: z.string() }).nullish().catch(undefined),
    }),
  ),
});

/** Nobody where Slack will not say: then pins are heard of as they are made, and not later. */
async function askWho(slack: SlackClient, channel: string): Promise<Pinners> {
  try {
    const { items } = await slack.call('pins.list', { channel }, pins);
    return new Map(
      items.flatMap(({ created_by: by, message }) => (message && by ? [[message.ts, by] as const] : [])),
    );
  } catch (error) {
    if (error instanceof VendorError && error.permanent) {
      return new Map();
    }
    throw error;
  }
}

/** Asks once, and only where a page of history has a pin that the timeline knows nothing of. */
export function pinnersIn(slack: SlackClient, channel: string, identity: Identity) {
  let asked: Promise<Pinners> | undefined;
  const isNews = (message: SlackMessage, known: Known) =>
    message.pinned_to?.includes(channel) === true &&
    message.pinned_info?.pinned_by === undefined &&
    !isOurs(message, identity) &&
    !known.get(message.ts)?.pins?.some(({ how }) => how === 'slack');

  /** The same messages, with who pinned them where that is news. */
  return async (messages: readonly SlackMessage[], known: Known): Promise<SlackMessage[]> => {
    if (!messages.some((message) => isNews(message, known))) {
      return [...messages];
    }
    asked ??= askWho(slack, channel);
    const pinners = await asked;
    return messages.map((message) => {
      const by = isNews(message, known) ? pinners.get(message.ts) : undefined;
      return by === undefined ? message : { ...message, pinned_info: { pinned_by: by } };
    });
  };
}
