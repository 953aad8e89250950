// Text between what is stored and what a person types: names instead of ids, characters instead of entities.
import type { Overview } from '../client-api/shapes.ts';

/** A stored text as its author would type it again. */
export function typedFrom(text: string, { users, channels, groups }: Overview): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const user = users.find((each) => each.id === id);
      return user ? `@${user.name}` : whole;
    })
    .replace(/<#(C[A-Z0-9]+)(?:\|([^>]*))?>/g, (whole, id: string, label?: string) => {
      const name = channels.find((each) => each.id === id)?.name ?? label;
      return name ? `#${name}` : whole;
    })
    .replace(/<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const group = groups.find((each) => each.id === id);
      return group ? `@${group.handle}` : whole;
    })
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, '@$1')
    .replace(/<((?:https?|mailto):[^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
