// chat.update and chat.delete.
import { z } from 'zod';
import { deleteMessage, editMessage } from '../acts/change-message.ts';
import { isNotice } from '../acts/post.ts';
import { SlackError } from '../errors.ts';
import { contentJson } from '../render/message.ts';
import type { Channel, Message } from '../world.ts';
import { text } from './args.ts';
import { knownChannel, requireOpen, standing } from './channel-rules.ts';
import {
  contentArgs,
  metadataArg,
  readAttachments,
  readBlocks,
  readContent,
  readMetadata,
} from './message-content.ts';
import { type Call, type Method, method } from './method.ts';

/** Slack's docs: shorter than what chat.postMessage takes. */
const LONGEST_UPDATE = 4_000;

const update = method({
  name: 'chat.update',
  args: z.object({ channel: text(), ts: text(), ...contentArgs, ...metadataArg }),
  scopes: ['chat:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const { channel, message } = own(call, args, 'cant_update_message');
    requireOpen(channel, 'is_inactive');
    if ((args.text?.length ?? 0) > LONGEST_UPDATE) {
      throw new SlackError('msg_too_long');
    }
    const metadata = readMetadata(args.metadata);
    const change: Partial<Message> = {
      ...(metadata === undefined ? {} : { metadata: metadata ?? undefined }),
      ...(metadata !== undefined && saysNothing(args) ? {} : changed(args)),
    };
    const edited = change.text !== undefined && change.text !== message.text;
    editMessage(call, channel, message, change, edited ? call.actor.id : undefined);
    const shown = contentJson(call, message, { withMetadata: true });
    return { channel: channel.id, ts: message.ts, text: message.text, message: shown };
  },
});

type Given = Parameters<typeof readContent>[0];

/** Metadata may be changed alone. */
function saysNothing({ text: said, markdown_text, blocks, attachments }: Given): boolean {
  return [said, markdown_text, blocks, attachments].every((each) => each === undefined);
}

/** A text takes the blocks away unless new ones come with it; without a text, text and what is not named stay. */
function changed(args: Given): Partial<Message> {
  if (args.text !== undefined || args.markdown_text !== undefined) {
    const { text: written, blocks, attachments } = readContent(args);
    return { text: written, blocks, ...(args.attachments !== undefined ? { attachments } : {}) };
  }
  const blocks = readBlocks(args.blocks);
  const attachments = readAttachments(args.attachments);
  if (blocks === undefined && attachments === undefined) {
    throw new SlackError('no_text');
  }
  return {
    ...(blocks ? { blocks: blocks.length > 0 ? blocks : undefined } : {}),
    ...(attachments ? { attachments } : {}),
  };
}

const remove = method({
  name: 'chat.delete',
  args: z.object({ channel: text(), ts: text() }),
  scopes: ['chat:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const { channel, message } = own(call, args, 'cant_delete_message');
    deleteMessage(call, channel, message);
    return { channel: channel.id, ts: message.ts };
  },
});

/** The caller's own message. Ephemeral ones have no ts that counts here. */
function own(
  call: Call,
  args: { channel: string; ts: string },
  refusal: string,
): { channel: Channel; message: Message } {
  const channel = knownChannel(call, args.channel);
  const message = standing(channel, args.ts);
  const mine = message.bot ? message.bot.appId === call.appId : message.user === call.actor.id;
  if (!mine || isNotice(message)) {
    throw new SlackError(refusal);
  }
  return { channel, message };
}

export const chatChangeMethods: Method[] = [update, remove];
