// Owns the select menus, single and multiple: static, from the app, people, conversations, channels.
import { z } from 'zod';
import { actionId, confirm, focus, menuOption, optionGroup, placeholder } from './text.ts';

const single = { ...actionId, ...confirm, ...focus, ...placeholder };
const several = { ...single, max_selected_items: z.number().int().min(1).optional() };
const ids = z.array(z.string());

const choices = {
  options: z.array(menuOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

type Choices = { options?: unknown[]; option_groups?: { options: unknown[] }[] };

function requireOneList(select: Choices, context: z.RefinementCtx): void {
  if (select.options === undefined && select.option_groups === undefined) {
    context.addIssue({ code: 'custom', message: 'missing required field: options' });
  }
  if (select.options !== undefined && select.option_groups !== undefined) {
    context.addIssue({ code: 'custom', message: 'must provide only one of: options, option_groups' });
  }
}

/** An initial option must be one of those offered, exactly. */
export function requireOffered(
  offered: unknown[],
  chosen: unknown[],
  field: string,
  context: z.RefinementCtx,
) {
  const known = new Set(offered.map((option) => JSON.stringify(option)));
  if (chosen.some((option) => !known.has(JSON.stringify(option)))) {
    context.addIssue({
      code: 'custom',
      message: 'must match an option provided by the element',
      path: [field],
    });
  }
}

const offeredBy = (select: Choices) =>
  select.options ?? select.option_groups?.flatMap((group) => group.options) ?? [];

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...choices,
    initial_option: menuOption.optional(),
    ...single,
  })
  .superRefine((select, context) => {
    requireOneList(select, context);
    if (select.initial_option) {
      requireOffered(offeredBy(select), [select.initial_option], 'initial_option', context);
    }
  });

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...choices,
    initial_options: z.array(menuOption).min(1).optional(),
    ...several,
  })
  .superRefine((select, context) => {
    requireOneList(select, context);
    requireOffered(offeredBy(select), select.initial_options ?? [], 'initial_options', context);
  });

const query = { min_query_length: z.number().int().min(0).optional() };

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  initial_option: menuOption.optional(),
  ...query,
  ...single,
});

const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  initial_options: z.array(menuOption).min(1).optional(),
  ...query,
  ...several,
});

const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  initial_user: z.string().optional(),
  ...single,
});

const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  initial_users: ids.optional(),
  ...several,
});

const respondable = { response_url_enabled: z.boolean().optional() };

const conversationChoice = {
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
};

const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  initial_conversation: z.string().optional(),
  ...conversationChoice,
  ...respondable,
  ...single,
});

const multiConversationsSelect = z.strictObject({
  type: z.literal('multi_conversations_select'),
  initial_conversations: ids.optional(),
  ...conversationChoice,
  ...several,
});

const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  initial_channel: z.string().optional(),
  ...respondable,
  ...single,
});

const multiChannelsSelect = z.strictObject({
  type: z.literal('multi_channels_select'),
  initial_channels: ids.optional(),
  ...several,
});

export const multiSelects = [
  multiStaticSelect,
  multiExternalSelect,
  multiUsersSelect,
  multiConversationsSelect,
  multiChannelsSelect,
] as const;

export const selects = [
  staticSelect,
  externalSelect,
  usersSelect,
  conversationsSelect,
  channelsSelect,
] as const;
