// The content of a page of Notion. Everything of ours stands in one block, so that what people write above and below it stays.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Block, heading, note, notionBlocks, requestsOf } from './notion-blocks.ts';
import { accountOf, sentFile } from './notion-files.ts';
import type { Document } from './port.ts';
import { pictureIn } from './reading.ts';

const OPENING =
  'Written by Firescribe from the record of the incident. The next export replaces this block; what stands outside of it stays.';

/** People’s own blocks on a page of ours are few. */
const PAGES_OF_BLOCKS = 20;

const named = z.object({ id: z.string() });
const blocksPage = z.object({
  results: z.array(
    z.object({ id: z.string(), type: z.string(), created_by: z.object({ id: z.string() }).nullish() }),
  ),
  has_more: z.boolean().nullish(),
  next_cursor: z.string().nullish(),
});

export const isGone = (error: unknown) =>
  error instanceof VendorError && (error.code === 'not_found' || error.code === 'gone');

const childrenOf = (block: string) => `v1/blocks/${encodeURIComponent(block)}/children`;

/** Blocks of ours on the page: an export's before this one, and what an attempt that was cut off left. */
async function ours(notion: Http, page: string, me: string): Promise<string[]> {
  const blocks: string[] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < PAGES_OF_BLOCKS; turn += 1) {
    const query = { page_size: 100, start_cursor: cursor };
    const answer = await notion.json({ method: 'GET', path: childrenOf(page), query }, blocksPage);
    const own = answer.results.filter(({ type, created_by: by }) => type === 'synced_block' && by?.id === me);
    blocks.push(...own.map(({ id }) => id));
    cursor = answer.next_cursor ?? undefined;
    if (!answer.has_more || cursor === undefined) {
      break;
    }
  }
  return blocks;
}

async function append(notion: Http, to: string, children: readonly Block[]): Promise<string[]> {
  const shape = z.object({ results: z.array(named) });
  const request = { method: 'PATCH', path: childrenOf(to), json: { children } } as const;
  return (await notion.json(request, shape)).results.map(({ id }) => id);
}

async function remove(notion: Http, block: string): Promise<void> {
  try {
    await notion.done({ method: 'DELETE', path: `v1/blocks/${encodeURIComponent(block)}` });
  } catch (error) {
    if (!isGone(error)) {
      throw error;
    }
  }
}

/** Pictures where the text has them; the other files at the end. */
async function contentOf({ markdown }: Document, files: Map<string, Block>): Promise<Block[]> {
  const { blocksIn } = await import('./markdown-blocks.ts');
  const content = blocksIn(markdown).flatMap((block) => {
    const name = pictureIn(block);
    const shown = name === undefined ? undefined : files.get(name);
    if (name === undefined || !shown) {
      return notionBlocks([block]);
    }
    files.delete(name);
    return [shown];
  });
  return files.size > 0 ? [...content, heading('Files'), ...files.values()] : content;
}

/**
 * Writes the document into the page. The new block is completed before the old ones go: readers never find the page empty, and
 * what an attempt left that was cut off is cleared by the next.
 */
export async function writePage(notion: Http, page: string, document: Document): Promise<void> {
  const account = await accountOf(notion);
  const before = await ours(notion, page, account.id);
  const files = new Map<string, Block>();
  for (const file of document.files) {
    files.set(file.name, await sentFile(notion, file, account));
  }
  const content = await contentOf(document, files);
  const container: Block = {
    object: 'block',
    type: 'synced_block',
    synced_block: { synced_from: null, children: [note(OPENING)] },
  };
  const [own = ''] = await append(notion, page, [container]);
  for (const children of requestsOf(content)) {
    await append(notion, own, children);
  }
  for (const old of before) {
    await remove(notion, old);
  }
}
