// Files sent to Notion's stand-in, whole or in parts, and what Notion refuses of them (its docs, "Uploading larger files").
import type { Asked, Reply, SentFile } from './exchange.ts';
import { invalid, missing, seen } from './notion-answers.ts';
import type { Book, Upload } from './notion-limits.ts';

const MB = 1024 * 1024;
const MOST_BYTES = 20 * MB;
const FEWEST_BYTES = 5 * MB;
const MOST_PARTS = 1_000;

const shown = ({ status }: Upload, id: string) => seen({ object: 'file_upload', id, status });

export function beginUpload(book: Book, { body }: Asked): Reply {
  const { filename = '', mode = 'single_part', number_of_parts: parts } = body as Record<string, string>;
  if (!/\.(?:txt|json|pdf|png|jpe?g|gif|svg|webp|csv)$/i.test(filename)) {
    return invalid(`Files of this kind are not supported: ${filename}`);
  }
  const many = mode === 'multi_part';
  if (many !== (parts !== undefined) || (many && !(Number(parts) >= 1 && Number(parts) <= MOST_PARTS))) {
    return invalid('number_of_parts should be a number from 1 to 1000 for mode multi_part, and for no other');
  }
  if (many && book.mostBytes <= FEWEST_BYTES) {
    return invalid('Multi-part uploads are not available on the free plan.');
  }
  const id = book.newId();
  book.uploads.set(id, { name: filename, parts: many ? Number(parts) : 0, sent: [], status: 'pending' });
  return shown(book.uploads.get(id) as Upload, id);
}

function wrongPart(upload: Upload, number: number, { bytes }: SentFile): string | undefined {
  if (bytes.byteLength > MOST_BYTES) {
    return 'The file is larger than one part may be.';
  }
  if (upload.parts === 0) {
    return undefined;
  }
  if (!(number >= 1 && number <= upload.parts)) {
    return `part_number should be from 1 to ${upload.parts}`;
  }
  return number < upload.parts && bytes.byteLength < FEWEST_BYTES
    ? 'Each part but the last should have at least 5 MB.'
    : undefined;
}

function keep(book: Book, id: string, upload: Upload): Reply {
  const bytes = new Uint8Array(Buffer.concat(upload.sent.map((part) => part?.bytes ?? new Uint8Array())));
  if (bytes.byteLength > book.mostBytes) {
    return invalid(`Files of this workspace may have ${book.mostBytes} bytes.`);
  }
  upload.status = 'uploaded';
  book.files.set(id, { name: upload.name, type: upload.sent[0]?.type ?? '', bytes });
  return shown(upload, id);
}

export function sendFile(book: Book, { params, body }: Asked): Reply {
  const { file, part_number: number } = (body ?? {}) as { file?: SentFile; part_number?: string };
  const id = params.id ?? '';
  const upload = book.uploads.get(id);
  if (!upload || !file) {
    return missing;
  }
  const wrong =
    upload.status === 'pending' ? wrongPart(upload, Number(number), file) : 'It is uploaded already.';
  if (wrong) {
    return invalid(wrong);
  }
  upload.sent[upload.parts === 0 ? 0 : Number(number) - 1] = file;
  return upload.parts === 0 ? keep(book, id, upload) : shown(upload, id);
}

export function completeUpload(book: Book, { params }: Asked): Reply {
  const id = params.id ?? '';
  const upload = book.uploads.get(id);
  if (!upload) {
    return missing;
  }
  const sent = upload.sent.filter((part) => part !== undefined).length;
  if (upload.parts === 0 || upload.status !== 'pending' || sent !== upload.parts) {
    return invalid(`It cannot be completed: ${sent} of ${upload.parts} parts are sent.`);
  }
  return keep(book, id, upload);
}
