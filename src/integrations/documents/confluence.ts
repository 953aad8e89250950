// Reviews as pages of Confluence Cloud, under one parent: one page for each, whatever becomes of an answer on its way.
import { z } from 'zod';
import { addressOf, connectTo, pageIn, site } from '../confluence-site.ts';
import { type Deps, vendor } from '../vendor.ts';
import { attachTo } from './confluence-files.ts';
import { makePage, readPage, tryToMake, updatePage } from './confluence-pages.ts';
import type { Document, Documents } from './port.ts';
import { digestOf, markOf, pictureIn } from './reading.ts';
import { attachment, blocks, escaped, picture } from './storage-format.ts';

const Settings = z
  .object({
    ...site,
    /** The page under which reviews are put: its id, or its address. */
    parent: z.string(),
  })
  .transform((settings, context) => {
    const { parent, url } = settings;
    const id = /^\d+$/.test(parent.trim()) ? parent.trim() : pageIn(parent, url);
    if (id === undefined) {
      const message = 'use the address of a page of this site, as the browser shows it, or its number';
      context.addIssue({ code: 'custom', path: ['parent'], message });
    }
    return { ...settings, parent: id ?? '' };
  });
type Settings = z.infer<typeof Settings>;

const CREDENTIALS =
  'Make a token at https://id.atlassian.com/manage-profile/security/api-tokens for CONFLUENCE_EMAIL, put it into CONFLUENCE_TOKEN, and let that account add pages and attachments in the space.';

/** Raised when the same document is written in another way, so that pages that stand are written anew. */
const FORM = 1;
/** The last line says whose page it is: people who write here would lose it with the next export. */
async function storageOf(document: Document, mark: string): Promise<string> {
  const { blocksIn } = await import('./markdown-blocks.ts');
  const names = new Set(document.files.map(({ name }) => name));
  const parts = blocksIn(document.markdown).map((block) => {
    const shown = pictureIn(block);
    return shown !== undefined && names.delete(shown) ? picture(shown) : blocks([block]);
  });
  const files = document.files
    .filter(({ name }) => names.has(name))
    .map(({ name, mediaType }) => (mediaType.startsWith('image/') ? picture(name) : attachment(name)));
  const closing = `Written by Firescribe from the record of the incident. The next export replaces what is changed here; comments stay. (${mark})`;
  const attached = files.length > 0 ? `<h2>Files</h2>${files.join('')}` : '';
  return `${parts.join('')}${attached}<hr/><p><em>${escaped(closing)}</em></p>`;
}

type Confluence = Documents & { tryIt(): Promise<void> };

function create(settings: Settings, { http }: Deps): Confluence {
  const { url: address, parent } = settings;
  const confluence = connectTo(settings, http, CREDENTIALS);
  return {
    async put(document) {
      const { key, title } = document;
      const mark = markOf(document, digestOf(document, FORM));
      const draft = { key, mark, title, value: await storageOf(document, mark) };
      const known = document.known === undefined ? undefined : await readPage(confluence, document.known);
      const page = known
        ? await updatePage(confluence, known, draft)
        : await makePage(confluence, parent, draft);
      await attachTo(confluence, page.id, document.files);
      // The second interface reads labels and cannot give them. Given twice, a label is there once.
      const path = `rest/api/content/${encodeURIComponent(page.id)}/label`;
      const json = document.labels.map((name) => ({ prefix: 'global', name }));
      await confluence.done({ method: 'POST', path, json, repeatable: true });
      return { id: page.id, url: addressOf(page, address) };
    },
    tryIt: () => tryToMake(confluence, parent),
  };
}

export const confluence = vendor<Settings, Documents>({
  id: 'confluence',
  label: 'Confluence',
  settings: Settings as z.ZodType<Settings>,
  env: {
    CONFLUENCE_URL: 'url',
    CONFLUENCE_EMAIL: 'email',
    CONFLUENCE_TOKEN: 'token',
    CONFLUENCE_REVIEW_PARENT: 'parent',
  },
  required: ['CONFLUENCE_REVIEW_PARENT'],
  create,
  async check(port) {
    await (port as Confluence).tryIt();
    return undefined;
  },
});
