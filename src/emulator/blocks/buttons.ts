// Owns what can be pressed: buttons, workflow buttons, and the small ones below an agent's message.
import { z } from 'zod';
import { actionId, address, buttonStyle, confirm, plainText, words } from './text.ts';

const label = { accessibility_label: words(75).optional() };

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  value: words(2000, 0).optional(),
  url: address(3000).optional(),
  ...actionId,
  ...confirm,
  ...buttonStyle,
  ...label,
});

const workflow = z.strictObject({
  trigger: z.strictObject({
    url: words(3000),
    customizable_input_parameters: z
      .array(z.strictObject({ name: words(255), value: z.unknown() }))
      .optional(),
  }),
});

export const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  text: plainText(75),
  workflow,
  ...actionId,
  ...confirm,
  ...buttonStyle,
  ...label,
});

const feedbackButton = z.strictObject({ text: plainText(75), value: words(2000), ...label });

export const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  positive_button: feedbackButton,
  negative_button: feedbackButton,
  ...actionId,
});

export const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  icon: words(255),
  text: plainText(75),
  value: words(2000).optional(),
  visible_to_user_ids: z.array(z.string()).max(10).optional(),
  ...actionId,
  ...confirm,
  ...label,
});
