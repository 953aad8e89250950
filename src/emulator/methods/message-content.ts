// What chat methods have in common: the text, blocks, attachments and metadata of a message, read and judged.
import { z } from 'zod';
import { fillBlockIds } from '../blocks/ids.ts';
import { checkMessageBlocks, refusedBlocks, validateBlocks } from '../blocks/validate.ts';
import { SlackError } from '../errors.ts';
import { storedText } from '../text.ts';
import type { Message, Metadata } from '../world.ts';
import { json, NOT_JSON, text } from './args.ts';
import type { Call } from './method.ts';

export const contentArgs = {
  text: text().optional(),
  blocks: z.unknown().optional(),
  attachments: json().optional(),
  markdown_text: text().optional(),
};

export const metadataArg = { metadata: json().optional() };

export const lookArgs = {
  username: text().optional(),
  icon_emoji: text().optional(),
  icon_url: text().optional(),
};

type Given = {
  text?: string | undefined;
  blocks?: unknown;
  attachments?: unknown;
  markdown_text?: string | undefined;
};

export type Content = Pick<Message, 'text' | 'blocks' | 'attachments'>;

const MOST_ATTACHMENTS = 100;
const LONGEST_MARKDOWN = 12_000;
const LARGEST_METADATA = 16_384;

/** @throws SlackError no_text, invalid_blocks and its kin, markdown_text_conflict, too_many_attachments */
export function readContent(given: Given): Content {
  if (given.markdown_text !== undefined) {
    if (given.text !== undefined || given.blocks !== undefined) {
      throw new SlackError('markdown_text_conflict');
    }
    if (given.markdown_text.length > LONGEST_MARKDOWN) {
      throw new SlackError('msg_too_long');
    }
  }
  const stored = storedText(given.text ?? given.markdown_text ?? '');
  const blocks = readBlocks(given.blocks);
  const attachments = readAttachments(given.attachments);
  if (stored.trim() === '' && !blocks?.length && !attachments?.length) {
    throw new SlackError('no_text');
  }
  return {
    text: stored,
    ...(blocks?.length ? { blocks } : {}),
    ...(attachments?.length ? { attachments } : {}),
  };
}

/** Undefined when the argument was not given. */
export function readBlocks(given: unknown): unknown[] | undefined {
  if (given === undefined || given === '') {
    return undefined;
  }
  const checked = checkMessageBlocks(given);
  if ('error' in checked) {
    const { ok: _, error, ...extra } = checked;
    throw new SlackError(error, extra);
  }
  return fillBlockIds(checked.blocks);
}

export function readAttachments(given: unknown): unknown[] | undefined {
  if (given === undefined || given === '') {
    return undefined;
  }
  if (!Array.isArray(given) || given.some((each) => typeof each !== 'object' || each === null)) {
    throw new SlackError('invalid_attachments');
  }
  if (given.length > MOST_ATTACHMENTS) {
    throw new SlackError('too_many_attachments');
  }
  return given.map((each: object, index) => ({ id: index + 1, ...each, ...attachedBlocks(each, index) }));
}

/** Blocks in an attachment are judged like those of the message. */
function attachedBlocks(attachment: object, index: number): { blocks?: unknown[] } {
  if (!('blocks' in attachment)) {
    return {};
  }
  const { blocks } = attachment;
  const refused = refusedBlocks(validateBlocks(blocks, 'message'), `/attachments/${index}/blocks`);
  if (refused) {
    throw new SlackError('invalid_attachments', {
      errors: refused.errors,
      response_metadata: refused.response_metadata,
    });
  }
  return { blocks: fillBlockIds(Array.isArray(blocks) ? blocks : []) };
}

const metadata = z.object({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
});

/** `null` for `{}`, which takes metadata away. @throws SlackError invalid_metadata_*, metadata_too_large */
export function readMetadata(given: unknown): Metadata | null | undefined {
  if (given === undefined || given === '') {
    return undefined;
  }
  if (given === NOT_JSON || typeof given !== 'object' || given === null) {
    throw new SlackError('invalid_metadata_format');
  }
  if (Object.keys(given).length === 0) {
    return null;
  }
  const read = metadata.safeParse(given);
  if (!read.success) {
    throw new SlackError('invalid_metadata_schema');
  }
  if (JSON.stringify(read.data).length > LARGEST_METADATA) {
    throw new SlackError('metadata_too_large');
  }
  return read.data;
}

type Look = { username?: string | undefined; icon_emoji?: string | undefined; icon_url?: string | undefined };

/** A name or picture of its own makes it a bot_message. @throws SlackError missing_scope */
export function readLook(call: Call, look: Look): Partial<Message> {
  if (!look.username && !look.icon_emoji && !look.icon_url) {
    return {};
  }
  if (!call.token.scopes.includes('chat:write.customize')) {
    const provided = call.token.scopes.join(',');
    throw new SlackError('missing_scope', { needed: 'chat:write.customize', provided });
  }
  const icons: Record<string, string> = look.icon_emoji
    ? { emoji: look.icon_emoji }
    : { image_64: look.icon_url ?? '' };
  return {
    subtype: 'bot_message',
    username: look.username ?? call.actor.realName,
    ...(look.icon_emoji || look.icon_url ? { icons } : {}),
  };
}
