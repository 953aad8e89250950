// Confluence's stand-in: pages with labels, found by CQL (the first interface), read one by one (the second).
import type { Asked, Reply } from './exchange.ts';
import { openStandIn, type RequestCheck, type Route, type StandIn } from './stand-in.ts';

export type ConfluencePage = {
  id: string;
  title: string;
  labels: string[];
  /** A document in Atlassian's format. */
  doc: object;
  status: 'current' | 'trashed';
};

export type ConfluenceStandIn = StandIn & {
  /** `…/wiki` */
  site: string;
  account: { email: string; token: string };
  addPage(page: { title: string; labels: string[]; doc: object }): ConfluencePage;
  pages(): ConfluencePage[];
};

const ACCOUNT = { email: 'firescribe@acme.example', token: 'atlassian-token-0123456789abcdef' };

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

/** Bodies are left out unless their format is asked for. */
function read(pages: readonly ConfluencePage[], site: string, { params, query }: Asked): Reply {
  const page = pages.find(({ id }) => id === params.id);
  if (!page) {
    return {
      status: 404,
      json: { errors: [{ status: 404, code: 'NOT_FOUND', title: 'Not Found', detail: null }] },
    };
  }
  const { id, title, status, doc } = page;
  const asDoc = query.get('body-format') === 'atlas_doc_format';
  const body = asDoc
    ? { atlas_doc_format: { value: JSON.stringify(doc), representation: 'atlas_doc_format' } }
    : {};
  const _links = { webui: `/spaces/OPS/pages/${id}/${encodeURIComponent(title)}`, base: site };
  return { status: 200, json: { id, title, status, spaceId: '65538', version: { number: 1 }, body, _links } };
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
  const standIn = await openStandIn({
    routes: [
      { method: 'GET', path: '/wiki/rest/api/search', answer: guarded((asked) => search(pages, asked)) },
      { method: 'GET', path: '/wiki/api/v2/pages/:id', answer: guarded((asked) => read(pages, site, asked)) },
    ],
    ...options,
  });
  site = `${standIn.url}/wiki`;
  return {
    ...standIn,
    site,
    account: ACCOUNT,
    addPage(page) {
      const added: ConfluencePage = { ...page, id: String(100_001 + pages.length), status: 'current' };
      pages.push(added);
      return added;
    },
    pages: () => pages,
  };
}
