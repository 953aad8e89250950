// Creating and changing a channel, with the events and the lines Slack writes about it.
import { channelJson } from '../render/channel.ts';
import { nextTs, seconds, stamp, type Workspace } from '../workspace.ts';
import type { Channel, ChannelKind, User } from '../world.ts';
import { joinChannel } from './members.ts';
import { addNotice } from './post.ts';

export function newChannel(workspace: Workspace, kind: ChannelKind, name: string, creator: string): Channel {
  const line = { value: '', creator: '', lastSet: 0 };
  const channel: Channel = {
    id: workspace.newId(kind === 'im' ? 'D' : 'C'),
    kind,
    name,
    creator,
    created: seconds(workspace),
    archived: false,
    general: false,
    members: [],
    topic: { ...line },
    purpose: { ...line },
    previousNames: [],
    messages: new Map(),
    pins: [],
    bookmarks: [],
    lastMicros: 0,
  };
  workspace.world.channels.set(channel.id, channel);
  workspace.changed({ kind: 'channel', channel: channel.id });
  return channel;
}

export function createChannel(
  workspace: Workspace,
  creator: User,
  name: string,
  kind: 'public' | 'private',
): Channel {
  const channel = newChannel(workspace, kind, name, creator.id);
  if (kind === 'public') {
    const shown = channelJson(workspace.world, channel, creator.id);
    workspace.emit({ type: 'channel_created', channel: shown, event_ts: stamp(workspace) }, { channel });
  }
  joinChannel(workspace, channel, creator);
  return channel;
}

export function renameChannel(workspace: Workspace, channel: Channel, user: User, name: string): void {
  const old = channel.name;
  channel.previousNames.unshift(old);
  channel.name = name;
  const about = { id: channel.id, name, name_normalized: name, created: channel.created, is_channel: true };
  const event = { channel: { ...about, is_mpim: false }, event_ts: nextTs(workspace, channel) };
  workspace.emit({ type: typeFor(channel, 'rename'), ...event }, { channel });
  const text = `<@${user.id}> has renamed the channel from "${old}" to "${name}"`;
  addNotice(workspace, channel, user.id, 'channel_name', text, { old_name: old, name });
}

export function setLine(
  workspace: Workspace,
  channel: Channel,
  user: User,
  which: 'topic' | 'purpose',
  value: string,
): void {
  channel[which] = { value, creator: user.id, lastSet: seconds(workspace) };
  const what = which === 'topic' ? 'topic' : 'description';
  const text = `<@${user.id}> ${value === '' ? `cleared the channel ${what}` : `set the channel ${what}: ${value}`}`;
  addNotice(workspace, channel, user.id, `channel_${which}`, text, { [which]: value });
  workspace.changed({ kind: 'channel', channel: channel.id });
}

export function archiveChannel(workspace: Workspace, channel: Channel, user: User): void {
  addNotice(workspace, channel, user.id, 'channel_archive', `<@${user.id}> archived the channel`, {
    members: channel.members,
  });
  tellArchive(workspace, channel, user, 'archive');
  channel.archived = true;
  workspace.changed({ kind: 'channel', channel: channel.id });
}

/** The line is told to whoever is in the channel as it is then. The wording is ours: no sample of Slack's was found. */
export function convertChannel(
  workspace: Workspace,
  channel: Channel,
  user: User,
  kind: 'public' | 'private',
): void {
  channel.kind = kind;
  const text = `<@${user.id}> made this channel *${kind}*`;
  addNotice(workspace, channel, user.id, `channel_convert_to_${kind}`, text);
  workspace.changed({ kind: 'channel', channel: channel.id });
}

/** Slack's docs: the message about it is not delivered by the Events API, so only the event is. */
export function unarchiveChannel(workspace: Workspace, channel: Channel, user: User): void {
  channel.archived = false;
  tellArchive(workspace, channel, user, 'unarchive');
  workspace.changed({ kind: 'channel', channel: channel.id });
}

function tellArchive(
  workspace: Workspace,
  channel: Channel,
  user: User,
  what: 'archive' | 'unarchive',
): void {
  const event = { channel: channel.id, user: user.id, event_ts: nextTs(workspace, channel) };
  workspace.emit({ type: typeFor(channel, what), ...event }, { channel });
}

/** The names of these events differ between public and private channels. */
function typeFor(channel: Channel, what: 'rename' | 'archive' | 'unarchive'): string {
  return `${channel.kind === 'public' ? 'channel' : 'group'}_${what}`;
}
