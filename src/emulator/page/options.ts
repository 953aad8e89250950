// What a menu offers: the options of the app, or the people and channels of the workspace.
import type { Option, OptionGroup, PlainTextElement } from '@slack/types';
import type { ElementFields } from './block-scope.ts';
import { nameOf, useChannels, useUsers } from './use-client.ts';

export type Offer = { value: string; label: string; description?: string; group?: string };

export const offerOf = (option: Option, group?: string): Offer => ({
  value: option.value ?? '',
  label: option.text.text,
  ...(option.description ? { description: option.description.text } : {}),
  ...(group ? { group } : {}),
});

export const placeholderOf = (element: ElementFields): string =>
  (element.placeholder as PlainTextElement | undefined)?.text ?? 'Choose';

/** Public channels for channel menus; also the reader's private ones for conversation menus. */
export function useOffers(element: ElementFields): Offer[] {
  const users = useUsers();
  const channels = useChannels();
  if (element.type.endsWith('users_select')) {
    return users.map((user) => ({ value: user.id, label: nameOf(user), description: `@${user.name}` }));
  }
  if (/(channels|conversations)_select$/.test(element.type)) {
    const wide = element.type.endsWith('conversations_select');
    const open = channels.filter(
      ({ kind, archived }) => !archived && (kind === 'public' || (wide && kind === 'private')),
    );
    return open.map(({ id, name, kind }) => ({
      value: id,
      label: kind === 'private' ? `${name} (private)` : `#${name}`,
    }));
  }
  const groups = (element.option_groups ?? []) as OptionGroup[];
  return [
    ...((element.options ?? []) as Option[]).map((option) => offerOf(option)),
    ...groups.flatMap((group) => group.options.map((option) => offerOf(option, group.label.text))),
  ];
}
