// Channels by name or id: the announcement channel, the operators' channel, channels that are ours already.
import { z } from 'zod';
import { VendorError } from '../lib/vendor-error.ts';
import { done, type SlackClient } from './client.ts';
import { vendorError } from './slack-errors.ts';

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

/** Slack's docs, conversations.list: fewer than 1,000. Calls count against the limits, not what they bring. */
const PAGE = 999;
/** A workspace with more channels than this names its channel by id. */
const PAGES = 50;

/** How far a search has come that has not ended yet. */
type Progress = { cursor?: string };

async function search(
  slack: SlackClient,
  method: string,
  fits: (channel: FoundChannel) => boolean,
  reached: Progress = {},
  pages = PAGES,
): Promise<FoundChannel | undefined> {
  let { cursor } = reached;
  for (let page = 0; page < pages; page += 1) {
    const args = { types: 'public_channel,private_channel', exclude_archived: true, limit: PAGE };
    const answer = await slack
      .call(method, { ...args, ...(cursor ? { cursor } : {}) }, channelPage)
      .catch((error: unknown) => {
        // A cursor that is refused stays refused.
        reached.cursor = error instanceof VendorError && !error.permanent ? cursor : undefined;
        throw error;
      });
    const found = answer.channels.find(fits);
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (found || !cursor) {
      reached.cursor = undefined;
      return found;
    }
  }
  reached.cursor = cursor;
  return undefined;
}

/** A channel that this app is in, by name. */
export function findOwnChannel(slack: SlackClient, name: string): Promise<FoundChannel | undefined> {
  return search(slack, 'users.conversations', (channel) => channel.name === name);
}

const about = z.object({
  channel: z.object({
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_read_only: z.boolean().optional(),
  }),
});

/** Slack's docs, conversations.join: private channels, also those that the app is in; and where the scope is missing. */
const NOT_JOINED = new Set([
  'method_not_supported_for_channel_type',
  'channel_not_found',
  'missing_scope',
  'restricted_action',
  'channel_is_limited_access',
]);

/** Private channels cannot be joined, only be invited to. @throws VendorError where we are in it neither before nor after */
async function enter(slack: SlackClient, channel: string): Promise<void> {
  try {
    await slack.call('conversations.join', { channel }, done);
  } catch (error) {
    if (!(error instanceof VendorError && NOT_JOINED.has(error.code))) {
      throw error;
    }
    const { is_member: inIt, is_archived: over } = (
      await slack.call('conversations.info', { channel }, about)
    ).channel;
    if (over || !inIt) {
      throw vendorError({ method: 'conversations.join', code: over ? 'is_archived' : 'not_in_channel' });
    }
  }
}

export type ChannelFinder = {
  /**
   * Id of a channel given by name or id, with the bot as its member, so that it can look for what it posted there. Throws a
   * permanent VendorError that says what to configure. `setting`: the variable's name, for that sentence.
   */
  find(nameOrId: string, setting: string): Promise<string>;
  /** Where Slack says that only some may post. @throws VendorError */
  requireOpen(channel: string): Promise<void>;
};

/** Remembers what it found for as long as the process runs. */
export function createChannelFinder(slack: SlackClient): ChannelFinder {
  const found = new Map<string, string>();
  const searches = new Map<string, Progress>();

  async function look(name: string, setting: string): Promise<FoundChannel> {
    const reached = searches.get(name) ?? {};
    searches.set(name, reached);
    const fits = (one: FoundChannel) => one.name === name;
    const began = reached.cursor === undefined;
    let channel = await search(slack, 'conversations.list', fits, reached, 1);
    if (!channel && reached.cursor !== undefined) {
      // A long list: the app may be in the channel, and its own are few.
      const ours = began ? await findOwnChannel(slack, name) : undefined;
      channel = ours
        ? { ...ours, is_member: true }
        : await search(slack, 'conversations.list', fits, reached);
    }
    if (!channel) {
      throw new VendorError(
        `There is no channel #${name} that Firescribe can see. Create it (or invite @firescribe, if it is private), or set ${setting} to another channel.`,
        { permanent: true, code: 'channel_not_found' },
      );
    }
    return channel;
  }

  return {
    async find(nameOrId, setting) {
      const known = found.get(nameOrId);
      if (known) {
        return known;
      }
      const { id, is_member: inIt }: FoundChannel = /^[CG][A-Z0-9]{6,}$/.test(nameOrId)
        ? { id: nameOrId }
        : await look(nameOrId.replace(/^#/, ''), setting);
      if (!inIt) {
        await enter(slack, id);
      }
      found.set(nameOrId, id);
      return id;
    },
    async requireOpen(channel) {
      const { is_read_only: readOnly } = (await slack.call('conversations.info', { channel }, about)).channel;
      if (readOnly) {
        throw vendorError({ method: 'chat.postMessage', code: 'restricted_action_read_only_channel' });
      }
    },
  };
}
