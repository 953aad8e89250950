// What a person does with channels: creates, joins, leaves, invites, removes, renames, archives, sets the topic.
import {
  archiveChannel,
  convertChannel,
  createChannel,
  renameChannel,
  setLine,
  unarchiveChannel,
} from '../acts/channels.ts';
import { openDirect } from '../acts/direct.ts';
import { joinChannel, leaveChannel } from '../acts/members.ts';
import { SlackError } from '../errors.ts';
import { findUser } from '../install.ts';
import { checkedName } from '../methods/channel-rules.ts';
import { asPerson } from '../refusals.ts';
import { storedText } from '../text.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel, User } from '../world.ts';
import { channelFor, openChannelFor } from './find.ts';

/** `channel` everywhere: id, name or #name. People by id or name. */
export type ChannelActs = {
  /** @returns its id. */
  createChannel(name: string, options?: { private?: boolean }): Promise<string>;
  join(channel: string): Promise<void>;
  leave(channel: string): Promise<void>;
  invite(channel: string, user: string): Promise<void>;
  kick(channel: string, user: string): Promise<void>;
  rename(channel: string, name: string): Promise<void>;
  setTopic(channel: string, topic: string): Promise<void>;
  setPurpose(channel: string, purpose: string): Promise<void>;
  archive(channel: string): Promise<void>;
  unarchive(channel: string): Promise<void>;
  makePrivate(channel: string): Promise<void>;
  makePublic(channel: string): Promise<void>;
  /** Opens the direct messages with these people. @returns the id of the conversation. */
  message(...users: string[]): Promise<string>;
};

const LONGEST_LINE = 250;

export function channelActs(workspace: Workspace, user: User): ChannelActs {
  const open = (id: string) => openChannelFor(workspace, user, id);
  return {
    createChannel: asPerson((name: string, options: { private?: boolean } = {}) => {
      refuseGuests(user);
      const kind = options.private ? 'private' : 'public';
      return createChannel(workspace, user, checkedName(workspace.world, name), kind).id;
    }),
    join: asPerson((id: string) => join(workspace, user, id)),
    leave: asPerson((id: string) => leave(workspace, user, open(id))),
    invite: asPerson((id: string, who: string) => invite(workspace, user, open(id), who)),
    kick: asPerson((id: string, who: string) => kick(workspace, user, open(id), who)),
    rename: asPerson((id: string, name: string) => {
      refuseGuests(user);
      const channel = open(id);
      renameChannel(workspace, channel, user, checkedName(workspace.world, name, channel));
    }),
    setTopic: asPerson((id: string, line: string) =>
      setLine(workspace, open(id), user, 'topic', storedText(short(line))),
    ),
    setPurpose: asPerson((id: string, line: string) =>
      setLine(workspace, open(id), user, 'purpose', storedText(short(line))),
    ),
    archive: asPerson((id: string) => archive(workspace, user, id)),
    unarchive: asPerson((id: string) => unarchive(workspace, user, id)),
    makePrivate: asPerson((id: string) => convert(workspace, user, open(id), 'private')),
    makePublic: asPerson((id: string) => convert(workspace, user, open(id), 'public')),
    message: asPerson((...names: string[]) => {
      const others = names.map((name) => findUser(workspace, name).id);
      return openDirect(workspace, [user.id, ...others]).id;
    }),
  };
}

function refuseGuests(user: User): void {
  if (user.guest) {
    throw new SlackError('user_is_restricted');
  }
}

function short(line: string): string {
  if ([...line].length > LONGEST_LINE) {
    throw new SlackError('too_long');
  }
  return line;
}

function join(workspace: Workspace, user: User, id: string): void {
  const channel = channelFor(workspace, user, id);
  if (channel.archived) {
    throw new SlackError('is_archived');
  }
  if (!channel.members.includes(user.id)) {
    joinChannel(workspace, channel, user);
  }
}

function leave(workspace: Workspace, user: User, channel: Channel): void {
  if (channel.general) {
    throw new SlackError('cant_leave_general');
  }
  leaveChannel(workspace, channel, user, user.id);
}

/** A person may bring in an app as well, by mentioning or inviting its bot. */
function invite(workspace: Workspace, user: User, channel: Channel, who: string): void {
  refuseGuests(user);
  const invited = findUser(workspace, who);
  if (channel.members.includes(invited.id)) {
    throw new SlackError('already_in_channel');
  }
  joinChannel(workspace, channel, invited, user.id);
}

function kick(workspace: Workspace, user: User, channel: Channel, who: string): void {
  refuseGuests(user);
  const removed = findUser(workspace, who);
  if (channel.general) {
    throw new SlackError('cant_leave_general');
  }
  if (!channel.members.includes(removed.id)) {
    throw new SlackError('user_not_found');
  }
  leaveChannel(workspace, channel, removed, user.id);
}

function archive(workspace: Workspace, user: User, id: string): void {
  refuseGuests(user);
  const channel = openChannelFor(workspace, user, id);
  if (channel.general) {
    throw new SlackError('cant_archive_general');
  }
  archiveChannel(workspace, channel, user);
}

function convert(workspace: Workspace, user: User, channel: Channel, kind: 'public' | 'private'): void {
  refuseGuests(user);
  if (channel.general) {
    throw new SlackError('restricted_action');
  }
  if (channel.kind !== kind) {
    convertChannel(workspace, channel, user, kind);
  }
}

function unarchive(workspace: Workspace, user: User, id: string): void {
  refuseGuests(user);
  const channel = channelFor(workspace, user, id);
  if (!channel.archived) {
    throw new SlackError('not_archived');
  }
  unarchiveChannel(workspace, channel, user);
}
