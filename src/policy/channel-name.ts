// The template of channel names: which fields it may have. Filling it in is incident/channel-name.ts's work.
import { z } from 'zod';
import { unknownWord } from './section-words.ts';

export const CHANNEL_NAME_FIELDS = ['date', 'number', 'service', 'title'] as const;

export const channelNameTemplate = z
  .string()
  .min(1)
  .superRefine((template, context) => {
    for (const [, field = ''] of template.matchAll(/\{([^{}]*)\}/g)) {
      if (!(CHANNEL_NAME_FIELDS as readonly string[]).includes(field)) {
        context.addIssue(unknownWord(field, CHANNEL_NAME_FIELDS, 'is no field of a channel’s name'));
      }
    }
    if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ''))) {
      context.addIssue({
        code: 'custom',
        message: 'a field stands in one pair of braces: inc-{date}-{title}',
      });
    }
  })
  .describe('Names of incident channels. Fields: {date} {number} {service} {title}.');
