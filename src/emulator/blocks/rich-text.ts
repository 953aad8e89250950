// Owns the rich_text block: sections, lists, quotes and preformatted text with their inline elements.
import { z } from 'zod';
import { blockId, words } from './text.ts';

const styled = {
  style: z
    .strictObject({
      bold: z.boolean().optional(),
      italic: z.boolean().optional(),
      strike: z.boolean().optional(),
      code: z.boolean().optional(),
      underline: z.boolean().optional(),
      highlight: z.boolean().optional(),
      client_highlight: z.boolean().optional(),
      unlink: z.boolean().optional(),
    })
    .optional(),
};

const text = z.strictObject({ type: z.literal('text'), text: words(40_000), ...styled });

const link = z.strictObject({
  type: z.literal('link'),
  url: words(3000),
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
  ...styled,
});

const inline = z.discriminatedUnion('type', [
  text,
  link,
  z.strictObject({
    type: z.literal('broadcast'),
    range: z.enum(['here', 'channel', 'everyone']),
    ...styled,
  }),
  z.strictObject({ type: z.literal('color'), value: words(50), ...styled }),
  z.strictObject({ type: z.literal('channel'), channel_id: words(255), ...styled }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number().int(),
    format: words(3000),
    url: words(3000).optional(),
    fallback: z.string().optional(),
    ...styled,
  }),
  z.strictObject({
    type: z.literal('emoji'),
    name: words(255),
    unicode: z.string().optional(),
    url: z.string().optional(),
    skin_tone: z.number().optional(),
    ...styled,
  }),
  z.strictObject({ type: z.literal('team'), team_id: words(255), ...styled }),
  z.strictObject({ type: z.literal('user'), user_id: words(255), ...styled }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: words(255), ...styled }),
]);

const border = { border: z.number().int().min(0).max(1).optional() };

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });

const list = z.strictObject({
  type: z.literal('rich_text_list'),
  elements: z.array(section),
  style: z.enum(['bullet', 'ordered']),
  indent: z.number().int().min(0).max(8).optional(),
  offset: z.number().int().min(0).optional(),
  ...border,
});

const quote = z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), ...border });

const preformatted = z.strictObject({
  type: z.literal('rich_text_preformatted'),
  elements: z.array(z.discriminatedUnion('type', [text, link])),
  language: z.string().optional(),
  ...border,
});

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z.array(z.discriminatedUnion('type', [section, list, quote, preformatted])),
  ...blockId,
});
