// A site of Confluence Cloud: its address, the account that we are there, and the addresses of its pages.
import { z } from 'zod';
import type { Http, HttpMaker } from '../lib/http.ts';

const MISSING = 'set it, as .env.example says';

/** Settings that everything in Confluence shares. */
export const site = {
  /** With `/wiki` at its end, as the browser shows it. */
  url: z
    .url('use the address of the site: https://acme.atlassian.net/wiki')
    .transform((url) => url.replace(/\/+$/, '').replace(/(?<!\/wiki)$/, '/wiki')),
  email: z.email('use the address of the account that the token belongs to'),
  token: z.string(MISSING),
};

type Site = { url: string; email: string; token: string };

const CREDENTIALS =
  'Make a token at https://id.atlassian.com/manage-profile/security/api-tokens for CONFLUENCE_EMAIL, put it into CONFLUENCE_TOKEN, and let that account view the space.';

export function connectTo({ url, email, token }: Site, http: HttpMaker, credentials = CREDENTIALS): Http {
  const basic = Buffer.from(`${email}:${token}`).toString('base64');
  return http({
    vendor: 'Confluence',
    baseUrl: url,
    urlVariable: 'CONFLUENCE_URL',
    credentials,
    authorize: () => ({ authorization: `Basic ${basic}` }),
  });
}

/** The id in a page's address on this site: `…/pages/123/Title`, `…?pageId=123`. */
export function pageIn(url: string, address: string): string | undefined {
  if (!URL.canParse(url) || new URL(url).host !== new URL(address).host) {
    return undefined;
  }
  const { pathname, searchParams } = new URL(url);
  return (
    /\/pages\/(?:edit-v2\/)?(\d+)(?:\/|$)/.exec(pathname)?.[1] ?? searchParams.get('pageId') ?? undefined
  );
}

type Linked = { id: string; _links?: { webui?: string | null; base?: string | null } | null | undefined };

/** Without the title at its end, which may be long and may change. */
export function addressOf({ id, _links }: Linked, address: string): string {
  const { webui, base } = _links ?? {};
  return webui ? `${base ?? address}${webui.replace(/(\/pages\/\d+)\/.*$/, '$1')}` : `${address}/pages/${id}`;
}
