// Entries of what ties an incident to pages and to other incidents.
import type { LinkShapes } from './link-events.ts';
import { say, type Tell } from './told.ts';

export const TELL_OF_LINKS: { [T in keyof LinkShapes]: Tell<T> } = {
  'link-added': ({ content }) => ({
    kind: 'link',
    text: say('Linked', [content?.title, content?.url].filter(Boolean).join(', ')),
    values: { url: content?.url ?? null, title: content?.title ?? null },
  }),
  'link-removed': ({ data }) => ({
    kind: 'record',
    text: 'A link was taken off',
    values: { link: data.link },
  }),
  'incident-related': ({ data }) => ({
    kind: 'link',
    text: `INC-${data.number} has to do with this incident`,
    values: { incident: data.number, channel: data.channel?.id ?? null },
  }),
  'incident-unrelated': ({ data }) => ({
    kind: 'record',
    text: `INC-${data.number} has nothing to do with this incident after all`,
    values: { incident: data.number },
  }),
};
