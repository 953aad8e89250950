// The columns of a data source of Notion: which of them hold what a review says of itself, each in the column's own kind.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { richText } from './notion-text.ts';
import type { Document } from './port.ts';

/** The column by which a page is found again. Made where it is missing. */
export const KEY_PROPERTY = 'Firescribe';

export type NotionProperties = {
  /** Of the data source. */
  id: string;
  titleName: string;
  /** Kinds of columns by their names. */
  kinds: ReadonlyMap<string, string>;
};

const schema = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.object({ type: z.string() })),
});
const database = z.object({ data_sources: z.array(z.object({ id: z.string() })) });

/** A title holds no more than one piece. */
const TITLE_LENGTH = 2_000;

/** The data source of this id; of a database, its first one. Gives it the column that pages are found by. */
export async function dataSource(notion: Http, id: string): Promise<NotionProperties> {
  const read = (source: string) => notion.json({ method: 'GET', path: `v1/data_sources/${source}` }, schema);
  const answer = await read(id).catch(async (error: unknown) => {
    if (!(error instanceof VendorError) || !['not_found', 'rejected'].includes(error.code)) {
      throw error;
    }
    const { data_sources: sources } = await notion.json(
      { method: 'GET', path: `v1/databases/${id}` },
      database,
    );
    if (!sources[0]) {
      throw error;
    }
    return read(sources[0].id);
  });
  const kinds = new Map(Object.entries(answer.properties).map(([name, { type }]) => [name, type]));
  const titleName = [...kinds].find(([, kind]) => kind === 'title')?.[0] ?? 'Name';
  if (kinds.get(KEY_PROPERTY) === undefined) {
    await notion.done({
      method: 'PATCH',
      path: `v1/data_sources/${answer.id}`,
      json: { properties: { [KEY_PROPERTY]: { rich_text: {} } } },
      repeatable: true,
    });
  } else if (kinds.get(KEY_PROPERTY) !== 'rich_text') {
    throw new VendorError(
      `The column ${KEY_PROPERTY} of the Notion database is no text. Rename it: Firescribe finds its pages by a text column of this name.`,
      { permanent: true, code: 'column' },
    );
  }
  return { id: answer.id, titleName, kinds };
}

function valueFor(kind: string | undefined, value: string | number | Date): object | undefined {
  const words = value instanceof Date ? value.toISOString() : String(value);
  switch (kind) {
    case 'rich_text':
      return { rich_text: richText(words) };
    case 'select':
      // Notion takes no comma in the name of a choice.
      return words === '' ? { select: null } : { select: { name: words.replaceAll(',', ' ').slice(0, 100) } };
    case 'multi_select':
      return { multi_select: words === '' ? [] : [{ name: words.replaceAll(',', ' ').slice(0, 100) }] };
    case 'number':
      return typeof value === 'number' ? { number: value } : undefined;
    case 'date':
      return value instanceof Date ? { date: { start: words } } : undefined;
    case 'url':
      return /^https?:/.test(words) ? { url: words } : undefined;
    default:
      return undefined;
  }
}

/** The title, and of the document's properties those that the data source has a column for. */
export function propertiesOf(
  { title, properties }: Document,
  { titleName, kinds }: NotionProperties,
): Record<string, object> {
  const filled = Object.entries(properties).flatMap(([name, value]) => {
    const given = valueFor(kinds.get(name), value);
    return given ? [[name, given] as const] : [];
  });
  return {
    [titleName]: { title: richText(title.replace(/\s+/g, ' ').slice(0, TITLE_LENGTH)) },
    ...Object.fromEntries(filled),
  };
}
