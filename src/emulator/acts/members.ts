// Joining and leaving a channel, with the events and the lines Slack writes about it.
import { nextTs, stamp, type Workspace } from '../workspace.ts';
import type { Channel, User } from '../world.ts';
import { addNotice } from './post.ts';

/** Order and fields as recorded: the event first, then the message with a slightly later ts. */
export function joinChannel(workspace: Workspace, channel: Channel, user: User, inviter?: string): void {
  channel.members.push(user.id);
  const invited = inviter && inviter !== user.id ? { inviter } : {};
  workspace.emit(
    { ...memberEvent('member_joined_channel', workspace, channel, user), ...invited },
    { channel },
  );
  addNotice(workspace, channel, user.id, 'channel_join', `<@${user.id}> has joined the channel`, invited);
  workspace.changed({ kind: 'channel', channel: channel.id });
}

/** `actor`: who removed them; the person themselves when they left. */
export function leaveChannel(workspace: Workspace, channel: Channel, user: User, actor: string): void {
  workspace.emit(memberEvent('member_left_channel', workspace, channel, user), { channel });
  const text =
    actor === user.id
      ? `<@${user.id}> has left the channel`
      : `<@${user.id}> was removed from the channel by <@${actor}>`;
  const removed = actor === user.id ? {} : { inviter: actor };
  channel.members = channel.members.filter((id) => id !== user.id);
  addNotice(workspace, channel, user.id, 'channel_leave', text, removed);
  if (user.bot) {
    const type = channel.kind === 'public' ? 'channel_left' : 'group_left';
    const event = { type, channel: channel.id, actor_id: actor, event_ts: stamp(workspace) };
    workspace.emit(event, { appId: user.bot.appId });
  }
  workspace.changed({ kind: 'channel', channel: channel.id });
}

function memberEvent(type: string, workspace: Workspace, channel: Channel, user: User) {
  return {
    type,
    user: user.id,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: user.teamId,
    event_ts: nextTs(workspace, channel),
  };
}
