// Owns the state of inputs: what Slack reports as `state.values` for the elements of blocks, initial values included.
import { elementsOf, everyBlock } from '../blocks/ids.ts';

export type Fields = Record<string, unknown>;
/** By block id, then action id: `{type, value}` and its like, as Slack sends it. */
export type Values = Record<string, Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Where an element keeps its value, where its initial one stands, and what it reports when empty. */
type Slot = { report: string; initial: string; empty: unknown };

const one = (report: string, initial: string): Slot => ({ report, initial, empty: null });
const several = (report: string, initial: string): Slot => ({ report, initial, empty: [] });

const slots: Record<string, Slot> = {
  plain_text_input: one('value', 'initial_value'),
  email_text_input: one('value', 'initial_value'),
  url_text_input: one('value', 'initial_value'),
  number_input: one('value', 'initial_value'),
  rich_text_input: one('rich_text_value', 'initial_value'),
  static_select: one('selected_option', 'initial_option'),
  external_select: one('selected_option', 'initial_option'),
  radio_buttons: one('selected_option', 'initial_option'),
  users_select: one('selected_user', 'initial_user'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  channels_select: one('selected_channel', 'initial_channel'),
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: one('selected_date_time', 'initial_date_time'),
  checkboxes: several('selected_options', 'initial_options'),
  multi_static_select: several('selected_options', 'initial_options'),
  multi_external_select: several('selected_options', 'initial_options'),
  multi_users_select: several('selected_users', 'initial_users'),
  multi_conversations_select: several('selected_conversations', 'initial_conversations'),
  multi_channels_select: several('selected_channels', 'initial_channels'),
  file_input: several('files', 'initial_files'),
};

/** Where elements of this type keep their value; undefined for buttons and overflow menus, which keep none. */
export const slotOf = (element: Fields): Slot | undefined => slots[String(element.type)];

export type Located = { block: Fields; element: Fields; blockId: string; actionId: string };

/** Every interactive element with its ids. */
export function locate(blocks: unknown): Located[] {
  return everyBlock(Array.isArray(blocks) ? blocks : []).flatMap(({ block }) =>
    isFields(block)
      ? elementsOf(block).map(({ element }) => ({
          block,
          element,
          blockId: String(block.block_id),
          actionId: String(element.action_id),
        }))
      : [],
  );
}

/** The whole state: what was entered, else what the app set at first, else empty. */
export function stateOf(blocks: unknown, entered: Values): Values {
  const state: Values = {};
  for (const { element, blockId, actionId } of locate(blocks)) {
    const slot = slotOf(element);
    if (slot) {
      const initial = { type: element.type, [slot.report]: element[slot.initial] ?? slot.empty };
      state[blockId] = { ...state[blockId], [actionId]: entered[blockId]?.[actionId] ?? initial };
    }
  }
  return state;
}

/** What survives when blocks are replaced: values whose block_id, action_id and kind are still there. */
export function carryOver(before: Values, after: unknown): Values {
  const kept: Values = {};
  for (const { element, blockId, actionId } of locate(after)) {
    const value = before[blockId]?.[actionId];
    if (isFields(value) && value.type === element.type) {
      kept[blockId] = { ...kept[blockId], [actionId]: value };
    }
  }
  return kept;
}
