// Labels and attachments of a page of Confluence's stand-in.
import type { ConfluencePage } from './confluence-page.ts';
import type { Asked, Reply, SentFile } from './exchange.ts';

const no = (status: number, message: string): Reply => ({ status, json: { statusCode: status, message } });

export function label(page: ConfluencePage, { body }: Asked): Reply {
  const wished = body as { prefix?: string; name?: string }[];
  if (
    !Array.isArray(wished) ||
    wished.some(({ prefix, name }) => !prefix || !name || /[\s,:;!?]/.test(name))
  ) {
    return no(400, 'Labels are a list of prefix and name, and hold no spaces');
  }
  page.labels = [...new Set([...page.labels, ...wished.map(({ name = '' }) => name)])];
  return { status: 200, json: { results: page.labels.map((name) => ({ prefix: 'global', name })) } };
}

export function listAttachments(page: ConfluencePage): Reply {
  const results = page.attachments.map(({ title, comment, mediaType, bytes, version }, index) => ({
    id: `att${page.id}${index}`,
    ...{ title, comment, mediaType, fileSize: bytes.byteLength, version: { number: version } },
  }));
  return { status: 200, json: { results, _links: {} } };
}

/** The first interface: a file of the same name becomes the next version of the attachment. */
export function attach(page: ConfluencePage, { headers, body }: Asked): Reply {
  if (headers['x-atlassian-token'] !== 'nocheck') {
    return no(403, 'XSRF check failed');
  }
  const { file, comment } = (body ?? {}) as { file?: SentFile; comment?: string };
  if (!file?.bytes) {
    return no(400, 'At least one file is required');
  }
  const before = page.attachments.find(({ title }) => title === file.name);
  const given = { title: file.name, comment: comment ?? '', mediaType: file.type, bytes: file.bytes };
  if (before) {
    Object.assign(before, given, { version: before.version + 1 });
  } else {
    page.attachments.push({ ...given, version: 1 });
  }
  return { status: 200, json: { results: [{ id: `att${page.id}`, title: file.name }] } };
}
