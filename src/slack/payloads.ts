// What is read of Slack's interaction payloads: only the fields used; unknown ones are tolerated.
import { z } from 'zod';
import { readElement } from './form-values.ts';

const user = z.object({ id: z.string() });
const channel = z.object({ id: z.string() });

/** A slash command (Slack's docs, "Implementing slash commands"). */
export const slashPayload = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  text: z.string().default(''),
  trigger_id: z.string(),
});

/** `app_mention`. Bots' mentions carry no user, or a bot id. */
export const mentionPayload = z.object({
  user: z.string().optional(),
  bot_id: z.string().optional(),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().default(''),
  edited: z.unknown().optional(),
});

const words = z.object({ text: z.string() }).optional().catch(undefined);

/** `label`: what stands on it, or in it while nothing is chosen. */
const action = z
  .looseObject({ action_id: z.string(), text: words, placeholder: words })
  .transform((element) => {
    const value = readElement(element);
    return {
      actionId: element.action_id,
      label: element.text?.text ?? element.placeholder?.text,
      value: typeof value === 'string' ? value : (value?.join(',') ?? ''),
    };
  });

/** `block_actions`, from a message, a modal or Home. */
export const pressPayload = z.object({
  user,
  trigger_id: z.string(),
  channel: channel.optional(),
  container: z
    .object({
      type: z.string(),
      message_ts: z.string().optional(),
      channel_id: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  view: z.object({ id: z.string(), type: z.string(), private_metadata: z.string().default('') }).optional(),
  response_url: z.string().optional(),
  actions: z.array(action).min(1),
});

/** `view_submission`. */
export const submissionPayload = z.object({
  user,
  trigger_id: z.string().optional(),
  view: z.looseObject({
    id: z.string(),
    hash: z.string().optional(),
    callback_id: z.string(),
    title: words,
    private_metadata: z.string().default(''),
    blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })),
  }),
});

const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
});

/** A global shortcut, or one on a message. */
export const shortcutPayload = z.object({
  type: z.string(),
  callback_id: z.string(),
  user,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: channel.optional(),
  message: z
    .object({
      ts: z.string(),
      thread_ts: z.string().optional(),
      user: z.string().optional(),
      bot_id: z.string().optional(),
      text: z.string().nullish(),
      files: z.array(file).optional(),
    })
    .optional(),
});

export type PressPayload = z.output<typeof pressPayload>;
export type ShortcutPayload = z.output<typeof shortcutPayload>;
