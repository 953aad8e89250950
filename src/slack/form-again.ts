// A form as it was sent, with everything that was filled in: nobody types twice because an answer took long.
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { context, plain, section, wholeText } from './blocks.ts';
import { sentence } from './sentence.ts';

const REMARK = 'remark';

const element = z.looseObject({
  type: z.string(),
  action_id: z.string().default(''),
  options: z.array(z.looseObject({ value: z.string() })).optional(),
});
const block = z.looseObject({
  type: z.string(),
  block_id: z.string().default(''),
  label: z.looseObject({ text: z.string() }).optional(),
  element: element.optional().catch(undefined),
});
const heading = z.looseObject({ text: z.string() });
const sentView = z.object({
  callback_id: z.string(),
  private_metadata: z.string().default(''),
  title: heading,
  submit: heading.nullish(),
  close: heading.nullish(),
  blocks: z.array(block),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }).optional(),
});

type Sent = z.output<typeof sentView>;
type Element = z.output<typeof element>;

/** What an element holds, and what it is called where it is to begin with it (Slack's docs, "Reference: block elements"). */
const INITIAL = {
  value: 'initial_value',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_user: 'initial_user',
  selected_date: 'initial_date',
  selected_date_time: 'initial_date_time',
} as const;

const isEmpty = (held: unknown) => held == null || held === '' || (Array.isArray(held) && held.length === 0);

/** Slack takes an option only if it is one of the element's own, to the letter. */
function ownOptions({ options = [] }: Element, held: unknown): unknown {
  if (Array.isArray(held)) {
    return held.map((one) => ownOptions({ type: '', action_id: '', options }, one));
  }
  const value = (held as { value?: unknown }).value;
  return options.find((option) => option.value === value) ?? held;
}

function filledIn(made: Element, held: Readonly<Record<string, unknown>>): Element {
  const bare = Object.entries(made).filter(([name]) => !name.startsWith('initial_'));
  const filled = Object.entries(INITIAL).flatMap(([name, initial]) =>
    isEmpty(held[name])
      ? []
      : [[initial, name.startsWith('selected_option') ? ownOptions(made, held[name]) : held[name]]],
  );
  return { ...(Object.fromEntries(bare) as Element), ...Object.fromEntries(filled) };
}

const heldBy = ({ state }: Sent, { block_id, element: made }: Sent['blocks'][number]) =>
  (state?.values[block_id]?.[made?.action_id ?? ''] ?? {}) as Readonly<Record<string, unknown>>;

/** The same form once more, with the remark above it. */
export function formAgain(sent: unknown, remark: string): ModalView {
  const view = sentView.parse(sent);
  const blocks = view.blocks
    .filter(({ block_id }) => block_id !== REMARK)
    .map((one) =>
      one.type === 'input' && one.element
        ? { ...one, element: filledIn(one.element, heldBy(view, one)) }
        : one,
    );
  const { callback_id, private_metadata, title, submit, close } = view;
  return {
    type: 'modal',
    callback_id,
    private_metadata,
    title: plain(title.text),
    ...(submit ? { submit: plain(submit.text) } : {}),
    ...(close ? { close: plain(close.text) } : {}),
    blocks: [
      { ...section(`*Not done.* ${sentence(remark)}`), block_id: REMARK },
      ...(blocks as KnownBlock[]),
    ],
  };
}

/** What was typed, each text under its label: to be kept where the form cannot be shown any more. */
export function typedTexts(sent: unknown): KnownBlock[] {
  const view = sentView.parse(sent);
  return view.blocks.flatMap((one) => {
    const { value } = heldBy(view, one);
    return one.element?.type === 'plain_text_input' && typeof value === 'string' && value.trim() !== ''
      ? [context(`${one.label?.text ?? 'Text'}:`), ...wholeText(value)]
      : [];
  });
}
