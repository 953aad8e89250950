// Blocks of Notion's stand-in, and what Notion refuses of them (its docs, "Request limits" and "Block").
import type { SentFile } from './exchange.ts';

export type NotionBlock = {
  id: string;
  type: string;
  /** The user who made it. */
  by: string;
  /** Without its children. */
  body: Record<string, unknown>;
  children: NotionBlock[];
};

export type NotionPage = {
  id: string;
  properties: Record<string, unknown>;
  inTrash: boolean;
  blocks: NotionBlock[];
};

/** A file on its way. `parts`: 0 for one that is sent whole. */
export type Upload = {
  name: string;
  parts: number;
  sent: (SentFile | undefined)[];
  status: 'pending' | 'uploaded';
};

export type Book = {
  /** The integration's own user. */
  bot: string;
  /** Id of the data source. */
  source: string;
  columns: Record<string, { type: string }>;
  pages: NotionPage[];
  files: Map<string, SentFile>;
  uploads: Map<string, Upload>;
  /** What a file of the workspace may have: 5 MB on the free plan. */
  mostBytes: number;
  newId(): string;
};

type Fields = Record<string, unknown>;

/** What each kind may hold. */
const KINDS: Readonly<Record<string, { text?: true; children?: true }>> = {
  paragraph: { text: true, children: true },
  heading_1: { text: true },
  heading_2: { text: true },
  heading_3: { text: true },
  bulleted_list_item: { text: true, children: true },
  numbered_list_item: { text: true, children: true },
  to_do: { text: true, children: true },
  quote: { text: true, children: true },
  code: { text: true },
  divider: {},
  table: { children: true },
  table_row: {},
  synced_block: { children: true },
  file: {},
  image: {},
};
const LANGUAGES = new Set([
  'plain text',
  'shell',
  'json',
  'typescript',
  'javascript',
  'python',
  'sql',
  'yaml',
]);

const LONGEST_TEXT = 2_000;
const MOST_IN_LIST = 100;
const MOST_BLOCKS = 1_000;
const MOST_BYTES = 500 * 1024;
const DEEPEST = 2;

function everyValue(value: unknown): unknown[] {
  return value !== null && typeof value === 'object'
    ? [value, ...Object.values(value).flatMap(everyValue)]
    : [value];
}

const bodyOf = (block: Fields) => (block[String(block.type)] ?? {}) as Fields;
const childrenIn = (block: Fields) => (bodyOf(block).children ?? []) as Fields[];

function wrongBlock(block: Fields, depth: number): string | undefined {
  const kind = KINDS[String(block.type)];
  const body = block[String(block.type)] as Fields | undefined;
  if (!kind || !body) {
    return `a block of type ${String(block.type)} is not known, or has no body`;
  }
  if (kind.text && !Array.isArray(body.rich_text)) {
    return `${String(block.type)}.rich_text should be defined`;
  }
  if (block.type === 'code' && !LANGUAGES.has(String(body.language))) {
    return `code.language cannot be ${String(body.language)}`;
  }
  const children = childrenIn(block);
  if ((children.length > 0 && !kind.children) || depth > DEEPEST) {
    return `${String(block.type)}.children should be not present: two levels can be made in one request`;
  }
  if (block.type === 'table') {
    const rows = children.map((row) => (bodyOf(row).cells ?? []) as unknown[]);
    if (rows.length === 0 || rows.some((cells) => cells.length !== body.table_width)) {
      return 'the cells of each table_row should be as many as table_width';
    }
  }
  return children.map((child) => wrongBlock(child, depth + 1)).find((wrong) => wrong !== undefined);
}

function wrongValue(value: unknown): string | undefined {
  if (Array.isArray(value) && value.length > MOST_IN_LIST) {
    return `a list of ${value.length} should have ≤ ${MOST_IN_LIST} elements`;
  }
  const { content, url } = (value ?? {}) as { content?: unknown; url?: unknown };
  if (typeof content === 'string' && content.length > LONGEST_TEXT) {
    return `text.content.length should be ≤ ${LONGEST_TEXT}, instead was ${content.length}`;
  }
  if (typeof url === 'string' && (url.length > LONGEST_TEXT || !/^(?:https?|mailto):/.test(url))) {
    return 'a link should be a valid URL';
  }
  return undefined;
}

const countOf = (blocks: readonly Fields[]): number =>
  blocks.reduce((sum, block) => sum + 1 + countOf(childrenIn(block)), 0);

/** What Notion refuses of a body, with the blocks that it adds. */
export function wrongWith(body: unknown, blocks: readonly Fields[]): string | undefined {
  if (Buffer.byteLength(JSON.stringify(body)) > MOST_BYTES || countOf(blocks) > MOST_BLOCKS) {
    return 'the request is larger than 500 KB, or has more than 1000 blocks';
  }
  const wrong = everyValue(body)
    .map(wrongValue)
    .find((one) => one !== undefined);
  return wrong ?? blocks.map((block) => wrongBlock(block, 0)).find((one) => one !== undefined);
}

/** The block as it is kept, and its children with it. */
export function blockOf(book: Pick<Book, 'newId'>, given: Fields, by: string): NotionBlock {
  const { children: _children, ...body } = bodyOf(given);
  const children = childrenIn(given).map((child) => blockOf(book, child, by));
  return { id: book.newId(), type: String(given.type), by, body, children };
}

/** All words of some blocks, in order, cells and children too. */
export function wordsOf(blocks: readonly NotionBlock[]): string {
  const texts = (value: unknown): string[] => {
    const { text, cells, rich_text: rich } = (value ?? {}) as Record<string, unknown>;
    const content = (text as { content?: string } | undefined)?.content;
    return content === undefined
      ? [
          ...((cells ?? []) as unknown[]),
          ...(Array.isArray(value) ? value : []),
          ...((rich ?? []) as unknown[]),
        ].flatMap(texts)
      : [content];
  };
  return blocks.map(({ body, children }) => `${texts(body).join('')}\n${wordsOf(children)}`).join('');
}
