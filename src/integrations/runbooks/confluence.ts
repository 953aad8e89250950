// Runbooks in Confluence Cloud: found by a CQL search, read through its second interface.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Deps, vendor } from '../vendor.ts';
import { readAtlasDoc } from './atlas-doc.ts';
import type { RunbookPage, RunbookSource } from './port.ts';

const Settings = z.object({
  /** With `/wiki` at its end, as the browser shows it. */
  url: z
    .url('use the address of the site: https://acme.atlassian.net/wiki')
    .transform((url) => url.replace(/\/+$/, '').replace(/(?<!\/wiki)$/, '/wiki')),
  email: z.email('use the address of the account that the token belongs to'),
  token: z.string(),
  /** `{service}` stands for the service's id. */
  cql: z
    .string()
    .includes('{service}', { message: 'put {service} where the name of the service belongs' })
    .default('type = page and label = "runbook" and label = "{service}"'),
});
type Settings = z.infer<typeof Settings>;

const VENDOR = 'Confluence';
const CREDENTIALS =
  'Make a token at https://id.atlassian.com/manage-profile/security/api-tokens for CONFLUENCE_EMAIL, put it into CONFLUENCE_TOKEN, and let that account view the space.';

/** Pages that one service has: more would not be read. */
const MOST_FOUND = 3;

const found = z.object({
  results: z.array(z.object({ content: z.object({ id: z.string(), title: z.string() }).nullish() })),
});

const page = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string(),
  status: z.string().nullish(),
  body: z
    .object({ atlas_doc_format: z.object({ value: z.string() }).nullish() })
    .nullish()
    .catch(undefined),
  _links: z.object({ webui: z.string().nullish(), base: z.string().nullish() }).nullish().catch(undefined),
});

/** CQL's own escapes: a quote or a backslash in a name must not end the string that it stands in. */
const quotable = (words: string) => words.replace(/["\\]/g, '\\$&');

/** The id in a page's address on this site: `…/pages/123/Title`, `…?pageId=123`. */
export function pageIn(url: string, site: string): string | undefined {
  if (!URL.canParse(url) || new URL(url).host !== new URL(site).host) {
    return undefined;
  }
  const { pathname, searchParams } = new URL(url);
  return (
    /\/pages\/(?:edit-v2\/)?(\d+)(?:\/|$)/.exec(pathname)?.[1] ?? searchParams.get('pageId') ?? undefined
  );
}

/** Without the title at its end, which may be long and may change. */
function addressOf({ id, _links }: z.infer<typeof page>, site: string): string {
  const { webui, base } = _links ?? {};
  return webui ? `${base ?? site}${webui.replace(/(\/pages\/\d+)\/.*$/, '$1')}` : `${site}/pages/${id}`;
}

function create({ url: site, email, token, cql }: Settings, { http }: Deps): RunbookSource {
  const basic = Buffer.from(`${email}:${token}`).toString('base64');
  const confluence: Http = http({
    vendor: VENDOR,
    baseUrl: site,
    urlVariable: 'CONFLUENCE_URL',
    credentials: CREDENTIALS,
    authorize: () => ({ authorization: `Basic ${basic}` }),
  });

  /** A page that was deleted since it was found, or that this account may not see, is none. */
  async function read(id: string): Promise<RunbookPage | undefined> {
    try {
      const path = `api/v2/pages/${encodeURIComponent(id)}`;
      const answer = await confluence.json(
        { method: 'GET', path, query: { 'body-format': 'atlas_doc_format' } },
        page,
      );
      if (answer.status && answer.status !== 'current') {
        return undefined;
      }
      const steps = readAtlasDoc(answer.body?.atlas_doc_format?.value ?? '');
      return { key: answer.id, title: answer.title, url: addressOf(answer, site), ...steps };
    } catch (error) {
      if (error instanceof VendorError && (error.code === 'not_found' || error.code === 'gone')) {
        return undefined;
      }
      throw error;
    }
  }

  return {
    async find({ id }) {
      const query = { cql: cql.replaceAll('{service}', quotable(id)), limit: MOST_FOUND };
      const { results } = await confluence.json({ method: 'GET', path: 'rest/api/search', query }, found);
      const ids = results.flatMap(({ content }) => content?.id ?? []).slice(0, MOST_FOUND);
      const pages = await Promise.all(ids.map(read));
      return pages.filter((one) => one !== undefined);
    },
    async read({ url }) {
      const id = url === undefined ? undefined : pageIn(url, site);
      return id === undefined ? undefined : read(id);
    },
  };
}

export const confluence = vendor({
  id: 'confluence',
  label: VENDOR,
  settings: Settings,
  env: {
    CONFLUENCE_URL: 'url',
    CONFLUENCE_EMAIL: 'email',
    CONFLUENCE_TOKEN: 'token',
    CONFLUENCE_RUNBOOK_CQL: 'cql',
  },
  required: ['CONFLUENCE_URL', 'CONFLUENCE_EMAIL', 'CONFLUENCE_TOKEN'],
  create,
  /** Searches only; where nothing is found, it says with which words it looked. */
  async check(port) {
    const pages = await port.find({ id: 'firescribe-doctor', label: 'doctor' });
    return pages.length > 0
      ? undefined
      : 'It answers. Runbooks are found by the labels “runbook” and the service’s id, or by CONFLUENCE_RUNBOOK_CQL.';
  },
});
