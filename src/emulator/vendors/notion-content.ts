// Blocks of Notion's stand-in: listed, added, deleted.
import type { Asked, Reply } from './exchange.ts';
import { blockShown, type Fields, invalid, missing, seen } from './notion-answers.ts';
import { type Book, blockOf, type NotionBlock, wrongWith } from './notion-limits.ts';

/** A list of blocks and all lists below it. */
const everyList = (blocks: NotionBlock[]): NotionBlock[][] => [
  blocks,
  ...blocks.flatMap(({ children }) => everyList(children)),
];

const listsOf = ({ pages }: Book) => pages.flatMap(({ blocks }) => everyList(blocks));

function childrenOf(book: Book, id: string | undefined): NotionBlock[] | undefined {
  const page = book.pages.find((each) => each.id === id && !each.inTrash);
  const block = listsOf(book)
    .flat()
    .find((each) => each.id === id);
  return page?.blocks ?? block?.children;
}

export function listBlocks(book: Book, { params, query }: Asked): Reply {
  const blocks = childrenOf(book, params.id);
  if (!blocks) {
    return missing;
  }
  const from = Number(query.get('start_cursor') ?? 0);
  const end = from + Math.min(100, Number(query.get('page_size') ?? 100));
  const more = end < blocks.length;
  const results = blocks.slice(from, end).map(blockShown);
  return seen({ object: 'list', results, has_more: more, next_cursor: more ? String(end) : null });
}

export function addBlocks(book: Book, { params, body }: Asked): Reply {
  const blocks = childrenOf(book, params.id);
  const given = (body as { children?: Fields[] }).children ?? [];
  const wrong = 'after' in (body as Fields) ? 'after is position since 2026-03-11' : wrongWith(body, given);
  if (!blocks || wrong) {
    return blocks ? invalid(wrong ?? '') : missing;
  }
  const made = given.map((child) => blockOf(book, child, book.bot));
  blocks.push(...made);
  return seen({ object: 'list', results: made.map(blockShown) });
}

export function deleteBlock(book: Book, { params }: Asked): Reply {
  const among = listsOf(book).find((blocks) => blocks.some(({ id }) => id === params.id));
  among?.splice(
    among.findIndex(({ id }) => id === params.id),
    1,
  );
  return seen(among && {});
}
