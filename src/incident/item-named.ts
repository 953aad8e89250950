// A change to an action item, told with the item's words: its number says nothing to who reads it later.
import type { Entry } from './entry.ts';
import type { Incident } from './state.ts';

/** The entry's text with the item's words in place of its number. */
export function withItemNamed({ type, text, values }: Entry, incident: Pick<Incident, 'items'>): string {
  const id = /^(?:item|ticket)-/.test(type) ? values.item : undefined;
  const item = incident.items.find((one) => one.id === id);
  const numbered = new RegExp(`(action item) ${item?.id}(?!\\d)`, 'i');
  return item === undefined || type === 'item-added'
    ? text
    : text.replace(numbered, (_all, what: string) => `${what} “${item.text.text}”`);
}
