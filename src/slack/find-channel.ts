// Channels by name or id: the announcement channel, the operators' channel, channels that are ours already.
import { z } from 'zod';
import { VendorError } from '../lib/vendor-error.ts';
import { done, type SlackClient } from './client.ts';
import { unless } from './posting.ts';

const channelPage = z.object({
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string().optional(),
      creator: z.string().optional(),
      is_member: z.boolean().optional(),
      is_private: z.boolean().optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
export type FoundChannel = z.infer<typeof channelPage>['channels'][number];

/** At 200 a page; a workspace with more channels than this names its channel by id. */
const PAGES = 50;

async function search(
  slack: SlackClient,
  method: string,
  fits: (channel: FoundChannel) => boolean,
): Promise<FoundChannel | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await slack.call(
      method,
      {
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: 200,
        ...(cursor ? { cursor } : {}),
      },
      channelPage,
    );
    const found = answer.channels.find(fits);
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (found || !cursor) {
      return found;
    }
  }
  return undefined;
}

/** A channel that this app is in, by name. */
export function findOwnChannel(slack: SlackClient, name: string): Promise<FoundChannel | undefined> {
  return search(slack, 'users.conversations', (channel) => channel.name === name);
}

export type ChannelFinder = {
  /**
   * Id of a channel given by name or id, with the bot as its member, so that it can look for what it posted there. Throws a
   * permanent VendorError that says what to configure. `setting`: the variable's name, for that sentence.
   */
  find(nameOrId: string, setting: string): Promise<string>;
};

/** Remembers what it found for as long as the process runs. */
export function createChannelFinder(slack: SlackClient): ChannelFinder {
  const found = new Map<string, string>();

  async function look(nameOrId: string, setting: string): Promise<string> {
    if (/^[CG][A-Z0-9]{6,}$/.test(nameOrId)) {
      return nameOrId;
    }
    const name = nameOrId.replace(/^#/, '');
    const channel = await search(slack, 'conversations.list', (one) => one.name === name);
    if (!channel) {
      throw new VendorError(
        `There is no channel #${name} that Firescribe can see. Create it (or invite @firescribe, if it is private), or set ${setting} to another channel.`,
        { permanent: true, code: 'channel_not_found' },
      );
    }
    return channel.id;
  }

  return {
    async find(nameOrId, setting) {
      const known = found.get(nameOrId);
      if (known) {
        return known;
      }
      const channel = await look(nameOrId, setting);
      // Private channels cannot be joined, only be invited to; posting says so if that is missing.
      await unless(
        ['method_not_supported_for_channel_type', 'channel_not_found', 'missing_scope'],
        slack.call('conversations.join', { channel }, done),
      );
      found.set(nameOrId, channel);
      return channel;
    },
  };
}
