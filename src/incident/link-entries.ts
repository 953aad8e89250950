// Entries of what ties an incident to pages and to other incidents.
import { counted } from '../policy/lists.ts';
import type { Absorbed, LinkShapes } from './link-events.ts';
import { say, type Tell } from './told.ts';

const listed = (parts: readonly (readonly [count: number, word: string])[]): string[] =>
  parts.filter(([count]) => count > 0).map(([count, word]) => counted(count, word));

/** Its own record is no part of this one: it is counted. */
function absorbedText({ number, had }: Absorbed): string {
  const [alerts] = listed([[had.alerts, 'alert']]);
  const left = listed([
    [had.messages, 'message'],
    [had.pins, 'pin'],
    [had.openItems, 'open action item'],
  ]);
  const one = had.messages + had.pins + had.openItems === 1;
  const last = left.length > 1 ? ` and ${left.pop()}` : '';
  const stays =
    left.length > 0 ? `; ${left.join(', ')}${last} ${one ? 'stays' : 'stay'} in its own record` : '';
  return `INC-${number} was merged into this incident${alerts ? `, with ${alerts}` : ''}${stays}`;
}

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
  'incident-absorbed': ({ data }) => ({
    kind: 'link',
    text: absorbedText(data),
    values: { incident: data.number, ...data.had },
  }),
  'incident-parted': ({ data }) => ({
    kind: 'link',
    text: `INC-${data.number} was opened again, and stands by itself`,
    values: { incident: data.number },
  }),
  'incident-related': ({ data }) => ({
    kind: 'link',
    text: `INC-${data.number} has to do with this incident`,
    values: { incident: data.number },
  }),
  'incident-unrelated': ({ data }) => ({
    kind: 'record',
    text: `INC-${data.number} has nothing to do with this incident after all`,
    values: { incident: data.number },
  }),
};
