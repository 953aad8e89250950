// Pages of Confluence's stand-in as they are listed, made, changed and deleted.
import type { ConfluencePage } from './confluence-page.ts';
import type { Asked, Reply } from './exchange.ts';
import { NotWellFormed, readStorage } from './storage-xml.ts';

export type Book = {
  pages: ConfluencePage[];
  show(page: ConfluencePage, format: string | null): object;
};

type Wish = {
  id?: unknown;
  spaceId?: unknown;
  status?: string;
  title?: unknown;
  parentId?: string;
  body?: { representation?: string; value?: unknown };
  version?: { number?: number };
};

const error = (status: number, title: string): Reply => ({
  status,
  json: {
    errors: [
      { status, code: status === 409 ? 'CONFLICT' : 'INVALID_REQUEST_PARAMETER', title, detail: null },
    ],
  },
});

/** Title and body of a page, or the refusal. Titles are compared as Confluence does: without regard to case. */
function accepted(
  { pages }: Book,
  wish: Wish,
  own?: ConfluencePage,
): Reply | { title: string; storage: string } {
  const { title, body, status } = wish;
  const spaceId = own?.spaceId ?? wish.spaceId;
  if (typeof title !== 'string' || title === '' || [...title].length > 255) {
    return error(400, 'Title is required, and has at most 255 characters');
  }
  if (body?.representation !== 'storage' || typeof body.value !== 'string') {
    return error(400, 'This stand-in takes bodies in the storage format');
  }
  const taken = pages.some(
    (page) =>
      page !== own &&
      page.status === 'current' &&
      status !== 'draft' &&
      page.spaceId === spaceId &&
      page.title.toLowerCase() === title.toLowerCase(),
  );
  if (taken) {
    return error(
      400,
      `A page with this title already exists: A page already exists with the same TITLE in this space`,
    );
  }
  try {
    readStorage(body.value);
  } catch (why) {
    if (!(why instanceof NotWellFormed)) {
      throw why;
    }
    return error(400, `Error parsing xhtml: ${why.message}`);
  }
  return { title, storage: body.value };
}

export function listPages({ pages, show }: Book, { query }: Asked): Reply {
  const results = pages
    .filter((page) => page.status === 'current')
    .filter((page) => !query.has('space-id') || page.spaceId === query.get('space-id'))
    .filter((page) => !query.has('id') || query.getAll('id').includes(page.id))
    .filter((page) => !query.has('title') || page.title === query.get('title'))
    .slice(0, Number(query.get('limit') ?? 25))
    .map((page) => show(page, query.get('body-format')));
  return { status: 200, json: { results, _links: {} } };
}

/** In order of their position; so many at a time, and where the others begin. */
export function listChildren({ pages }: Book, parent: ConfluencePage, { query }: Asked): Reply {
  const all = pages.filter(({ status, parentId }) => status === 'current' && parentId === parent.id);
  const from = Number(query.get('cursor') ?? 0);
  const until = from + Number(query.get('limit') ?? 25);
  const results = all
    .slice(from, until)
    .map(({ id, title, status, spaceId }) => ({ id, title, status, spaceId, childPosition: 1 }));
  const next = `/wiki/api/v2/pages/${parent.id}/children?cursor=${until}`;
  return { status: 200, json: { results, _links: until < all.length ? { next } : {} } };
}

export function makePage(book: Book, { body }: Asked): Reply {
  const wish = (body ?? {}) as Wish;
  const { pages, show } = book;
  if (typeof wish.spaceId !== 'string' || !/^\d+$/.test(wish.spaceId)) {
    return error(400, 'spaceId is a number, in a string');
  }
  if (wish.parentId !== undefined && !pages.some(({ id }) => id === wish.parentId)) {
    return error(404, 'The parent page does not exist');
  }
  const good = accepted(book, wish);
  if (!('title' in good)) {
    return good;
  }
  const page: ConfluencePage = {
    ...good,
    id: String(100_001 + pages.length),
    labels: [],
    doc: {},
    status: wish.status === 'draft' ? 'draft' : 'current',
    spaceId: wish.spaceId,
    ...(wish.parentId === undefined ? {} : { parentId: wish.parentId }),
    version: 1,
    attachments: [],
  };
  pages.push(page);
  return { status: 200, json: show(page, 'storage') };
}

export function changePage(book: Book, page: ConfluencePage, { body }: Asked): Reply {
  const wish = (body ?? {}) as Wish;
  if (String(wish.id) !== page.id) {
    return error(400, 'The id of the body is not the id of the path');
  }
  if (wish.version?.number !== page.version + 1) {
    return error(
      409,
      `Version must be incremented when updating a page. Current version is: ${page.version}`,
    );
  }
  const good = accepted(book, wish, page);
  if (!('title' in good)) {
    return good;
  }
  Object.assign(page, good, { version: page.version + 1 });
  return { status: 200, json: book.show(page, 'storage') };
}

export function deletePage({ pages }: Book, page: ConfluencePage, { query }: Asked): Reply {
  if ((page.status === 'draft') !== (query.get('draft') === 'true')) {
    return error(404, 'There is no such page in this state');
  }
  if (page.status === 'draft') {
    pages.splice(pages.indexOf(page), 1);
  }
  page.status = 'trashed';
  return { status: 204, text: '' };
}
