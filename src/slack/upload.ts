// Attaching a file to a thread: Slack's three steps (docs, "Working with files"), each file once.
import { z } from 'zod';
import { VendorError } from '../lib/vendor-error.ts';
import { lookBack, type Target } from './look-back.ts';
import type { Stage } from './stage.ts';

/** `comment`: mrkdwn that stands with it. `alt`: a picture in words, at most 1,000 characters (Slack's docs). */
export type Attachment = { name: string; title: string; bytes: Uint8Array; comment?: string; alt?: string };

const UPLOAD_MS = 25_000;

const address = z.object({ upload_url: z.string(), file_id: z.string() });
const completed = z.object({ files: z.array(z.object({ id: z.string() })) });
const withFiles = z.object({
  files: z.array(z.object({ id: z.string(), name: z.string().nullish() })).optional(),
});

async function send(url: string, bytes: Uint8Array): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
    signal: AbortSignal.timeout(UPLOAD_MS),
  }).catch((error: unknown) => {
    throw new VendorError('A file could not be sent to Slack.', {
      permanent: false,
      code: 'connection',
      cause: error,
    });
  });
  if (!answer.ok) {
    throw new VendorError(`Slack answered the upload of a file with HTTP ${answer.status}.`, {
      permanent: answer.status < 500 && answer.status !== 429,
      code: `http_${answer.status}`,
    });
  }
}

/** Uploads a file into a channel or thread; resolves with its id. */
async function upload(stage: Stage, target: Target, file: Attachment): Promise<string> {
  const { upload_url, file_id } = await stage.slack.call(
    'files.getUploadURLExternal',
    {
      filename: file.name,
      length: file.bytes.byteLength,
      ...(file.alt ? { alt_txt: file.alt } : {}),
    },
    address,
  );
  await send(upload_url, file.bytes);
  const answer = await stage.slack.call(
    'files.completeUploadExternal',
    {
      files: [{ id: file_id, title: file.title }],
      channel_id: target.channel,
      ...(file.comment ? { initial_comment: file.comment } : {}),
      ...(target.thread ? { thread_ts: target.thread } : {}),
    },
    completed,
  );
  return answer.files[0]?.id ?? file_id;
}

/** Id of a file of that name in the thread or channel. */
const leftIn = (stage: Stage, target: Target, name: string): Promise<string | undefined> =>
  lookBack(stage, target, withFiles, ({ files }) => files?.find((file) => file.name === name)?.id);

/** Uploads unless a file of that name is there already: a killed attempt may have left it. */
export async function uploadOnce(
  stage: Stage,
  attempt: number,
  target: Target,
  file: Attachment,
): Promise<string> {
  const left = attempt > 1 ? await leftIn(stage, target, file.name) : undefined;
  return left ?? upload(stage, target, file);
}
