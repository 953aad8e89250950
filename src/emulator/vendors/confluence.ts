// Confluence's stand-in: pages with labels, found by CQL (the first interface), read, made and changed one by one (the second).
import { changePage, deletePage, listChildren, listPages, makePage } from './confluence-changes.ts';
import { attach, label, listAttachments } from './confluence-extras.ts';
import type { ConfluencePage } from './confluence-page.ts';
import type { Asked, Reply } from './exchange.ts';
import { openStandIn, type RequestCheck, type Route, type StandIn } from './stand-in.ts';

export type ConfluenceStandIn = StandIn & {
  /** `…/wiki` */
  site: string;
  account: { email: string; token: string };
  addPage(page: Pick<ConfluencePage, 'title' | 'labels' | 'doc'> & { storage?: string }): ConfluencePage;
  pages(): ConfluencePage[];
};

const ACCOUNT = { email: 'firescribe@acme.example', token: 'atlassian-token-0123456789abcdef' };

const SPACE = '65538';

const no = (status: number, message: string): Reply => ({ status, json: { statusCode: status, message } });

/** One condition: a field, an operator, a quoted string with its escapes or a bare word. */
const CONDITION = /^\s*(\w+)\s*(=|~)\s*("(?:[^"\\]|\\.)*"|[\w-]+)\s*$/;
const AND = /\band\b(?=(?:[^"\\]|\\.)*(?:"(?:[^"\\]|\\.)*"(?:[^"\\]|\\.)*)*$)/i;

/** Whether a page fits a query of conditions joined by `and`; undefined where the query cannot be read. */
function matcherOf(cql: string): ((page: ConfluencePage) => boolean) | undefined {
  const conditions = cql.split(AND).map((part) => CONDITION.exec(part));
  if (conditions.some((condition) => condition === null)) {
    return undefined;
  }
  return (page) =>
    conditions.every((condition) => {
      const [, field = '', , raw = ''] = condition ?? [];
      const value = raw.startsWith('"') ? raw.slice(1, -1).replace(/\\(.)/g, '$1') : raw;
      switch (field) {
        case 'type':
          return value === 'page';
        case 'label':
          return page.labels.includes(value);
        case 'title':
          return page.title.toLowerCase().includes(value.toLowerCase());
        default:
          return false;
      }
    });
}

function search(pages: readonly ConfluencePage[], { query }: Asked): Reply {
  const fits = matcherOf(query.get('cql') ?? '');
  if (!fits) {
    return no(400, `Could not parse cql : ${query.get('cql')}`);
  }
  const limit = Number(query.get('limit') ?? 25);
  const results = pages
    .filter((page) => page.status === 'current' && fits(page))
    .slice(0, limit)
    .map(({ id, title }) => ({
      content: { id, type: 'page', status: 'current', title, _links: { webui: `/spaces/OPS/pages/${id}` } },
      title,
      excerpt: '',
      url: `/spaces/OPS/pages/${id}`,
      entityType: 'content',
    }));
  return { status: 200, json: { results, start: 0, limit, size: results.length, _links: {} } };
}

const gone: Reply = {
  status: 404,
  json: { errors: [{ status: 404, code: 'NOT_FOUND', title: 'Not Found', detail: null }] },
};

/** Bodies are left out unless their format is asked for. */
function shown(page: ConfluencePage, site: string, format: string | null): object {
  const { id, title, status, doc, storage, spaceId, parentId, version } = page;
  const bodies: Readonly<Record<string, object>> = {
    atlas_doc_format: {
      atlas_doc_format: { value: JSON.stringify(doc), representation: 'atlas_doc_format' },
    },
    storage: { storage: { value: storage, representation: 'storage' } },
  };
  const _links = { webui: `/spaces/OPS/pages/${id}/${encodeURIComponent(title)}`, base: site };
  const body = bodies[format ?? ''] ?? {};
  return { id, title, status, spaceId, parentId, version: { number: version }, body, _links };
}

export async function openConfluence(
  options: { port?: number; check?: RequestCheck } = {},
): Promise<ConfluenceStandIn> {
  const pages: ConfluencePage[] = [];
  let site = '';
  const basic = `Basic ${Buffer.from(`${ACCOUNT.email}:${ACCOUNT.token}`).toString('base64')}`;
  const guarded =
    (answer: (asked: Asked) => Reply): Route['answer'] =>
    (asked) =>
      asked.headers.authorization === basic ? answer(asked) : no(401, 'Unauthorized; scope does not match');
  const show = (page: ConfluencePage, format: string | null) => shown(page, site, format);
  const book = { pages, show };
  const one =
    (answer: (page: ConfluencePage, asked: Asked) => Reply) =>
    (asked: Asked): Reply => {
      const page = pages.find(({ id, status }) => id === asked.params.id && status !== 'trashed');
      return page ? answer(page, asked) : gone;
    };
  const read = one((page, { query }) => ({ status: 200, json: show(page, query.get('body-format')) }));
  const routes: [string, string, (asked: Asked) => Reply][] = [
    ['GET', '/wiki/rest/api/search', (asked) => search(pages, asked)],
    ['GET', '/wiki/api/v2/pages', (asked) => listPages(book, asked)],
    ['POST', '/wiki/api/v2/pages', (asked) => makePage(book, asked)],
    ['GET', '/wiki/api/v2/pages/:id', read],
    ['PUT', '/wiki/api/v2/pages/:id', one((page, asked) => changePage(book, page, asked))],
    ['DELETE', '/wiki/api/v2/pages/:id', one((page, asked) => deletePage(book, page, asked))],
    ['GET', '/wiki/api/v2/pages/:id/children', one((page, asked) => listChildren(book, page, asked))],
    ['GET', '/wiki/api/v2/pages/:id/attachments', one(listAttachments)],
    ['POST', '/wiki/rest/api/content/:id/label', one(label)],
    ['PUT', '/wiki/rest/api/content/:id/child/attachment', one(attach)],
  ];
  const standIn = await openStandIn({
    name: 'confluence',
    routes: routes.map(([method, path, answer]) => ({ method, path, answer: guarded(answer) })),
    ...options,
  });
  site = `${standIn.url}/wiki`;
  return {
    ...standIn,
    site,
    account: ACCOUNT,
    addPage(page) {
      const added: ConfluencePage = {
        storage: '',
        ...page,
        id: String(100_001 + pages.length),
        status: 'current',
        spaceId: SPACE,
        version: 1,
        attachments: [],
      };
      pages.push(added);
      return added;
    },
    pages: () => pages,
  };
}
