// Owns what is ticked, picked or typed: checkboxes, radio buttons, overflow menus, dates and text inputs.
import { z } from 'zod';
import { richText } from './rich-text.ts';
import { requireOffered } from './selects.ts';
import {
  actionId,
  choiceOption,
  confirm,
  dispatchConfig,
  focus,
  overflowOption,
  placeholder,
  words,
} from './text.ts';

const tickable = { options: z.array(choiceOption).min(1).max(10), ...actionId, ...confirm, ...focus };

export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    initial_options: z.array(choiceOption).min(1).optional(),
    ...tickable,
  })
  .superRefine((boxes, context) =>
    requireOffered(boxes.options, boxes.initial_options ?? [], 'initial_options', context),
  );

export const radioButtons = z
  .strictObject({ type: z.literal('radio_buttons'), initial_option: choiceOption.optional(), ...tickable })
  .superRefine((radio, context) =>
    requireOffered(
      radio.options,
      radio.initial_option ? [radio.initial_option] : [],
      'initial_option',
      context,
    ),
  );

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  options: z.array(overflowOption).min(1).max(5),
  ...actionId,
  ...confirm,
});

export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  initial_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .refine((given) => z.iso.date().safeParse(given).success, { error: 'must be a valid date' })
    .optional(),
  ...actionId,
  ...confirm,
  ...focus,
  ...placeholder,
});

export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
  ...actionId,
  ...confirm,
  ...focus,
  ...placeholder,
});

export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
  ...actionId,
  ...confirm,
  ...focus,
});

const typed = { ...actionId, ...dispatchConfig, ...focus, ...placeholder };

export const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    initial_value: words(3000, 0).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
    ...typed,
  })
  .superRefine((input, context) => {
    if ((input.min_length ?? 0) > (input.max_length ?? 3000)) {
      context.addIssue({
        code: 'custom',
        message: 'must not be more than `max_length`',
        path: ['min_length'],
      });
    }
    if ((input.initial_value ?? '').length > (input.max_length ?? 3000)) {
      const limit = (input.max_length ?? 3000) + 1;
      context.addIssue({
        code: 'custom',
        message: `must be less than ${limit} characters`,
        path: ['initial_value'],
      });
    }
  });

export const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  initial_value: z.string().optional(),
  ...typed,
});

export const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  initial_value: z.string().optional(),
  ...typed,
});

const figure = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .optional();

export const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    is_decimal_allowed: z.boolean(),
    initial_value: figure,
    min_value: figure,
    max_value: figure,
    ...typed,
  })
  .superRefine((input, context) => {
    if (Number(input.min_value ?? -Infinity) > Number(input.max_value ?? Infinity)) {
      context.addIssue({ code: 'custom', message: 'must not be more than `max_value`', path: ['min_value'] });
    }
  });

export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  filetypes: z.array(words(50)).min(1).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
  ...actionId,
});

const lines = z.number().int().min(1).max(100).optional();

export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  initial_value: richText.optional(),
  min_lines: lines,
  max_lines: lines,
  ...typed,
});
