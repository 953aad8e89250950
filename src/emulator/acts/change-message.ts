// Editing and deleting a message, with the events that tell of it.
import { messageJson } from '../render/message.ts';
import { nextTs, type Workspace } from '../workspace.ts';
import type { Channel, Message } from '../world.ts';
import { CHANNEL_TYPE } from './post.ts';

/** `edited`: whether it counts as an edit people see; a change of blocks alone does not. */
export function editMessage(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  change: Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata' | 'files'>>,
  editor: string | undefined,
): void {
  const before = messageJson(workspace, channel, message);
  Object.assign(message, change);
  const ts = nextTs(workspace, channel);
  if (editor) {
    message.edited = { user: editor, ts };
  }
  tellChanged(workspace, channel, message, before, ts);
}

/** A parent with replies leaves a tombstone; anything else goes. */
export function deleteMessage(workspace: Workspace, channel: Channel, message: Message): void {
  const before = messageJson(workspace, channel, message);
  const ts = nextTs(workspace, channel);
  message.deleted = true;
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  const parent = message.threadTs ? channel.messages.get(message.threadTs) : undefined;
  if (parent) {
    parent.replies = parent.replies.filter((reply) => reply !== message.ts);
  }
  if (message.replies.length > 0) {
    tellChanged(workspace, channel, message, before, ts);
    return;
  }
  workspace.emit(
    {
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      channel: channel.id,
      channel_type: CHANNEL_TYPE[channel.kind],
      ts,
      deleted_ts: message.ts,
      previous_message: before,
      event_ts: ts,
    },
    { channel },
  );
  workspace.changed({ kind: 'message', channel: channel.id, ts: message.ts });
}

function tellChanged(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  before: Record<string, unknown>,
  ts: string,
): void {
  const now = messageJson(workspace, channel, message);
  workspace.emit(
    {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel: channel.id,
      channel_type: CHANNEL_TYPE[channel.kind],
      ts,
      message: now,
      previous_message: before,
      event_ts: ts,
    },
    { channel },
  );
  workspace.changed({ kind: 'message', channel: channel.id, ts: message.ts });
}

/** Whether it can still be seen in the channel or its thread: not deleted, or a tombstone with replies. */
export function stands(message: Message): boolean {
  return !message.deleted || message.replies.length > 0;
}
