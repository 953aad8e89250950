// What Notion's stand-in answers in general: refusals, and the shapes in which pages and blocks are shown.
import type { Reply } from './exchange.ts';
import type { NotionBlock, NotionPage } from './notion-limits.ts';

export type Fields = Record<string, unknown>;

export const no = (status: number, code: string, message: string): Reply => ({
  status,
  json: { object: 'error', status, code, message },
});

export const missing = no(
  404,
  'object_not_found',
  'Could not find it. Make sure it is shared with your integration.',
);

export const invalid = (why: string) => no(400, 'validation_error', `body failed validation: ${why}`);

export const seen = (found: unknown): Reply => (found ? { status: 200, json: found } : missing);

/** What a property holds, as it is read: texts carry their plain words. */
function propertyShown(value: unknown): unknown {
  const { rich_text: text, title } = value as { rich_text?: Fields[]; title?: Fields[] };
  const shown = (parts: Fields[]) =>
    parts.map((part) => ({ ...part, plain_text: (part.text as { content: string }).content }));
  return text ? { rich_text: shown(text) } : title ? { title: shown(title) } : value;
}

export function pageShown({ id, properties, inTrash }: NotionPage): Fields {
  const shown = Object.entries(properties).map(([name, value]) => [name, propertyShown(value)]);
  return {
    object: 'page',
    id,
    in_trash: inTrash,
    url: `https://www.notion.so/${id.replaceAll('-', '')}`,
    properties: Object.fromEntries(shown),
  };
}

export const blockShown = ({ id, type, by, body }: NotionBlock) => ({
  object: 'block',
  id,
  type,
  created_by: { object: 'user', id: by },
  [type]: body,
});
