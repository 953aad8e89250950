// Reviews as rows of a data source of Notion, each with its page (API version 2026-03-11).
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import type { HttpRequest } from '../../lib/http-call.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Deps, vendor } from '../vendor.ts';
import { isGone, writePage } from './notion-page.ts';
import { dataSource, KEY_PROPERTY, type NotionProperties, propertiesOf } from './notion-properties.ts';
import { richText } from './notion-text.ts';
import type { Document, Documents } from './port.ts';
import { digestOf, markOf } from './reading.ts';

const Settings = z.object({
  token: z.string(),
  /** The id of a data source or of its database, or the database's address. */
  source: z
    .string()
    .transform((text) => /[0-9a-f]{32}/i.exec(text.replaceAll('-', ''))?.[0] ?? '')
    .refine((id) => id !== '', 'use the address of the database, as the browser shows it'),
  url: z.url({ protocol: /^https?$/, error: 'use a whole address' }).default('https://api.notion.com'),
});
type Settings = z.infer<typeof Settings>;

const VENDOR = 'Notion';
const VERSION = '2026-03-11';
const CREDENTIALS =
  'Set NOTION_TOKEN to the secret of an internal integration (https://www.notion.so/profile/integrations) that may read, insert and update content, and add it to the database under ••• → Connections.';
const FORM = 1;

const made = z.object({ id: z.string(), url: z.string().nullish(), in_trash: z.boolean().nullish() });
const found = z.object({ results: z.array(made) });
/** Notion's own word for two writes at once is 409, which is worth another attempt. */
async function unlessAtOnce<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof VendorError && error.code === 'conflict') {
      throw new VendorError(error.message, { permanent: false, code: 'conflict', cause: error });
    }
    throw error;
  }
}

type Notion = Documents & { tryIt(): Promise<string | undefined> };

function connect({ token, url }: Settings, { http }: Deps): Http {
  const notion = http({
    vendor: VENDOR,
    baseUrl: url,
    urlVariable: 'NOTION_URL',
    credentials: CREDENTIALS,
    // 529: the whole of Notion, or of the workspace, is busy.
    limits: [429, 529],
    authorize: () => ({ authorization: `Bearer ${token}` }),
  });
  const versioned = (request: HttpRequest) => ({
    ...request,
    headers: { ...request.headers, 'notion-version': VERSION },
  });
  return {
    json: (request, shape) => unlessAtOnce(notion.json(versioned(request), shape)),
    done: (request) => unlessAtOnce(notion.done(versioned(request))),
    text: (request) => unlessAtOnce(notion.text(versioned(request))),
  };
}

function create(settings: Settings, deps: Deps): Notion {
  const notion = connect(settings, deps);
  let source: Promise<NotionProperties> | undefined;
  const properties = () => {
    source ??= dataSource(notion, settings.source).catch((error: unknown) => {
      source = undefined;
      throw error;
    });
    return source;
  };

  async function find({ key, known }: Pick<Document, 'key' | 'known'>, { id }: NotionProperties) {
    if (known !== undefined) {
      const page = await notion
        .json({ method: 'GET', path: `v1/pages/${encodeURIComponent(known)}` }, made)
        .catch((error: unknown) => {
          if (isGone(error)) {
            return undefined;
          }
          throw error;
        });
      if (page && !page.in_trash) {
        return page;
      }
    }
    const filter = { property: KEY_PROPERTY, rich_text: { starts_with: `${key}/` } };
    const { results } = await notion.json(
      {
        method: 'POST',
        path: `v1/data_sources/${id}/query`,
        json: { filter, page_size: 10 },
        repeatable: true,
      },
      found,
    );
    return results.find(({ in_trash: gone }) => !gone);
  }

  const make = ({ id }: NotionProperties, row: object) => {
    const json = { parent: { type: 'data_source_id', data_source_id: id }, properties: row };
    return notion.json({ method: 'POST', path: 'v1/pages', json }, made);
  };

  return {
    async put(document) {
      const source = await properties();
      const mark = markOf(document, digestOf(document, FORM));
      const row = (key: string) => ({
        ...propertiesOf(document, source),
        [KEY_PROPERTY]: { rich_text: richText(key) },
      });
      const page = (await find(document, source)) ?? (await make(source, row(`${document.key}/`)));
      const path = `v1/pages/${encodeURIComponent(page.id)}`;
      // The column names the whole document only when all of it stands in the page.
      if (keyIn(await notion.json({ method: 'GET', path }, withKey)) !== mark) {
        await writePage(notion, page.id, document);
        await notion.done({ method: 'PATCH', path, json: { properties: row(mark) }, repeatable: true });
      }
      return { id: page.id, ...(page.url ? { url: withoutTitle(page) } : {}) };
    },
    /** Reads and looks for a row: making one would leave it in somebody's trash. */
    async tryIt() {
      const source = await properties();
      await find({ key: 'firescribe-doctor' }, source);
      return 'The database is found. Whether pages may be made in it shows at the first export.';
    },
  };
}

/** The title is part of the address, and may have to be forgotten; the id alone leads there, too. */
const withoutTitle = ({ id, url }: z.infer<typeof made>) =>
  new URL(id.replaceAll('-', ''), url ?? undefined).href;

const withKey = z.object({
  properties: z.record(
    z.string(),
    z.looseObject({
      rich_text: z
        .array(z.object({ plain_text: z.string() }))
        .nullish()
        .catch(undefined),
    }),
  ),
});

const keyIn = ({ properties }: z.infer<typeof withKey>) =>
  (properties[KEY_PROPERTY]?.rich_text ?? []).map(({ plain_text: text }) => text).join('');

export const notion = vendor<Settings, Documents>({
  id: 'notion',
  label: VENDOR,
  settings: Settings as z.ZodType<Settings>,
  env: { NOTION_TOKEN: 'token', NOTION_DATA_SOURCE: 'source', NOTION_URL: 'url' },
  required: ['NOTION_TOKEN', 'NOTION_DATA_SOURCE'],
  create,
  check: (port) => (port as Notion).tryIt(),
});
