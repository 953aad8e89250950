// The data source of Notion's stand-in and the pages in it: read, found, made and changed.
import type { Asked, Reply } from './exchange.ts';
import { type Fields, invalid, missing, pageShown, seen } from './notion-answers.ts';
import { type Book, blockOf, type NotionPage, wrongWith } from './notion-limits.ts';

type Texts = { rich_text?: { text: { content: string } }[] };

function wrongProperties({ columns }: Book, properties: Fields): string | undefined {
  const stranger = Object.entries(properties).find(([name, value]) => {
    const kind = columns[name]?.type;
    return kind === undefined || !(kind in (value as Fields));
  });
  return stranger && `${stranger[0]} is not a property that exists, or is of another kind.`;
}

export const showSource = (book: Book): Reply =>
  seen({ object: 'data_source', id: book.source, properties: book.columns });

export function addColumns(book: Book, { body }: Asked): Reply {
  const { properties = {} } = body as { properties?: Fields };
  for (const [name, value] of Object.entries(properties)) {
    book.columns[name] = { type: Object.keys(value as Fields)[0] ?? '' };
  }
  return showSource(book);
}

export function queryPages(book: Book, { body }: Asked): Reply {
  const { filter } = body as { filter?: { property: string; rich_text: { starts_with?: string } } };
  if (filter && book.columns[filter.property]?.type !== 'rich_text') {
    return invalid(`Could not find property with name or id: ${filter.property}`);
  }
  const words = ({ properties }: NotionPage) =>
    ((properties[filter?.property ?? ''] as Texts | undefined)?.rich_text ?? [])
      .map(({ text }) => text.content)
      .join('');
  const start = filter?.rich_text.starts_with ?? '';
  const results = book.pages.filter((page) => !page.inTrash && words(page).startsWith(start)).map(pageShown);
  return seen({ object: 'list', results, has_more: false, next_cursor: null });
}

export function makePage(book: Book, { body }: Asked): Reply {
  const {
    parent,
    properties = {},
    children = [],
  } = body as {
    parent?: { data_source_id?: string };
    properties?: Fields;
    children?: Fields[];
  };
  if (parent?.data_source_id !== book.source) {
    return parent && 'database_id' in parent ? invalid('use data_source_id') : missing;
  }
  const wrong = wrongProperties(book, properties) ?? wrongWith(body, children);
  if (wrong) {
    return invalid(wrong);
  }
  const blocks = children.map((child) => blockOf(book, child, book.bot));
  const page: NotionPage = { id: book.newId(), properties, inTrash: false, blocks };
  book.pages.push(page);
  return seen(pageShown(page));
}

const pageOf = ({ pages }: Book, id: string | undefined) => pages.find((page) => page.id === id);

export function readPage(book: Book, { params }: Asked): Reply {
  const page = pageOf(book, params.id);
  return page ? seen(pageShown(page)) : missing;
}

export function changePage(book: Book, { params, body }: Asked): Reply {
  const page = pageOf(book, params.id);
  const { properties = {}, in_trash: inTrash } = body as { properties?: Fields; in_trash?: boolean };
  const wrong =
    'archived' in (body as Fields)
      ? 'archived is in_trash since 2026-03-11'
      : (wrongProperties(book, properties) ?? wrongWith(body, []));
  if (!page || wrong) {
    return page ? invalid(wrong ?? '') : missing;
  }
  Object.assign(page.properties, properties);
  page.inTrash = inTrash ?? page.inTrash;
  return seen(pageShown(page));
}
