// Modal forms: small builders of input blocks, and what travels with a form. A field's block id is its name.
import type { InputBlock, KnownBlock, ModalView, Option } from '@slack/types';
import { z } from 'zod';
import type { Instant } from '../incident/values.ts';
import { plain, section, shorten } from './blocks.ts';
import { slackId } from './ids.ts';

/** Slack's docs, "Reference: option object": texts of at most 75 characters. */
const OPTION_TEXT = 75;
const OPTION_VALUE = 75;
const MOST_OPTIONS = 100;
const SECTION_TEXT = 3000;
const FIELD = 'value';
/** Block ids of carried texts begin so. */
export const CARRIED = 'carried:';

/** What travels with a form and comes back with it. */
export type FormMetadata = {
  /** Stream of the incident the form is about. */
  incident?: string;
  /** Where it was asked for: answers go there. */
  channel?: string;
  /** What a deed adds for itself. */
  more?: Readonly<Record<string, string>>;
};

const metadataSchema = z.object({
  incident: z.string().optional(),
  channel: z.string().optional(),
  more: z.record(z.string(), z.string()).optional(),
});

export function readMetadata(metadata: string): FormMetadata {
  try {
    return metadataSchema.catch({}).parse(JSON.parse(metadata));
  } catch {
    return {};
  }
}

/** A modal of ours. Titles and buttons hold at most 24 characters (Slack's docs, "Reference: views"). */
export function form(options: {
  callbackId: string;
  title: string;
  submit: string;
  /** `Cancel` where nothing is said. */
  close?: string;
  metadata: FormMetadata;
  blocks: readonly KnownBlock[];
}): ModalView {
  return {
    type: 'modal',
    callback_id: options.callbackId,
    title: plain(options.title, 24),
    submit: plain(options.submit, 24),
    close: plain(options.close ?? 'Cancel', 24),
    private_metadata: JSON.stringify(options.metadata),
    blocks: [...options.blocks],
  };
}

/** A modal that only says something. `text` is mrkdwn made by us. */
export function notice(title: string, text: string): ModalView {
  return { type: 'modal', title: plain(title, 24), close: plain('Close', 24), blocks: [section(text)] };
}

export type FieldLook = { optional?: boolean; hint?: string };

function field(name: string, label: string, element: InputBlock['element'], look: FieldLook): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plain(label, 2000),
    element,
    optional: look.optional ?? false,
    ...(look.hint ? { hint: plain(look.hint, 2000) } : {}),
  };
}

export function textField(
  name: string,
  label: string,
  look: FieldLook & {
    value?: string;
    long?: boolean;
    max?: number;
    placeholder?: string;
    focus?: boolean;
  } = {},
): InputBlock {
  const max = look.max ?? 3000;
  return field(
    name,
    label,
    {
      type: 'plain_text_input',
      action_id: FIELD,
      max_length: max,
      multiline: look.long ?? false,
      ...(look.value ? { initial_value: shorten(look.value, max) } : {}),
      ...(look.placeholder ? { placeholder: plain(look.placeholder, 150) } : {}),
      ...(look.focus ? { focus_on_load: true } : {}),
    },
    look,
  );
}

export type Choice = { value: string; label: string; description?: string };

/** An option; values stay under the lower of the two limits that Slack's sources name. */
function option(choice: Choice): Option & { text: ReturnType<typeof plain> } {
  return {
    text: plain(choice.label, OPTION_TEXT),
    value: choice.value.slice(0, OPTION_VALUE),
    ...(choice.description ? { description: plain(choice.description, OPTION_TEXT) } : {}),
  };
}

/** Radio buttons for up to ten choices, a menu for more. */
export function choiceField(
  name: string,
  label: string,
  choices: readonly Choice[],
  look: FieldLook & { chosen?: string; menu?: boolean } = {},
): InputBlock {
  const options = choices.slice(0, MOST_OPTIONS).map(option);
  const chosen = options.find((each) => each.value === look.chosen);
  const common = { action_id: FIELD, options, ...(chosen ? { initial_option: chosen } : {}) };
  const menu = look.menu || options.length > 10;
  return field(
    name,
    label,
    menu ? { type: 'static_select', ...common } : { type: 'radio_buttons', ...common },
    look,
  );
}

/** One box to tick. Ticked, the field's values hold that of the choice. */
export function tickField(name: string, label: string, choice: Choice, ticked: boolean): InputBlock {
  const options = [option(choice)];
  const initial = ticked ? { initial_options: options } : {};
  return field(
    name,
    label,
    { type: 'checkboxes', action_id: FIELD, options, ...initial },
    { optional: true },
  );
}

/** `who` is the person shown at first, as `T1/U1`. */
export function personField(
  name: string,
  label: string,
  look: FieldLook & { who?: string } = {},
): InputBlock {
  return field(
    name,
    label,
    { type: 'users_select', action_id: FIELD, ...(look.who ? { initial_user: slackId(look.who) } : {}) },
    look,
  );
}

/** `date` as `2026-11-30`. */
export function dateField(name: string, label: string, look: FieldLook & { date?: string } = {}): InputBlock {
  return field(
    name,
    label,
    { type: 'datepicker', action_id: FIELD, ...(look.date ? { initial_date: look.date } : {}) },
    look,
  );
}

/** A date and a time to the minute, shown and read in the person's own zone by Slack. */
export function timeField(name: string, label: string, look: FieldLook & { at?: Instant } = {}): InputBlock {
  return field(
    name,
    label,
    {
      type: 'datetimepicker',
      action_id: FIELD,
      ...(look.at === undefined ? {} : { initial_date_time: Math.floor(look.at / 1000) }),
    },
    look,
  );
}

/**
 * A text that a form shows and brings back whole, however long: metadata holds 3,000 characters only. `text` is Slack's own
 * text of a message, markup and all; in a form it pings nobody.
 */
export function carriedText(text: string): KnownBlock[] {
  // By whole characters: half of a pair would not survive the wire.
  const parts = text.match(new RegExp(`.{1,${SECTION_TEXT / 2}}`, 'gsu')) ?? [];
  return parts.map((part, index) => ({
    type: 'section',
    block_id: `${CARRIED}${index}`,
    text: { type: 'mrkdwn', text: part, verbatim: true },
  }));
}
