// Hears what a workspace tells the app of the probe's own channels, over Socket Mode.

import { SocketModeClient } from '@slack/socket-mode';
import type { Logger } from '@slack/web-api';
import { z } from 'zod';
import type { Findings } from './compare.ts';
import { shapeOf } from './shape.ts';

const event = z.looseObject({
  type: z.string(),
  subtype: z.string().optional(),
  channel: z.union([z.string(), z.object({ id: z.string() })]).optional(),
  channel_id: z.string().optional(),
  item: z.object({ channel: z.string().optional() }).optional(),
});

type Event = z.output<typeof event>;

export type Ear = {
  /** The shapes by type and subtype, once nothing was heard for a while. */
  heard(channels: readonly string[]): Promise<Findings['events']>;
  close(): Promise<void>;
};

export type EarOptions = { appToken: string; apiUrl?: string; quietMs: number; logger: Logger };

export async function listen({ appToken, apiUrl, quietMs, logger }: EarOptions): Promise<Ear> {
  const events: Event[] = [];
  let last = Date.now();
  const socket = new SocketModeClient({
    appToken,
    logger,
    ...(apiUrl ? { clientOptions: { slackApiUrl: apiUrl } } : {}),
  });
  socket.on('slack_event', async ({ ack, body }: { ack: () => Promise<void>; body: { event?: unknown } }) => {
    last = Date.now();
    const read = event.safeParse(body.event);
    if (read.success) {
      events.push(read.data);
    }
    await ack();
  });
  await socket.start();
  return {
    async heard(channels) {
      for (let rest = quietMs; rest > 0; rest = last + quietMs - Date.now()) {
        await new Promise((resolve) => setTimeout(resolve, rest));
      }
      const ours = events.filter((each) => channels.includes(channelOf(each) ?? ''));
      return Object.fromEntries([...Map.groupBy(ours, nameOf)].map(([name, all]) => [name, shapeOf(all)]));
    },
    close: () => socket.disconnect(),
  };
}

function channelOf({ channel, channel_id: id, item }: Event): string | undefined {
  return (typeof channel === 'object' ? channel.id : channel) ?? id ?? item?.channel;
}

const nameOf = ({ type, subtype }: Event) => (subtype ? `${type}.${subtype}` : type);
