import { type NotionStandIn, openNotion } from '../../emulator/vendors/notion.ts';
import { type NotionBlock, type NotionPage, wordsOf } from '../../emulator/vendors/notion-limits.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { documentsContract, type HeldPage } from './contract.ts';
import { notion } from './notion.ts';

const envOf = ({ url, token }: NotionStandIn, source: string) => ({
  NOTION_TOKEN: token,
  NOTION_DATA_SOURCE: source,
  NOTION_URL: url,
});

type Text = { text: { content: string; link?: { url: string } } };

const every = (blocks: readonly NotionBlock[]): NotionBlock[] =>
  blocks.flatMap((block) => [block, ...every(block.children)]);
const plain = (texts: unknown) => ((texts ?? []) as Text[]).map(({ text }) => text.content).join('');

function held({ files }: NotionStandIn, { id, properties, blocks }: NotionPage): HeldPage {
  const all = every(blocks);
  const texts = all.flatMap(({ body }) => [
    ...((body.rich_text ?? []) as Text[]),
    ...((body.cells ?? []) as Text[][]).flat(),
  ]);
  const sent = all.flatMap(({ body }) => (body.file_upload as { id: string } | undefined)?.id ?? []);
  return {
    id,
    title: plain((properties.Name as { title: unknown }).title),
    words: wordsOf(blocks),
    rows: all
      .filter(({ type }) => type === 'table_row')
      .map(({ body }) => (body.cells as Text[][]).map(plain)),
    code: all.filter(({ type }) => type === 'code').map(({ body }) => plain(body.rich_text)),
    links: texts.flatMap(({ text }) => text.link?.url ?? []),
    pictures: all.flatMap(({ type, body }) =>
      type === 'image' ? files.get((body.file_upload as { id: string }).id)!.name : [],
    ),
    files: Object.fromEntries(
      sent.map((upload) => {
        const file = files.get(upload)!;
        return [file.name, new TextDecoder().decode(file.bytes)] as const;
      }),
    ),
  };
}

documentsContract('Notion', async (deps) => {
  const standIn = await openNotion();
  const configured = notion.read(envOf(standIn, standIn.source), [])!;
  const port = configured.create(deps);
  return {
    port,
    standIn,
    pages: () =>
      standIn
        .pages()
        .filter(({ inTrash }) => !inTrash)
        .map((page) => held(standIn, page)),
    remove(id) {
      Object.assign(standIn.pages().find((page) => page.id === id) ?? {}, { inTrash: true });
    },
    making: { path: '/v1/pages', method: 'POST' },
    check: () => configured.check(port),
    secrets: [standIn.token],
  };
});

describe('Notion alone', () => {
  let standIn: NotionStandIn;
  beforeEach(async () => {
    standIn = await openNotion();
  });
  afterEach(() => standIn.close());
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog, waitsMs: [1, 1] }),
    clock: systemClock,
    log: silentLog,
  };
  const open = (source = standIn.source) => notion.read(envOf(standIn, source), [])!.create(deps);
  const document = {
    key: 'firescribe-1',
    title: 'INC-7 Postmortem',
    name: 'inc-7',
    markdown: '# T\n\nfirst\n',
    labels: [],
    properties: { Severity: 'SEV-1, bad', Number: 7, Declared: new Date(0), Unheard: 'of' },
    files: [],
  };

  test('the row carries what it has columns for, and one more, by which it is found again', async () => {
    await open().put(document);
    expect(standIn.columns.Firescribe).toEqual({ type: 'rich_text' });
    expect(standIn.pages()[0]?.properties).toMatchObject({
      Severity: { select: { name: 'SEV-1  bad' } },
      Number: { number: 7 },
      Declared: { date: { start: '1970-01-01T00:00:00.000Z' } },
    });
    expect(standIn.pages()[0]?.properties).not.toHaveProperty('Unheard');
  });

  test('the database’s address will do, and stands for its data source', async () => {
    await open(`https://www.notion.so/acme/${standIn.database}?v=1`).put(document);
    expect(standIn.pages()).toHaveLength(1);
  });

  test('what people wrote on the page stays; ours is replaced', async () => {
    const port = open();
    const { id } = await port.put(document);
    standIn.addBlock(id, 'We talked about this on Monday.');
    await port.put({ ...document, markdown: '# T\n\nsecond\n', known: id });
    const words = wordsOf(standIn.pages()[0]!.blocks);
    expect(words).toContain('We talked about this on Monday.');
    expect(words).toContain('second');
    expect(words).not.toContain('first');
  });

  test('a file of a kind that Notion does not take is missing, and the page says so', async () => {
    const files = [{ name: 'log.md', mediaType: 'text/markdown', bytes: new Uint8Array([65]) }];
    await open().put({ ...document, files });
    expect(wordsOf(standIn.pages()[0]!.blocks)).toContain('log.md could not be put here: Notion answered');
  });

  const log = (bytes: number) => ({
    name: 'inc-7-log.txt',
    mediaType: 'text/plain',
    bytes: new Uint8Array(bytes).map((_zero, index) => 65 + (index % 26)),
  });

  test('a file above 20 MB is sent in parts, and is there whole', async () => {
    const file = log(33 * 1024 * 1024 + 7);
    standIn.trouble({ kind: 'status', status: 503 }, { times: 1, path: '/v1/file_uploads' });
    await expect(open().put({ ...document, files: [file] })).rejects.toMatchObject({ permanent: false });
    const { id } = await open().put({ ...document, files: [file] });
    expect(
      [...standIn.files.values()].map(({ name, bytes }) => [name, Buffer.compare(bytes, file.bytes)]),
    ).toEqual([['inc-7-log.txt', 0]]);
    expect(standIn.asked.filter(({ path }) => path.endsWith('/send'))).toHaveLength(5);
    expect(standIn.pages()).toMatchObject([{ id }]);
  });

  test('above what the workspace allows, the page is there without the file and says how much it allows', async () => {
    standIn.allowFilesOf(5 * 1024 * 1024);
    await open().put({ ...document, files: [log(6 * 1024 * 1024)] });
    const words = wordsOf(standIn.pages()[0]!.blocks);
    expect(words).toContain(
      'inc-7-log.txt (6.0 MB) could not be put here: a file of this Notion workspace may have 5.0 MB.',
    );
    expect(words).toContain('first');
    expect(standIn.files.size).toBe(0);
  });

  test('being busy as a whole, and two writes at once, are tried again', async () => {
    const busy = { kind: 'limited', status: 529 } as const;
    standIn.trouble(busy, { path: '/v1/pages', method: 'POST', times: 2 });
    await open().put(document);
    const conflict = {
      kind: 'status',
      status: 409,
      json: { code: 'conflict_error', message: 'Conflict' },
    } as const;
    standIn.trouble(conflict, { path: '/v1/blocks' });
    const { id } = standIn.pages()[0]!;
    await expect(open().put({ ...document, markdown: 'other', known: id })).rejects.toMatchObject({
      permanent: false,
    });
  });
});

test('an address without an id is refused with what to write', () => {
  const problems: string[] = [];
  const env = { NOTION_TOKEN: 'ntn_x', NOTION_DATA_SOURCE: 'https://www.notion.so/acme' };
  expect(notion.read(env, problems)).toBeUndefined();
  expect(problems).toEqual(['NOTION_DATA_SOURCE: use the address of the database, as the browser shows it.']);
});
