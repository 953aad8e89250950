// Cursors and limits of the methods that list things.
import { SlackError } from '../errors.ts';

export type Paging = { cursor?: string | undefined; limit?: number | undefined };

export type Page<Item> = { items: Item[]; next: string };

/**
 * One page. `key` names an item; a cursor holds the key of the first item of the next page, so that what is added
 * meanwhile shifts nothing. @throws SlackError invalid_cursor
 */
export function pageOf<Item>(
  items: Item[],
  { cursor, limit = 0 }: Paging,
  key: (item: Item) => string,
  size: { usual: number; most: number },
): Page<Item> {
  const count = limit > 0 ? Math.min(limit, size.most) : size.usual;
  const from = cursor ? items.findIndex((item) => key(item) === keyIn(cursor)) : 0;
  if (from < 0) {
    throw new SlackError('invalid_cursor');
  }
  const after = items[from + count];
  return { items: items.slice(from, from + count), next: after ? cursorFor(key(after)) : '' };
}

function cursorFor(key: string): string {
  return Buffer.from(`next:${key}`).toString('base64');
}

function keyIn(cursor: string): string {
  const text = Buffer.from(cursor, 'base64').toString('utf8');
  if (!text.startsWith('next:')) {
    throw new SlackError('invalid_cursor');
  }
  return text.slice('next:'.length);
}

/** How a page ends in a response: an empty cursor when there is no more. */
export function nextCursor(next: string): { response_metadata: { next_cursor: string } } {
  return { response_metadata: { next_cursor: next } };
}
