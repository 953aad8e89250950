import { type ConfluenceStandIn, openConfluence } from '../../emulator/vendors/confluence.ts';
import type { ConfluencePage } from '../../emulator/vendors/confluence-page.ts';
import { specCheck } from '../../emulator/vendors/openapi.ts';
import { elementsIn, readStorage, type StorageNode, wordsIn } from '../../emulator/vendors/storage-xml.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { confluence } from './confluence.ts';
import { documentsContract, type HeldPage } from './contract.ts';

type Fields = Record<string, unknown>;

/** The file's bodies of pages are a `oneOf` of which both branches fit the normal form (its overlay, part 1). */
function mend(document: Fields): void {
  type Body = { content: Record<string, { schema: { properties: { body: Fields } } }> };
  const { requestBodies } = document.components as { requestBodies: Record<string, Body> };
  for (const name of ['PageCreateRequest', 'PageUpdateRequest']) {
    const body = requestBodies[name]!.content['application/json']!.schema.properties.body;
    body.anyOf = body.oneOf;
    delete body.oneOf;
  }
}

const check = specCheck('confluence-v2.json', { prefix: '/wiki/api/v2', except: ['/wiki/rest/api/'], mend });

const parentOf = (standIn: ConfluenceStandIn) =>
  standIn.addPage({ title: 'Reviews', labels: [], doc: {}, storage: '<p>All of them.</p>' });

const envOf = ({ site, account }: ConfluenceStandIn, parent: string) => ({
  CONFLUENCE_URL: site,
  CONFLUENCE_EMAIL: account.email,
  CONFLUENCE_TOKEN: account.token,
  CONFLUENCE_REVIEW_PARENT: parent,
});

const cellsOf = (row: StorageNode) =>
  'name' in row ? row.children.map((cell) => ('name' in cell ? wordsIn(cell.children) : '')) : [];

function held({ id, title, storage, attachments }: ConfluencePage): HeldPage {
  const nodes = readStorage(storage);
  const codes = elementsIn(nodes, 'ac:structured-macro').filter(
    (one) => one.attributes['ac:name'] === 'code',
  );
  return {
    id,
    title,
    words: wordsIn(nodes),
    rows: elementsIn(nodes, 'tr').map(cellsOf),
    code: codes.map(({ children }) => wordsIn(children)),
    links: elementsIn(nodes, 'a').map(({ attributes }) => attributes.href ?? ''),
    pictures: elementsIn(nodes, 'ac:image').flatMap(({ children }) =>
      elementsIn(children, 'ri:attachment').map(({ attributes }) => attributes['ri:filename'] ?? ''),
    ),
    files: Object.fromEntries(
      attachments.map((one) => [one.title, new TextDecoder().decode(one.bytes)] as const),
    ),
  };
}

documentsContract('Confluence', async (deps) => {
  const standIn = await openConfluence(check ? { check } : {});
  const parent = parentOf(standIn);
  const configured = confluence.read(envOf(standIn, parent.id), [])!;
  const port = configured.create(deps);
  const there = () => standIn.pages().filter(({ status, id }) => status !== 'trashed' && id !== parent.id);
  return {
    port,
    standIn,
    pages: () => there().map(held),
    remove(id) {
      Object.assign(standIn.pages().find((page) => page.id === id) ?? {}, { status: 'trashed' });
    },
    making: { path: '/wiki/api/v2/pages', method: 'POST' },
    check: () => configured.check(port),
    secrets: [
      standIn.account.token,
      Buffer.from(`${standIn.account.email}:${standIn.account.token}`).toString('base64'),
    ],
  };
});

describe('Confluence alone', () => {
  let standIn: ConfluenceStandIn;
  beforeEach(async () => {
    standIn = await openConfluence(check ? { check } : {});
  });
  afterEach(async () => {
    await standIn.close();
    expect(standIn.violations).toEqual([]);
  });
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog, waitsMs: [1, 1] }),
    clock: systemClock,
    log: silentLog,
  };
  const open = () => confluence.read(envOf(standIn, parentOf(standIn).id), [])!.create(deps);
  const document = {
    key: 'firescribe-1',
    title: 'INC-7 Postmortem',
    name: 'inc-7',
    markdown: '# T\n\nfirst\n',
    labels: ['postmortem', 'checkout-api'],
    properties: {},
    files: [],
  };
  const pageOf = (id: string) => standIn.pages().find((page) => page.id === id)!;

  test('the page stands under its parent, with labels and version numbers that count up', async () => {
    const port = open();
    const { id, url } = await port.put(document);
    expect(pageOf(id)).toMatchObject({
      parentId: '100001',
      spaceId: '65538',
      version: 1,
      labels: ['postmortem', 'checkout-api'],
    });
    expect(url).toBe(`${standIn.site}/spaces/OPS/pages/${id}`);
    await port.put({ ...document, markdown: '# T\n\nsecond\n', known: id });
    expect(pageOf(id).version).toBe(2);
  });

  test('a page that somebody saves at the same moment is read anew, and saved on top', async () => {
    const port = open();
    const { id } = await port.put(document);
    // What we read is older than what is there.
    const change = (json: unknown) => ({ ...(json as object), version: { number: 1 } });
    Object.assign(pageOf(id), { version: 4 });
    standIn.trouble(
      { kind: 'changed', change },
      { method: 'GET', path: `/wiki/api/v2/pages/${id}`, times: 1 },
    );
    await port.put({ ...document, markdown: '# T\n\nsecond\n', known: id });
    expect(pageOf(id)).toMatchObject({ version: 5, storage: expect.stringContaining('second') });
  });

  test('an answer to a save that is lost makes no further version', async () => {
    const port = open();
    const { id } = await port.put(document);
    standIn.trouble({ kind: 'answer_lost' }, { method: 'PUT', times: 1 });
    await port.put({ ...document, markdown: '# T\n\nsecond\n', known: id });
    expect(pageOf(id).version).toBe(2);
  });

  test('a page of somebody else with this title is left as it is', async () => {
    const theirs = standIn.addPage({ title: document.title, labels: [], doc: {}, storage: '<p>Mine.</p>' });
    const port = open();
    const { id } = await port.put(document);
    expect(pageOf(theirs.id).storage).toBe('<p>Mine.</p>');
    expect(pageOf(id).title).toBe('INC-7 Postmortem (firescribe-1)');
    expect((await port.put(document)).id).toBe(id);
  });

  test('a title that changed between a lost answer and the next attempt makes no second page', async () => {
    const port = open();
    for (let index = 0; index < 30; index += 1) {
      await port.put({ ...document, key: `firescribe-other-${index}`, title: `INC-${100 + index}` });
    }
    standIn.trouble({ kind: 'answer_lost' }, { times: 1, method: 'POST', path: '/wiki/api/v2/pages' });
    await port.put(document).catch(() => undefined);
    const { id } = await port.put({ ...document, title: 'INC-7 Postmortem: The pool' });
    expect(standIn.pages()).toHaveLength(32);
    expect(pageOf(id)).toMatchObject({ title: 'INC-7 Postmortem: The pool', version: 2 });
  });

  test('a title that somebody else has by then makes none either', async () => {
    const port = open();
    standIn.trouble({ kind: 'answer_lost' }, { times: 1, method: 'POST', path: '/wiki/api/v2/pages' });
    await port.put(document).catch(() => undefined);
    const theirs = standIn.addPage({
      title: 'INC-7: The pool',
      labels: [],
      doc: {},
      storage: '<p>Mine.</p>',
    });
    const { id } = await port.put({ ...document, title: 'INC-7: The pool' });
    expect(standIn.pages()).toHaveLength(3);
    expect(pageOf(id).title).toBe('INC-7: The pool (firescribe-1)');
    expect(pageOf(theirs.id).storage).toBe('<p>Mine.</p>');
  });

  test('a file is attached once, and again only where it changed', async () => {
    const port = open();
    const bytes = new TextEncoder().encode('log');
    const files = [{ name: 'log.txt', mediaType: 'text/plain', bytes }];
    const { id } = await port.put({ ...document, files });
    await port.put({ ...document, files, known: id });
    expect(pageOf(id).attachments).toMatchObject([{ title: 'log.txt', version: 1 }]);
    await port.put({
      ...document,
      known: id,
      files: [{ ...files[0]!, bytes: new TextEncoder().encode('b') }],
    });
    expect(pageOf(id).attachments).toMatchObject([{ version: 2 }]);
  });
});

test('the parent may be given by its address; one of another site is refused with what to write', () => {
  const env = {
    CONFLUENCE_URL: 'https://acme.atlassian.net',
    CONFLUENCE_EMAIL: 'a@b.example',
    CONFLUENCE_TOKEN: 't',
  };
  const problems: string[] = [];
  const of = (parent: string) => confluence.read({ ...env, CONFLUENCE_REVIEW_PARENT: parent }, problems);
  expect(of('https://acme.atlassian.net/wiki/spaces/OPS/pages/123/Reviews')).toBeDefined();
  expect(of('https://other.example/wiki/spaces/OPS/pages/123/Reviews')).toBeUndefined();
  expect(problems).toEqual([expect.stringContaining('CONFLUENCE_REVIEW_PARENT: use the address of a page')]);
  expect(confluence.read(env, [])).toBeUndefined();
  expect(confluence.read({ CONFLUENCE_REVIEW_PARENT: '1' }, problems)).toBeUndefined();
  expect(problems).toContain('CONFLUENCE_TOKEN: set it, as .env.example says.');
});
