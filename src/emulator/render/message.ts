// A message as the API and events show it.
import { fileObject } from '../canvas/canvas-file.ts';
import type { Workspace } from '../workspace.ts';
import type { App, Channel, Message, World } from '../world.ts';

export type Shown = { withMetadata?: boolean };

/** As conversations.history shows it: with its thread's counts, reactions and pins. */
export function messageJson(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  shown: Shown = {},
): Record<string, unknown> {
  if (message.deleted) {
    return { ...tombstone(message), ...threadFields(channel, message) };
  }
  const reactions = message.reactions.map(({ name, users }) => ({ name, users, count: users.length }));
  const pinned = channel.pins.some((pin) => pin.ts === message.ts);
  return {
    ...contentJson(workspace, message, shown),
    ...threadFields(channel, message),
    ...(reactions.length > 0 ? { reactions } : {}),
    // By whom is not said here: the official client's types, made of recorded answers, know no `pinned_info`.
    ...(pinned ? { pinned_to: [channel.id] } : {}),
  };
}

/** What the author made of it: the part that events carry. */
export function contentJson(
  workspace: Workspace,
  message: Message,
  shown: Shown = {},
): Record<string, unknown> {
  const { world } = workspace;
  const app = message.bot && world.apps.get(message.bot.appId);
  return {
    type: 'message',
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.user ? { user: message.user } : {}),
    text: message.text,
    ts: message.ts,
    team: world.users.get(message.user ?? '')?.teamId ?? world.team.id,
    ...(message.clientMsgId ? { client_msg_id: message.clientMsgId } : {}),
    ...(message.bot ? { bot_id: message.bot.botId, app_id: message.bot.appId } : {}),
    ...(app && !message.username ? { bot_profile: botProfile(world, app) } : {}),
    ...(message.username ? { username: message.username } : {}),
    ...(message.icons ? { icons: message.icons } : {}),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.files ? { files: filesJson(workspace, message.files), upload: false } : {}),
    ...(message.metadata && shown.withMetadata ? { metadata: message.metadata } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...message.fields,
  };
}

function filesJson(workspace: Workspace, ids: string[]): unknown[] {
  return ids.flatMap((id) => {
    const file = workspace.world.files.get(id);
    return file ? [fileObject(workspace.world, workspace.url(), file)] : [];
  });
}

export function botProfile(world: World, app: App): Record<string, unknown> {
  return {
    id: app.botId,
    deleted: false,
    name: app.name,
    updated: world.users.get(app.botUserId)?.updated ?? 0,
    app_id: app.id,
    user_id: app.botUserId,
    icons: {},
    team_id: world.team.id,
  };
}

function tombstone(message: Message): Record<string, unknown> {
  return {
    type: 'message',
    subtype: 'tombstone',
    text: 'This message was deleted.',
    user: 'USLACKBOT',
    hidden: true,
    ts: message.ts,
  };
}

function threadFields(channel: Channel, message: Message): Record<string, unknown> {
  if (message.threadTs) {
    const parent = channel.messages.get(message.threadTs);
    return { thread_ts: message.threadTs, parent_user_id: parent?.user };
  }
  if (message.replies.length === 0) {
    return {};
  }
  const authors = message.replies.map((ts) => channel.messages.get(ts)?.user ?? '');
  const users = [...new Set(authors)].filter((id) => id !== '');
  return {
    thread_ts: message.ts,
    reply_count: message.replies.length,
    reply_users_count: users.length,
    latest_reply: message.replies.at(-1),
    reply_users: users,
    is_locked: false,
    subscribed: false,
  };
}

export function pinnedInfo(channel: Channel, ts: string): Record<string, unknown> {
  const pin = channel.pins.find((each) => each.ts === ts);
  return { channel: channel.id, pinned_by: pin?.user, pinned_ts: pin?.created };
}

/** The address people copy: the channel, and p with the ts without its dot. */
export function permalink({ url }: Pick<Workspace, 'url'>, channel: Channel, message: Message): string {
  const base = `${url()}/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return message.threadTs ? `${base}?thread_ts=${message.threadTs}&cid=${channel.id}` : base;
}
