// Owns which blocks each surface takes, and the shape of a view.
import { z } from 'zod';
import { alert, card, carousel, container, contextActions, plan, taskCard } from './cards.ts';
import { dataTable, dataVisualization, markdown, table } from './data-blocks.ts';
import { actions, context, divider, file, header, image, input, section, video } from './layout.ts';
import { richText } from './rich-text.ts';
import { plainText, words } from './text.ts';

export type Surface = 'message' | 'modal' | 'home';

const everywhere = [actions, context, divider, header, image, input, richText, section, video] as const;

const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  card,
  carousel,
  container,
  contextActions,
  dataTable,
  dataVisualization,
  file,
  markdown,
  plan,
  table,
  taskCard,
]);

const modalBlock = z.discriminatedUnion('type', [...everywhere, alert]);
const homeBlock = z.discriminatedUnion('type', [...everywhere]);

/** 50 blocks in a message, 100 in a modal or on Home (Slack's docs). */
export const blocksOf = {
  message: z.array(messageBlock).max(50),
  modal: z.array(modalBlock).min(1).max(100),
  home: z.array(homeBlock).min(1).max(100),
};

const viewFields = {
  private_metadata: words(3000, 0).optional(),
  callback_id: words(255, 0).optional(),
  external_id: words(255, 0).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    blocks: blocksOf.modal,
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...viewFields,
  })
  .superRefine((view, context) => {
    if (!view.submit && view.blocks.some((block) => block.type === 'input')) {
      context.addIssue({
        code: 'custom',
        message: 'must define `submit` to use an `input` block in modals',
      });
    }
  });

const home = z.strictObject({ type: z.literal('home'), blocks: blocksOf.home, ...viewFields });

export const view = z.discriminatedUnion('type', [modal, home]);
