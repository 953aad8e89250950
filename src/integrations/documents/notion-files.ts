// Files sent to Notion: whole up to 20 MB, larger ones in parts, and none above what the workspace allows.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Block, fileBlock, note } from './notion-blocks.ts';
import type { DocumentFile } from './port.ts';

const MB = 1024 * 1024;
/** One request sends no more (Notion's docs, "Uploading larger files"); parts are of 5 to 20 MB, the last may be smaller. */
const WHOLE = 20 * MB;
const PART = 8 * MB;

const upload = z.object({ id: z.string() });

/** Who we are there, and how many bytes a file of this workspace may have. */
export type Account = { id: string; mostBytes?: number };

const account = z.object({
  id: z.string(),
  bot: z
    .object({ workspace_limits: z.object({ max_file_upload_size_in_bytes: z.number() }) })
    .nullish()
    .catch(undefined),
});

export async function accountOf(notion: Http): Promise<Account> {
  const { id, bot } = await notion.json({ method: 'GET', path: 'v1/users/me' }, account);
  return { id, ...(bot ? { mostBytes: bot.workspace_limits.max_file_upload_size_in_bytes } : {}) };
}

async function sendWhole(notion: Http, { name, mediaType, bytes }: DocumentFile): Promise<string> {
  const json = { mode: 'single_part', filename: name, content_type: mediaType };
  const { id } = await notion.json({ method: 'POST', path: 'v1/file_uploads', json }, upload);
  await notion.done({
    method: 'POST',
    path: `v1/file_uploads/${encodeURIComponent(id)}/send`,
    multipart: [{ name: 'file', fileName: name, mediaType, bytes }],
  });
  return id;
}

async function sendInParts(notion: Http, { name, mediaType, bytes }: DocumentFile): Promise<string> {
  const parts = Math.ceil(bytes.byteLength / PART);
  const json = { mode: 'multi_part', number_of_parts: parts, filename: name, content_type: mediaType };
  const { id } = await notion.json({ method: 'POST', path: 'v1/file_uploads', json }, upload);
  const path = `v1/file_uploads/${encodeURIComponent(id)}`;
  for (let part = 0; part < parts; part += 1) {
    const piece = bytes.subarray(part * PART, (part + 1) * PART);
    await notion.done({
      method: 'POST',
      path: `${path}/send`,
      multipart: [
        { name: 'part_number', value: String(part + 1) },
        { name: 'file', fileName: name, mediaType, bytes: piece },
      ],
    });
  }
  await notion.done({ method: 'POST', path: `${path}/complete`, json: {} });
  return id;
}

const sizeWords = (bytes: number) => `${(bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0)} MB`;

/** A file that Notion does not take (its size, its kind) is missing there, and the page says so. */
export async function sentFile(notion: Http, file: DocumentFile, { mostBytes }: Account): Promise<Block> {
  const { name, bytes } = file;
  if (mostBytes !== undefined && bytes.byteLength > mostBytes) {
    return note(
      `${name} (${sizeWords(bytes.byteLength)}) could not be put here: a file of this Notion workspace may have ${sizeWords(mostBytes)}.`,
    );
  }
  try {
    const send = bytes.byteLength > WHOLE ? sendInParts : sendWhole;
    return fileBlock(file, await send(notion, file));
  } catch (error) {
    if (error instanceof VendorError && error.code === 'rejected') {
      return note(`${name} could not be put here: ${error.message}`);
    }
    throw error;
  }
}
