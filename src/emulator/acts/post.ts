// Posting a message, by whomever: the message, its place in a thread, and the events that tell of it.
import { contentJson, messageJson } from '../render/message.ts';
import { mentionedUsers } from '../text.ts';
import { nextTs, type Workspace } from '../workspace.ts';
import type { Channel, Message } from '../world.ts';

export type NewMessage = Omit<Message, 'ts' | 'reactions' | 'replies' | 'deleted'>;

/** `channel_type` of message events. */
export const CHANNEL_TYPE = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

/** Adds it and tells the apps. The text must already be as Slack stores it, `threadTs` that of a parent. */
export function addMessage(workspace: Workspace, channel: Channel, content: NewMessage): Message {
  const ts = nextTs(workspace, channel);
  const message: Message = { ...content, ts, reactions: [], replies: [], deleted: false };
  channel.messages.set(ts, message);
  const parent = content.threadTs ? channel.messages.get(content.threadTs) : undefined;
  parent?.replies.push(ts);
  for (const id of content.files ?? []) {
    workspace.world.files.get(id)?.shares.push({ channel: channel.id, ts });
  }
  tell(workspace, channel, message, parent);
  workspace.changed({ kind: 'message', channel: channel.id, ts });
  return message;
}

function tell(workspace: Workspace, channel: Channel, message: Message, parent: Message | undefined): void {
  const { world, emit } = workspace;
  const content = contentJson(workspace, message);
  const root = message.broadcast && parent ? { root: messageJson(workspace, channel, parent) } : {};
  const replying = parent ? { parent_user_id: parent.user } : {};
  const place = { channel: channel.id, event_ts: message.ts };
  const event = { ...content, ...replying, ...root, ...place, channel_type: CHANNEL_TYPE[channel.kind] };
  emit({ ...event, type: 'message' }, { channel });
  // Lines Slack writes itself name people without mentioning them.
  const mentioned = isNotice(message) ? [] : mentionedUsers(message.text);
  for (const app of world.apps.values()) {
    if (mentioned.includes(app.botUserId) && message.bot?.appId !== app.id) {
      emit({ ...content, ...replying, ...place, type: 'app_mention' }, { channel, appId: app.id });
    }
  }
  for (const id of message.files ?? []) {
    const file = { file_id: id, file: { id }, user_id: message.user, channel_id: channel.id };
    emit({ type: 'file_shared', ...file, event_ts: message.ts }, { channel });
  }
}

export function isNotice(message: Message): boolean {
  return message.fields !== undefined;
}

/** A line Slack writes itself about what somebody did. */
export function addNotice(
  workspace: Workspace,
  channel: Channel,
  user: string,
  subtype: string,
  text: string,
  fields: Record<string, unknown> = {},
): Message {
  return addMessage(workspace, channel, { user, subtype, text, fields });
}
