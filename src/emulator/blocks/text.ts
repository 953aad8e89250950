// Owns Block Kit's composition objects: texts, options, confirmation dialogs and where pictures come from.
import { z } from 'zod';

/** A string of `min` to `max` characters; Slack's limits are in characters. */
export const words = (max: number, min = 1) => z.string().min(min).max(max);

/** An address with a scheme that opens somewhere. That Slack refuses others is reported; its words for it are a guess. */
export const address = (max: number) =>
  words(max).refine((given) => URL.canParse(given) && !/^\s*(?:javascript|data|vbscript):/i.test(given), {
    error: 'must be a valid url',
  });

export const plainText = (max = 3000) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(max), emoji: z.boolean().optional() });

export const mrkdwn = (max = 3000) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(max), verbatim: z.boolean().optional() });

export const anyText = (max = 3000) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

/** What every block has besides its own fields. */
export const blockId = { block_id: words(255).optional() };

/** What every interactive element has besides its own fields. */
export const actionId = { action_id: words(255).optional() };

const style = z.enum(['primary', 'danger']);

const confirmation = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: style.optional(),
});

export const confirm = { confirm: confirmation.optional() };
export const buttonStyle = { style: style.optional() };
export const focus = { focus_on_load: z.boolean().optional() };
export const placeholder = { placeholder: plainText(150).optional() };

export const dispatchConfig = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .max(2)
        .optional(),
    })
    .optional(),
};

// Sources differ on the longest value (75 in the types' comments, 150 in the docs): the larger is accepted.
const optionFields = { value: words(150, 0), description: plainText(75).optional() };

/** An option of a menu: plain text only. */
export const menuOption = z.strictObject({ text: plainText(75), ...optionFields });

/** An option of radio buttons or checkboxes, which may carry mrkdwn. */
export const choiceOption = z.strictObject({
  text: anyText(75),
  ...optionFields,
  description: anyText(75).optional(),
});

/** An option of an overflow menu, which alone may be a link. */
export const overflowOption = z.strictObject({
  text: plainText(75),
  value: words(150, 0).optional(),
  description: plainText(75).optional(),
  url: words(3000).optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(menuOption).min(1).max(100),
});

const slackFile = z
  .strictObject({ id: words(255).optional(), url: words(3000).optional() })
  .refine((file) => Boolean(file.id) !== Boolean(file.url), {
    error: 'must provide exactly one of: id, url',
  });

/** A picture comes from a URL or from a file in Slack, never from both. */
export const pictureSource = {
  image_url: address(3000).optional(),
  slack_file: slackFile.optional(),
  alt_text: words(2000),
};

/** Slack names the URL as what is missing when a picture has no source at all. */
export function requireOneSource(
  picture: { image_url?: string; slack_file?: unknown },
  context: z.RefinementCtx,
): void {
  if (picture.image_url === undefined && picture.slack_file === undefined) {
    context.addIssue({ code: 'custom', message: 'missing required field: image_url' });
  }
  if (picture.image_url !== undefined && picture.slack_file !== undefined) {
    context.addIssue({ code: 'custom', message: 'must provide only one of: image_url, slack_file' });
  }
}

export const imageElement = z
  .strictObject({
    type: z.literal('image'),
    ...pictureSource,
    image_width: z.number().optional(),
    image_height: z.number().optional(),
    image_bytes: z.number().optional(),
    fallback: z.string().optional(),
  })
  .superRefine(requireOneSource);

/** Characters in every `text` string below `value`. */
export function textLength(value: unknown): number {
  if (value === null || typeof value !== 'object') {
    return 0;
  }
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  );
}
