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
const children = z.object({
  results: z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String) })),
  _links: z.object({ next: z.string().nullish() }).nullish().catch(undefined),
});

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
/** Lists of 250 children, and how many of the newest are looked into, so many in one request. */
const LISTS = 8;
const LOOKED_AT = 100;
const AT_ONCE = 10;

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
async function spaceOf(confluence: Http, parent: string): Promise<string> {
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

const isOurs = (found: Page, { key }: Draft) => bodyOf(found).includes(`${key}/`);

/** Ids of the parent's children, newest first: Confluence counts them up. */
async function childrenOf(confluence: Http, parent: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < LISTS; turn += 1) {
    const query = { limit: 250, cursor };
    const answer = await confluence.json(
      { method: 'GET', path: `${pathOf(parent)}/children`, query },
      children,
    );
    ids.push(...answer.results.map(({ id }) => id));
    const next = answer._links?.next;
    cursor = next ? (new URL(next, 'http://next').searchParams.get('cursor') ?? undefined) : undefined;
    if (cursor === undefined) {
      break;
    }
  }
  return ids.sort((a, b) => b.length - a.length || (a < b ? 1 : -1)).slice(0, LOOKED_AT);
}

/**
 * Ours under another title, which ours had when it was made or which somebody gave it. An answer that was lost is one of
 * lately, so the newest pages are looked at. (The search knows a page by its words only some time after it was made.)
 */
async function underAnyTitle(confluence: Http, parent: string, draft: Draft): Promise<Page | undefined> {
  const ids = await childrenOf(confluence, parent);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const query = { id: ids.slice(from, from + AT_ONCE), 'body-format': 'storage', limit: AT_ONCE };
    const { results } = await confluence.json({ method: 'GET', path: 'api/v2/pages', query }, listed);
    const found = results.find((one) => isOurs(one, draft));
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Makes the page, or takes up the one that an attempt before made whose answer was lost. */
export async function makePage(confluence: Http, parent: string, draft: Draft): Promise<Page> {
  const spaceId = await spaceOf(confluence, parent);
  const title = titleOf(draft.title);
  const taken = await titled(confluence, spaceId, title);
  const ours = taken && isOurs(taken, draft) ? taken : await underAnyTitle(confluence, parent, draft);
  if (ours) {
    return updatePage(confluence, ours, draft);
  }
  if (!taken) {
    return createPage(confluence, { spaceId, parent, title }, draft);
  }
  const other = otherTitle(draft);
  if (!(await titled(confluence, spaceId, other))) {
    return createPage(confluence, { spaceId, parent, title: other }, draft);
  }
  throw new VendorError(
    `Confluence has a page called “${draft.title}” that is not ours. Rename it, then export again.`,
    { permanent: true, code: 'title_taken' },
  );
}

function createPage(
  confluence: Http,
  { spaceId, parent, title }: { spaceId: string; parent: string; title: string },
  { value }: Draft,
): Promise<Page> {
  const json = {
    ...{ spaceId, status: 'current', title, parentId: parent },
    body: { representation: 'storage', value },
  };
  return confluence.json({ method: 'POST', path: 'api/v2/pages', json }, page);
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

function save(confluence: Http, { id, version }: Page, { value }: Draft, title: string): Promise<Page> {
  const json = {
    ...{ id, status: 'current', title },
    body: { representation: 'storage', value },
    version: { number: version.number + 1, message: 'Exported again by Firescribe' },
  };
  return confluence.json({ method: 'PUT', path: pathOf(id), json }, page);
}

/** Ours may have come to a title that somebody else's page has. */
async function savePage(confluence: Http, current: Page, draft: Draft): Promise<Page> {
  const other = otherTitle(draft);
  const title = current.title === other ? other : titleOf(draft.title);
  try {
    return await save(confluence, current, draft, title);
  } catch (error) {
    const { spaceId, id } = current;
    const refused = error instanceof VendorError && error.code === 'rejected' && title !== other;
    const taken = refused && spaceId ? await titled(confluence, spaceId, title) : undefined;
    if (!taken || taken.id === id) {
      throw error;
    }
    return save(confluence, current, draft, other);
  }
}

/** Makes a draft, which nobody else sees, and takes it away: whether we may write here. */
export async function tryToMake(confluence: Http, parent: string): Promise<void> {
  const spaceId = await spaceOf(confluence, parent);
  const body = { representation: 'storage', value: '<p>Firescribe tries whether it may write here.</p>' };
  const json = { spaceId, status: 'draft', title: 'Firescribe doctor', parentId: parent, body };
  const { id } = await confluence.json({ method: 'POST', path: 'api/v2/pages', json }, page);
  await confluence.done({ method: 'DELETE', path: pathOf(id), query: { draft: true } });
}
