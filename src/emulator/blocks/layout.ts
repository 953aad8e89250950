// Owns the blocks of every surface: section, header, divider, context, actions, image, input, file, video.
import { z } from 'zod';
import { button, workflowButton } from './buttons.ts';
import {
  checkboxes,
  datepicker,
  datetimepicker,
  emailInput,
  fileInput,
  numberInput,
  overflow,
  plainTextInput,
  radioButtons,
  richTextInput,
  timepicker,
  urlInput,
} from './inputs.ts';
import { multiSelects, selects } from './selects.ts';
import {
  anyText,
  blockId,
  imageElement,
  mrkdwn,
  pictureSource,
  plainText,
  requireOneSource,
  words,
} from './text.ts';

const accessory = z.discriminatedUnion('type', [
  button,
  workflowButton,
  checkboxes,
  radioButtons,
  overflow,
  datepicker,
  timepicker,
  imageElement,
  ...selects,
  ...multiSelects,
]);

export const section = z
  .strictObject({
    type: z.literal('section'),
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
    ...blockId,
  })
  .superRefine((block, context) => {
    if (block.text === undefined && block.fields === undefined) {
      context.addIssue({ code: 'custom', message: 'missing required field: text' });
    }
  });

export const header = z.strictObject({
  type: z.literal('header'),
  text: plainText(150),
  ...blockId,
});

export const divider = z.strictObject({ type: z.literal('divider'), ...blockId });

export const context = z.strictObject({
  type: z.literal('context'),
  elements: z
    .array(z.discriminatedUnion('type', [plainText(3000), mrkdwn(3000), imageElement]))
    .min(1)
    .max(10),
  ...blockId,
});

export const actions = z.strictObject({
  type: z.literal('actions'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        button,
        workflowButton,
        checkboxes,
        radioButtons,
        overflow,
        datepicker,
        timepicker,
        datetimepicker,
        richTextInput,
        ...selects,
        ...multiSelects,
      ]),
    )
    .min(1)
    .max(25),
  ...blockId,
});

export const image = z
  .strictObject({ type: z.literal('image'), ...pictureSource, title: plainText(2000).optional(), ...blockId })
  .superRefine(requireOneSource);

export const input = z.strictObject({
  type: z.literal('input'),
  label: plainText(2000),
  element: z.discriminatedUnion('type', [
    plainTextInput,
    emailInput,
    urlInput,
    numberInput,
    fileInput,
    richTextInput,
    checkboxes,
    radioButtons,
    datepicker,
    timepicker,
    datetimepicker,
    ...selects,
    ...multiSelects,
  ]),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  ...blockId,
});

export const file = z.strictObject({
  type: z.literal('file'),
  source: z.literal('remote'),
  external_id: words(255),
  ...blockId,
});

const https = (max: number) => words(max).regex(/^https:\/\//);

export const video = z.strictObject({
  type: z.literal('video'),
  video_url: https(3000),
  thumbnail_url: words(3000),
  alt_text: words(2000),
  title: plainText(199),
  title_url: https(2000).optional(),
  author_name: words(49).optional(),
  provider_name: words(50).optional(),
  provider_icon_url: words(2000).optional(),
  description: plainText(200).optional(),
  ...blockId,
});
