// Who pinned what. History says of a message at best that it is pinned (Slack's docs, “message event”), and not by whom.
import { z } from 'zod';
import { VendorError } from '../lib/vendor-error.ts';
import type { SlackClient } from './client.ts';
import type { SlackMessage } from './slack-message.ts';

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

/**
 * Who pinned which message of a channel, by ts; undefined where Slack will not say. Pins that are heard of as they are made are
 * not touched then.
 */
async function pinnersOf(slack: SlackClient, channel: string): Promise<Pinners | undefined> {
  try {
    const { items } = await slack.call('pins.list', { channel }, pins);
    return new Map(
      items.flatMap(({ created_by: by, message }) => (message && by ? [[message.ts, by] as const] : [])),
    );
  } catch (error) {
    if (error instanceof VendorError && error.permanent) {
      return undefined;
    }
    throw error;
  }
}

/** Gives messages of a channel's history who pinned them. Asked for once. */
export async function pinsOf(
  slack: SlackClient,
  channel: string,
): Promise<(message: SlackMessage) => SlackMessage> {
  const pinners = await pinnersOf(slack, channel);
  if (pinners === undefined) {
    return (message) => message;
  }
  return (message) => {
    const by = pinners.get(message.ts);
    return by === undefined
      ? { ...message, pinned_to: [], pinned_info: undefined }
      : { ...message, pinned_to: [channel], pinned_info: { pinned_by: by } };
  };
}
