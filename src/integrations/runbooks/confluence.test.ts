import { existsSync } from 'node:fs';
import { type ConfluenceStandIn, openConfluence } from '../../emulator/vendors/confluence.ts';
import { specCheck } from '../../emulator/vendors/openapi.ts';
import { readAtlasDoc } from './atlas-doc.ts';
import { confluence, pageIn } from './confluence.ts';
import { runbooksContract } from './contract.ts';

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (words: string) => ({ type: 'paragraph', content: [text(words)] });
const listItem = (words: string) => ({ type: 'listItem', content: [paragraph(words)] });
const heading = (words: string, level = 2) => ({ type: 'heading', attrs: { level }, content: [text(words)] });
const document = (...content: object[]) => ({ type: 'doc', version: 1, content });

/** The search by CQL is not in the specification of the second interface. */
const check = specCheck('confluence-v2.json', { prefix: '/wiki/api/v2', except: ['/wiki/rest/api/'] });

const envOf = ({ site, account }: ConfluenceStandIn) => ({
  CONFLUENCE_URL: site,
  CONFLUENCE_EMAIL: account.email,
  CONFLUENCE_TOKEN: account.token,
});

runbooksContract('Confluence', async (deps) => {
  const standIn = await openConfluence(check ? { check } : {});
  return {
    port: confluence.read(envOf(standIn), [])!.create(deps),
    standIn,
    write({ title, service, steps }) {
      const doc = document(heading('Steps'), { type: 'orderedList', content: steps.map(listItem) });
      const { id } = standIn.addPage({ title, labels: ['runbook', service], doc });
      return `${standIn.site}/spaces/OPS/pages/${id}`;
    },
    remove(url) {
      const page = standIn.pages().find(({ id }) => url.includes(id));
      Object.assign(page ?? {}, { status: 'trashed' });
    },
    secrets: [
      standIn.account.token,
      Buffer.from(`${standIn.account.email}:${standIn.account.token}`).toString('base64'),
    ],
  };
});

test('requests are held against the vendor’s own specification where it is at hand', () => {
  const there = existsSync(new URL('../../../../shared/data/specs/confluence-v2.json', import.meta.url));
  if (!there) {
    console.info('skipped: the specification is not on this machine');
  }
  expect(check !== undefined).toBe(there);
});

test('steps are found in panels, expands and columns, with their commands, links and lists', () => {
  const doc = document(
    heading('Background'),
    { type: 'bulletList', content: [listItem('The pool has 50 connections')] },
    heading('What to do'),
    {
      type: 'expand',
      content: [
        {
          type: 'orderedList',
          content: [
            {
              type: 'listItem',
              content: [
                paragraph('Restart it:'),
                { type: 'codeBlock', content: [text('kubectl rollout restart deploy/checkout')] },
              ],
            },
            {
              type: 'listItem',
              content: [
                {
                  type: 'paragraph',
                  content: [
                    text('Look at '),
                    { type: 'inlineCard', attrs: { url: 'https://grafana.example/d/1' } },
                  ],
                },
                { type: 'bulletList', content: [listItem('errors'), listItem('latency')] },
              ],
            },
          ],
        },
      ],
    },
    {
      type: 'taskList',
      content: [{ type: 'taskItem', attrs: { state: 'TODO' }, content: [text('Tell support')] }],
    },
    heading('See also'),
    { type: 'orderedList', content: [listItem('The architecture page')] },
  );
  expect(readAtlasDoc(JSON.stringify(doc))).toEqual({
    steps: [
      'Restart it:\nkubectl rollout restart deploy/checkout',
      'Look at https://grafana.example/d/1\n– errors\n– latency',
      'Tell support',
    ],
    more: 0,
  });
});

test('what is no document has no steps', () => {
  for (const value of ['', '{', 'null', '[]', '{"type": 7}', '"<p>old storage format</p>"']) {
    expect(readAtlasDoc(value)).toEqual({ steps: [], more: 0 });
  }
});

test('a page is recognised by every address that browsers show', () => {
  const site = 'https://acme.atlassian.net/wiki';
  expect(pageIn(`${site}/spaces/OPS/pages/123/Checkout+is+slow?focusedCommentId=7`, site)).toBe('123');
  expect(pageIn(`${site}/pages/viewpage.action?pageId=456`, site)).toBe('456');
  expect(pageIn(`${site}/spaces/OPS/overview`, site)).toBeUndefined();
  expect(pageIn('https://evil.example/wiki/spaces/OPS/pages/123', site)).toBeUndefined();
});

test('a query of one’s own needs a place for the service, and the address may be given without /wiki', () => {
  const env = {
    CONFLUENCE_URL: 'https://acme.atlassian.net/',
    CONFLUENCE_EMAIL: 'a@b.example',
    CONFLUENCE_TOKEN: 't',
  };
  const problems: string[] = [];
  expect(confluence.read({ ...env, CONFLUENCE_RUNBOOK_CQL: 'label = runbook' }, problems)).toBeUndefined();
  expect(problems).toEqual(['CONFLUENCE_RUNBOOK_CQL: put {service} where the name of the service belongs.']);
  expect(confluence.read(env, [])).toBeDefined();
});
