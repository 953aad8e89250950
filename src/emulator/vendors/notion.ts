// Notion's stand-in: one database with one data source, pages with blocks, files, and the limits that its page on requests names.
import type { Asked, Reply, SentFile } from './exchange.ts';
import { no, seen } from './notion-answers.ts';
import { addBlocks, deleteBlock, listBlocks } from './notion-content.ts';
import { type Book, blockOf, type NotionPage } from './notion-limits.ts';
import { addColumns, changePage, makePage, queryPages, readPage, showSource } from './notion-pages.ts';
import { beginUpload, completeUpload, sendFile } from './notion-uploads.ts';
import { openStandIn, type Route, type StandIn } from './stand-in.ts';

export type NotionStandIn = StandIn & {
  token: string;
  /** Ids of the data source and of its database. */
  source: string;
  database: string;
  /** Columns by name. */
  columns: Record<string, { type: string }>;
  pages(): NotionPage[];
  /** A block that a person writes at the end of a page. */
  addBlock(page: string, words: string): void;
  files: Map<string, SentFile>;
  /** What a file of the workspace may have from now on; 5 MB is the free plan. */
  allowFilesOf(bytes: number): void;
};

const TOKEN = 'ntn_token0123456789abcdefghij';
const VERSION = '2026-03-11';
const BOT = 'b0b0b0b0-0000-4000-8000-000000000001';
const PERSON = 'a0a0a0a0-0000-4000-8000-000000000002';
const SOURCE = '5050505050504050805050505050a001';
const DATABASE = 'd0d0d0d0d0d040d080d0d0d0d0d0d001';

function openBook(): Book {
  let last = 0;
  return {
    bot: BOT,
    source: SOURCE,
    columns: {
      Name: { type: 'title' },
      Severity: { type: 'select' },
      Service: { type: 'rich_text' },
      Declared: { type: 'date' },
      Number: { type: 'number' },
    },
    pages: [],
    files: new Map(),
    uploads: new Map(),
    mostBytes: 5 * 1024 ** 3,
    newId() {
      last += 1;
      return `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
    },
  };
}

function guarded(answer: (asked: Asked) => Reply): Route['answer'] {
  return (asked) => {
    if (asked.headers.authorization !== `Bearer ${TOKEN}`) {
      return no(401, 'unauthorized', 'API token is invalid.');
    }
    return asked.headers['notion-version'] === VERSION
      ? answer(asked)
      : no(400, 'missing_version', `Notion-Version header should be ${VERSION}.`);
  };
}

/** By the id that the path names. */
const known = (id: string, answer: Route['answer']) => (asked: Asked) =>
  asked.params.id === id ? (answer(asked) as Reply) : seen(undefined);

function routesOf(book: Book): Route[] {
  const me = () => ({
    ...{ object: 'user', type: 'bot', id: BOT, name: 'Firescribe' },
    bot: { workspace_limits: { max_file_upload_size_in_bytes: book.mostBytes } },
  });
  const database = { object: 'database', id: DATABASE, data_sources: [{ id: SOURCE, name: 'Reviews' }] };
  const of = (answer: (book: Book, asked: Asked) => Reply) => (asked: Asked) => answer(book, asked);
  const list: [method: string, path: string, answer: (asked: Asked) => Reply][] = [
    ['GET', '/v1/users/me', () => seen(me())],
    ['GET', '/v1/databases/:id', known(DATABASE, () => seen(database))],
    ['GET', '/v1/data_sources/:id', known(SOURCE, of(showSource))],
    ['PATCH', '/v1/data_sources/:id', known(SOURCE, of(addColumns))],
    ['POST', '/v1/data_sources/:id/query', known(SOURCE, of(queryPages))],
    ['POST', '/v1/pages', of(makePage)],
    ['GET', '/v1/pages/:id', of(readPage)],
    ['PATCH', '/v1/pages/:id', of(changePage)],
    ['GET', '/v1/blocks/:id/children', of(listBlocks)],
    ['PATCH', '/v1/blocks/:id/children', of(addBlocks)],
    ['DELETE', '/v1/blocks/:id', of(deleteBlock)],
    ['POST', '/v1/file_uploads', of(beginUpload)],
    ['POST', '/v1/file_uploads/:id/send', of(sendFile)],
    ['POST', '/v1/file_uploads/:id/complete', of(completeUpload)],
  ];
  return list.map(([method, path, answer]) => ({ method, path, answer: guarded(answer) }));
}

export async function openNotion(options: { port?: number } = {}): Promise<NotionStandIn> {
  const book = openBook();
  const standIn = await openStandIn({ name: 'notion', routes: routesOf(book), ...options });
  return {
    ...standIn,
    token: TOKEN,
    source: SOURCE,
    database: DATABASE,
    columns: book.columns,
    files: book.files,
    allowFilesOf(bytes) {
      book.mostBytes = bytes;
    },
    pages: () => book.pages,
    addBlock(page, words) {
      const text = { rich_text: [{ type: 'text', text: { content: words } }] };
      const made = blockOf(book, { object: 'block', type: 'paragraph', paragraph: text }, PERSON);
      book.pages.find(({ id }) => id === page)?.blocks.push(made);
    },
  };
}
