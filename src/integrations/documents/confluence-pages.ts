// Pages under one parent in Confluence: looked for before they are made, saved once however often that is asked for.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { clean } from './reading.ts';

const page = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string(),
  status: z.string().nullish(),
  spaceId: z.union([z.string(), z.number()]).transform(String).nullish(),
  version: z.object({ number: z.number() }),
  body: z
    .object({ storage: z.object({ value: z.string() }).nullish() })
    .nullish()
    .catch(undefined),
  _links: z.object({ webui: z.string().nullish(), base: z.string().nullish() }).nullish().catch(undefined),
});
export type Page = z.infer<typeof page>;

const listed = z.object({ results: z.array(page) });

/** What is to stand on a page of ours. */
export type Draft = {
  /** Stands in the page's text, so that the page is known again: it is there as soon as the page is. */
  key: string;
  /** `key`, and what tells this text from others. */
  mark: string;
  title: string;
  /** In the storage format. */
  value: string;
};

/** Confluence's own bound on a title. */
const TITLE_LENGTH = 255;
/** Somebody else saves the page while we do: that happens once, hardly ever twice. */
const CONFLICTS = 3;

const pathOf = (id: string) => `api/v2/pages/${encodeURIComponent(id)}`;
const bodyOf = ({ body }: Page) => body?.storage?.value ?? '';

const titleOf = (title: string) =>
  [...clean(title).replace(/\s+/g, ' ').trim()].slice(0, TITLE_LENGTH).join('');

/** Used where somebody else's page has the title: titles are unique in a space. */
const otherTitle = ({ title, key }: Draft) => titleOf(`${title.slice(0, 200)} (${key})`);

/** The page, unless it was deleted or this account may not see it. */
export async function readPage(confluence: Http, id: string): Promise<Page | undefined> {
  try {
    const query = { 'body-format': 'storage' };
    const found = await confluence.json({ method: 'GET', path: pathOf(id), query }, page);
    return found.status && found.status !== 'current' ? undefined : found;
  } catch (error) {
    if (error instanceof VendorError && (error.code === 'not_found' || error.code === 'gone')) {
      return undefined;
    }
    throw error;
  }
}

/** The number of the space that the parent stands in; it is not the space's key. */
export async function spaceOf(confluence: Http, parent: string): Promise<string> {
  const found = await readPage(confluence, parent);
  if (!found?.spaceId) {
    throw new VendorError(
      `Confluence has no page ${parent} that we may see. Set CONFLUENCE_REVIEW_PARENT to the page under which reviews belong.`,
      { permanent: true, code: 'no_parent' },
    );
  }
  return found.spaceId;
}

async function titled(confluence: Http, spaceId: string, title: string): Promise<Page | undefined> {
  const query = { 'space-id': spaceId, title, 'body-format': 'storage', limit: 1 };
  const { results } = await confluence.json({ method: 'GET', path: 'api/v2/pages', query }, listed);
  return results[0];
}

/** Makes the page, or takes up the one that an attempt before made whose answer was lost. */
export async function makePage(confluence: Http, parent: string, draft: Draft): Promise<Page> {
  const spaceId = await spaceOf(confluence, parent);
  for (const title of [titleOf(draft.title), otherTitle(draft)]) {
    const taken = await titled(confluence, spaceId, title);
    if (taken && bodyOf(taken).includes(`${draft.key}/`)) {
      return updatePage(confluence, taken, draft);
    }
    if (!taken) {
      const body = { representation: 'storage', value: draft.value };
      const json = { spaceId, status: 'current', title, parentId: parent, body };
      return confluence.json({ method: 'POST', path: 'api/v2/pages', json }, page);
    }
  }
  throw new VendorError(
    `Confluence has a page called “${draft.title}” that is not ours. Rename it, then export again.`,
    { permanent: true, code: 'title_taken' },
  );
}

/** Leaves a page alone that holds this very text already; one that somebody saved meanwhile is read anew. */
export async function updatePage(confluence: Http, found: Page, draft: Draft): Promise<Page> {
  let current = found;
  for (let attempt = 1; !bodyOf(current).includes(draft.mark); attempt += 1) {
    try {
      return await savePage(confluence, current, draft);
    } catch (error) {
      if (!(error instanceof VendorError) || error.code !== 'conflict') {
        throw error;
      }
      const again = await readPage(confluence, current.id);
      if (!again || attempt === CONFLICTS) {
        throw new VendorError(error.message, { permanent: false, code: 'conflict', cause: error });
      }
      current = again;
    }
  }
  return current;
}

function savePage(confluence: Http, { id, title, version }: Page, draft: Draft): Promise<Page> {
  const json = {
    id,
    status: 'current',
    title: title.endsWith(`(${draft.key})`) ? otherTitle(draft) : titleOf(draft.title),
    body: { representation: 'storage', value: draft.value },
    version: { number: version.number + 1, message: 'Exported again by Firescribe' },
  };
  return confluence.json({ method: 'PUT', path: pathOf(id), json }, page);
}

/** Makes a draft, which nobody else sees, and takes it away: whether we may write here. */
export async function tryToMake(confluence: Http, parent: string): Promise<void> {
  const spaceId = await spaceOf(confluence, parent);
  const body = { representation: 'storage', value: '<p>Firescribe tries whether it may write here.</p>' };
  const json = { spaceId, status: 'draft', title: 'Firescribe doctor', parentId: parent, body };
  const { id } = await confluence.json({ method: 'POST', path: 'api/v2/pages', json }, page);
  await confluence.done({ method: 'DELETE', path: pathOf(id), query: { draft: true } });
}
