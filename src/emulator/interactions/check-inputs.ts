// Owns what Slack's client checks before it sends a modal: required inputs, lengths, kinds of text.
import type { View } from '../surfaces.ts';
import { type Fields, isFields, locate, slotOf, stateOf } from './state.ts';

/** Sentences by block id, as the client shows them under the inputs. */
export function clientErrors(view: View): Record<string, string> {
  const state = stateOf(view.content.blocks, view.values);
  const errors: Record<string, string> = {};
  for (const { block, element, blockId, actionId } of locate(view.content.blocks)) {
    const slot = slotOf(element);
    const held = state[blockId]?.[actionId];
    if (block.type === 'input' && slot && isFields(held)) {
      const error = errorFor(block, element, held[slot.report]);
      if (error) {
        errors[blockId] = error;
      }
    }
  }
  return errors;
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function errorFor(block: Fields, element: Fields, value: unknown): string | undefined {
  if (isEmpty(value)) {
    return block.optional === true ? undefined : 'Please complete this required field.';
  }
  const text = String(value);
  switch (element.type) {
    case 'plain_text_input':
      return lengthError(element, text);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text) ? undefined : 'Please enter a valid URL.';
    case 'number_input':
      return numberError(element, text);
    default:
      return undefined;
  }
}

function lengthError(element: Fields, text: string): string | undefined {
  const least = Number(element.min_length ?? 0);
  const most = Number(element.max_length ?? 3_000);
  if (text.length < least) {
    return `Please enter at least ${least} characters.`;
  }
  return text.length > most ? `Please enter no more than ${most} characters.` : undefined;
}

function numberError(element: Fields, text: string): string | undefined {
  const value = Number(text);
  if (Number.isNaN(value) || (element.is_decimal_allowed !== true && !Number.isInteger(value))) {
    return 'Please enter a valid number.';
  }
  if (value < Number(element.min_value ?? -Infinity)) {
    return `Please enter a number of at least ${String(element.min_value)}.`;
  }
  return value > Number(element.max_value ?? Infinity)
    ? `Please enter a number of at most ${String(element.max_value)}.`
    : undefined;
}
