// Files of a page in Confluence: attached once, replaced where they changed.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import type { DocumentFile } from './port.ts';
import { digestOfFile } from './reading.ts';

const attached = z.object({
  results: z.array(z.object({ title: z.string(), comment: z.string().nullish() })),
});

const noteOf = (file: DocumentFile) => `Firescribe ${digestOfFile(file)}`;

/** What is attached already under this name and with these bytes stays; the second interface reads attachments, the first makes them. */
export async function attachTo(
  confluence: Http,
  page: string,
  files: readonly DocumentFile[],
): Promise<void> {
  if (files.length === 0) {
    return;
  }
  const id = encodeURIComponent(page);
  const { results } = await confluence.json(
    { method: 'GET', path: `api/v2/pages/${id}/attachments`, query: { limit: 250 } },
    attached,
  );
  const standing = new Map(results.map(({ title, comment }) => [title, comment]));
  for (const file of files.filter((each) => standing.get(each.name) !== noteOf(each))) {
    await confluence.done({
      method: 'PUT',
      path: `rest/api/content/${id}/child/attachment`,
      // Atlassian's docs, "Create or update attachment": without it, a form with files is taken for a forgery.
      headers: { 'x-atlassian-token': 'nocheck' },
      multipart: [
        { name: 'file', fileName: file.name, mediaType: file.mediaType, bytes: file.bytes },
        { name: 'minorEdit', value: 'true' },
        { name: 'comment', value: noteOf(file) },
      ],
    });
  }
}
