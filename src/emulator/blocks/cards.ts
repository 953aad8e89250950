// Owns the newer blocks: alert, card, carousel, container, context_actions, task_card and plan.
import { z } from 'zod';
import { button, feedbackButtons, iconButton } from './buttons.ts';
import { table } from './data-blocks.ts';
import { actions, context, divider, file, header, image, input, section, video } from './layout.ts';
import { richText } from './rich-text.ts';
import { anyText, blockId, imageElement, mrkdwn, plainText, words } from './text.ts';

export const alert = z.strictObject({
  type: z.literal('alert'),
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  ...blockId,
});

export const card = z
  .strictObject({
    type: z.literal('card'),
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    subtext: mrkdwn(200).optional(),
    actions: z.array(button).min(1).max(3).optional(),
    ...blockId,
  })
  .superRefine((block, ctx) => {
    if (!block.hero_image && !block.title && !block.actions && !block.body) {
      ctx.addIssue({
        code: 'custom',
        message: 'must provide at least one of: hero_image, title, actions, body',
      });
    }
  });

export const carousel = z.strictObject({
  type: z.literal('carousel'),
  elements: z.array(card).min(1).max(10),
  ...blockId,
});

export const container = z
  .strictObject({
    type: z.literal('container'),
    title: plainText(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion('type', [
          actions,
          context,
          divider,
          file,
          header,
          image,
          input,
          richText,
          section,
          table,
          video,
        ]),
      )
      .min(1)
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: imageElement.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
    ...blockId,
  })
  .superRefine((block, ctx) => {
    if (!block.title && !block.rich_text_title) {
      ctx.addIssue({ code: 'custom', message: 'missing required field: title' });
    }
  });

export const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  elements: z
    .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
    .min(1)
    .max(5),
  ...blockId,
});

const source = z.strictObject({ type: z.literal('url'), url: words(3000), text: words(3000) });

export const taskCard = z.strictObject({
  type: z.literal('task_card'),
  task_id: words(255),
  title: words(3000),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(source).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
  ...blockId,
});

export const plan = z.strictObject({
  type: z.literal('plan'),
  title: words(3000),
  tasks: z.array(taskCard).max(50).optional(),
  ...blockId,
});
