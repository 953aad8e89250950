// A message as Slack tells of it, in events and in history alike, read into ours.
import { z } from 'zod';
import type { Message } from '../incident/commands.ts';
import type { Actor, FileRef } from '../incident/values.ts';
import type { People } from './deed.ts';
import { personId } from './ids.ts';
import type { Identity } from './session.ts';

const slackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
});

/** Slack's docs, "message event"; unknown fields stay for the kinds that are kept raw. */
export const slackMessage = z.looseObject({
  ts: z.string(),
  subtype: z.string().optional(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  username: z.string().nullish(),
  bot_profile: z.object({ name: z.string().optional() }).nullish(),
  text: z.string().nullish(),
  thread_ts: z.string().optional(),
  edited: z.object({ ts: z.string(), user: z.string().optional() }).nullish(),
  files: z.array(slackFile).optional().catch(undefined),
  attachments: z.array(z.unknown()).optional().catch(undefined),
  blocks: z.array(z.unknown()).optional().catch(undefined),
  inviter: z.string().optional(),
  reply_count: z.number().optional(),
  latest_reply: z.string().optional(),
  reactions: z
    .array(z.object({ name: z.string(), users: z.array(z.string()), count: z.number().optional() }))
    .optional()
    .catch(undefined),
  pinned_to: z.array(z.string()).optional().catch(undefined),
  /** `pinned_ts` in whole seconds; exports have it. */
  pinned_info: z
    .object({ pinned_by: z.string().optional(), pinned_ts: z.number().optional() })
    .nullish()
    .catch(undefined),
});
export type SlackMessage = z.infer<typeof slackMessage>;

/** Kinds whose words say everything; others are kept raw beside their words. */
const PLAIN_KINDS = new Set([
  'bot_message',
  'me_message',
  'file_share',
  'thread_broadcast',
  'channel_topic',
  'channel_purpose',
  'channel_name',
  'group_topic',
  'group_purpose',
  'group_name',
]);

export function isOurs(message: Pick<SlackMessage, 'user' | 'bot_id'>, identity: Identity): boolean {
  return message.bot_id === identity.botId || message.user === identity.botUser;
}

/** Who wrote it: a person or bot by its user, a legacy bot or webhook by its bot id. */
function authorOf(message: SlackMessage, people: Pick<People, 'actor'>, identity: Identity): Actor {
  const called = message.bot_profile?.name ?? message.username ?? undefined;
  if (message.bot_id) {
    const id = personId(identity.team, message.user ?? message.bot_id);
    const name = called ?? people.actor(id).name;
    return { kind: 'bot', id, ...(name ? { name } : {}) };
  }
  return message.user
    ? people.actor(message.user)
    : { kind: 'bot', id: personId(identity.team, 'slack'), name: called ?? 'Slack' };
}

function filesOf(message: SlackMessage): FileRef[] {
  return (message.files ?? []).map((file) => ({
    id: file.id,
    name: file.name ?? file.title ?? file.id,
    mimetype: file.mimetype ?? 'application/octet-stream',
    size: file.size ?? 0,
  }));
}

const attachment = z.object({
  pretext: z.string().optional(),
  title: z.string().optional(),
  text: z.string().optional(),
  fallback: z.string().optional(),
  fields: z.array(z.object({ title: z.string().optional(), value: z.string().optional() })).optional(),
  from_url: z.string().optional(),
  is_msg_unfurl: z.boolean().optional(),
});

/** An attachment's words; previews of links are not the writer's words. */
function attachmentText(raw: unknown): string {
  const read = attachment.safeParse(raw);
  if (!read.success || read.data.from_url || read.data.is_msg_unfurl) {
    return '';
  }
  const { pretext, title, text, fields, fallback } = read.data;
  const values = (fields ?? []).map((field) => [field.title, field.value].filter(Boolean).join(': '));
  const words = [pretext, title, text, ...values].filter(Boolean);
  return words.length > 0 ? words.join('\n') : (fallback ?? '');
}

/** Every text object in blocks, in order. */
function blockText(raw: unknown): string[] {
  if (Array.isArray(raw)) {
    return raw.flatMap(blockText);
  }
  if (typeof raw !== 'object' || raw === null) {
    return [];
  }
  const own = 'text' in raw && typeof raw.text === 'string' ? [raw.text] : [];
  return [...own, ...Object.values(raw).flatMap(blockText)];
}

/**
 * The words of a message in Slack's own form (`<@U1>`, `&amp;`). Bots often put theirs into attachments or blocks only; the
 * attachments' follow the text, blocks are read where there is no other word.
 */
function textOf(message: SlackMessage): string {
  const words = [message.text ?? '', ...(message.attachments ?? []).map(attachmentText)].filter(Boolean);
  return words.length > 0 ? words.join('\n') : blockText(message.blocks).join('\n');
}

/** The message as the timeline takes it. */
export function messageOf(
  message: SlackMessage,
  channel: string,
  telling: { identity: Identity; people: Pick<People, 'actor'>; recovered?: boolean },
): Message {
  const { subtype, thread_ts: thread } = message;
  return {
    place: { team: telling.identity.team, channel, ts: message.ts },
    ...(thread && thread !== message.ts ? { thread } : {}),
    ...(subtype === 'thread_broadcast' ? { broadcast: true } : {}),
    author: authorOf(message, telling.people, telling.identity),
    ...(subtype ? { subtype } : {}),
    ...(message.edited ? { revision: message.edited.ts } : {}),
    text: textOf(message),
    files: filesOf(message),
    ...(subtype && !PLAIN_KINDS.has(subtype) ? { raw: message } : {}),
    ...(telling.recovered ? { recovered: true } : {}),
  };
}
