// Messages as one person sees them.
import type { Workspace } from '../workspace.ts';
import type { Channel, Message, User } from '../world.ts';
import type { ShownFile, ShownMessage } from './shapes.ts';

export function shownMessage(
  workspace: Workspace,
  user: User,
  channel: Channel,
  message: Message,
): ShownMessage {
  const { world } = workspace;
  const { ts, subtype, username, icons, blocks, attachments, threadTs, broadcast, edited } = message;
  if (message.deleted) {
    return { ts, channel: channel.id, text: '', reactions: [], deleted: true, ...threadOf(channel, message) };
  }
  const pin = channel.pins.find((each) => each.ts === ts);
  const values = world.messageValues.get(`${user.id}/${channel.id}/${ts}`);
  return {
    ts,
    channel: channel.id,
    user: message.user,
    username,
    icons,
    appId: message.bot?.appId,
    subtype,
    text: message.text,
    blocks,
    attachments,
    files: message.files?.flatMap((id) => shownFile(workspace, id)),
    threadTs,
    broadcast,
    edited: edited?.ts,
    reactions: message.reactions,
    ...threadOf(channel, message),
    pinnedBy: pin?.user,
    deleted: false,
    values,
  };
}

function threadOf(channel: Channel, message: Message): Pick<ShownMessage, 'thread' | 'threadTs'> {
  if (message.threadTs) {
    return { threadTs: message.threadTs };
  }
  const last = message.replies.at(-1);
  if (!last) {
    return {};
  }
  const users = message.replies.flatMap((ts) => channel.messages.get(ts)?.user ?? []);
  return { thread: { count: message.replies.length, users: [...new Set(users)], last } };
}

function shownFile({ world }: Workspace, id: string): ShownFile[] {
  const file = world.files.get(id);
  return file
    ? [
        {
          id,
          title: file.title,
          mimetype: file.mimetype,
          size: file.bytes.byteLength,
          canvas: file.canvasId !== undefined,
          ...(file.altText ? { altText: file.altText } : {}),
          deleted: file.deleted,
        },
      ]
    : [];
}
