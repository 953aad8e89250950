// Owns what an app's response does: to a command at once, or later through a response address.
import { z } from 'zod';
import { deleteMessage, editMessage } from '../acts/change-message.ts';
import { addMessage } from '../acts/post.ts';
import { SlackError } from '../errors.ts';
import { readContent } from '../methods/message-content.ts';
import type { ResponseUrl } from '../surfaces.ts';
import { nextTs, type Workspace } from '../workspace.ts';
import type { Channel, Ephemeral, Message } from '../world.ts';

const flag = z.union([z.boolean(), z.string().transform((value) => value === 'true')]).optional();

const responseBody = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: flag,
  delete_original: flag,
  thread_ts: z.string().optional(),
});

export type ResponseBody = z.output<typeof responseBody>;

/** @throws SlackError `invalid_payload` for anything that is not a message. */
export function readResponse(body: unknown): ResponseBody {
  const read = responseBody.safeParse(body);
  if (!read.success) {
    throw new SlackError('invalid_payload');
  }
  return read.data;
}

export type Responded = { message?: Message; ephemeral?: Ephemeral };

export type Place = Pick<ResponseUrl, 'appId' | 'user' | 'channel' | 'messageTs'>;

/** Does what the response says. @throws SlackError as chat.postMessage does for its content. */
export function respond(workspace: Workspace, place: Place, body: ResponseBody): Responded {
  const channel = workspace.world.channels.get(place.channel);
  if (!channel) {
    throw new SlackError('channel_not_found');
  }
  const original = originalOf(workspace, channel, place);
  if (body.delete_original) {
    removeOriginal(workspace, channel, original);
    return {};
  }
  const content = readContent(body);
  if (body.replace_original && original) {
    return replaceOriginal(workspace, channel, original, content);
  }
  // Slack's docs: into a thread only when thread_ts says so, wherever the interaction happened.
  const where = body.thread_ts ? { threadTs: body.thread_ts } : {};
  return body.response_type === 'in_channel'
    ? { message: post(workspace, channel, place, { ...content, ...where }) }
    : { ephemeral: whisper(workspace, channel, place, { ...content, ...where }) };
}

type Original = { message: Message } | { ephemeral: Ephemeral } | undefined;

function originalOf({ world }: Workspace, channel: Channel, place: Place): Original {
  const ephemeral = world.ephemerals.find(
    (each) => each.ts === place.messageTs && each.channel === channel.id && each.to === place.user,
  );
  if (ephemeral) {
    return { ephemeral };
  }
  const message = channel.messages.get(place.messageTs ?? '');
  return message && !message.deleted && message.bot?.appId === place.appId ? { message } : undefined;
}

function removeOriginal(workspace: Workspace, channel: Channel, original: Original): void {
  if (!original) {
    throw new SlackError('message_not_found');
  }
  if ('message' in original) {
    deleteMessage(workspace, channel, original.message);
    return;
  }
  const { ephemeral } = original;
  workspace.world.ephemerals = workspace.world.ephemerals.filter((each) => each !== ephemeral);
  workspace.changed({ kind: 'ephemeral', channel: channel.id, ts: ephemeral.ts, user: ephemeral.to });
}

type Content = ReturnType<typeof readContent>;

function replaceOriginal(
  workspace: Workspace,
  channel: Channel,
  original: NonNullable<Original>,
  content: Content,
): Responded {
  const fresh = { blocks: undefined, attachments: undefined, ...content };
  if ('message' in original) {
    editMessage(workspace, channel, original.message, fresh, original.message.user);
    return original;
  }
  Object.assign(original.ephemeral, fresh);
  const { ts, to } = original.ephemeral;
  workspace.changed({ kind: 'ephemeral', channel: channel.id, ts, user: to });
  return original;
}

type Placed = Content & { threadTs?: string };

/** Into the channel, whether or not the bot is in it: response addresses pass by its posting rules. */
function post(workspace: Workspace, channel: Channel, place: Place, content: Placed): Message {
  const app = workspace.world.apps.get(place.appId);
  return addMessage(workspace, channel, {
    ...content,
    user: app?.botUserId,
    bot: { appId: place.appId, botId: app?.botId ?? '' },
  });
}

function whisper(workspace: Workspace, channel: Channel, place: Place, content: Placed): Ephemeral {
  const ts = nextTs(workspace, channel);
  const ephemeral = { ts, channel: channel.id, to: place.user, appId: place.appId, ...content };
  workspace.world.ephemerals.push(ephemeral);
  workspace.changed({ kind: 'ephemeral', channel: channel.id, ts, user: place.user });
  return ephemeral;
}
