// How a person finds things: a channel by its name or id, a message by its ts, only where they may look.
import { SlackError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel, Message, User } from '../world.ts';

/** By id, name or #name; a private channel only for its members. */
export function channelFor(workspace: Workspace, user: User, idOrName: string): Channel {
  const name = idOrName.replace(/^#/, '');
  const { channels } = workspace.world;
  const channel =
    channels.get(idOrName) ?? [...channels.values()].find((each) => each.name === name && name !== '');
  const visible =
    channel && (channel.members.includes(user.id) || (channel.kind === 'public' && !user.guest));
  if (!visible) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** A channel in which the person can act: a member of it, and it is not archived. */
export function openChannelFor(workspace: Workspace, user: User, idOrName: string): Channel {
  const channel = channelFor(workspace, user, idOrName);
  if (channel.archived) {
    throw new SlackError('is_archived');
  }
  if (!channel.members.includes(user.id)) {
    throw new SlackError('not_in_channel');
  }
  return channel;
}

export function messageFor(channel: Channel, ts: string): Message {
  const message = channel.messages.get(ts);
  if (!message || message.deleted) {
    throw new SlackError('message_not_found');
  }
  return message;
}
