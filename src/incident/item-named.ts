// A change to an action item, told with the item's words: its number says nothing to who reads it later.
import type { Entry } from './entry.ts';
import type { Incident } from './state.ts';

/** The entry's text with the item's words in place of its number. */
export function withItemNamed({ type, text, values }: Entry, incident: Pick<Incident, 'items'>): string {
  const id = type.startsWith('item-') ? values.item : undefined;
  const item = incident.items.find((one) => one.id === id);
  return item === undefined || type === 'item-added'
    ? text
    : text.replace(`Action item ${item.id}`, `Action item “${item.text.text}”`);
}
