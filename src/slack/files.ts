// Files of messages, kept so that they outlive the platform's retention. Never made public; the token goes to Slack only.

import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import { Refusal } from '../incident/refusal.ts';
import type { FileRef, MessagePlace } from '../incident/values.ts';
import { readBytes } from '../lib/http-body.ts';
import { named } from '../lib/named.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { eventOf, ownAsking, type Stage } from './stage.ts';

const DOWNLOAD_MS = 25_000;

const fileInfo = z.object({
  file: z.object({
    id: z.string(),
    name: z.string().nullish(),
    mimetype: z.string().nullish(),
    size: z.number().nullish(),
    mode: z.string().nullish(),
    url_private_download: z.string().nullish(),
    url_private: z.string().nullish(),
  }),
});
type FileInfo = z.infer<typeof fileInfo>['file'];

/** Why the bytes cannot be had, ever; undefined where they may be had later. */
function goneBecause(error: unknown): string | undefined {
  return error instanceof VendorError ? named(WHY_GONE, error.code) : undefined;
}

/** Slack's docs, files.info. An app sees no file of a channel it was not added to, not even of a public one. */
const WHY_GONE: Readonly<Record<string, string>> = {
  file_deleted: 'It was deleted before it could be kept.',
  file_not_found: 'It is deleted, or stands in a channel that Firescribe is not in.',
  access_denied: 'Slack does not let the app read it.',
};

/** Slack's docs, files.info. */
export const isFileGone = (code: string) => /^file_(not_found|deleted)$/.test(code);

/** Bearer tokens are sent to Slack's own hosts, and to the host the API was configured for, and to no other. */
function mayDownloadFrom(url: string, apiUrl: string | undefined): boolean {
  const { protocol, hostname, host } = new URL(url);
  const own = apiUrl ? new URL(apiUrl).host : undefined;
  return host === own || (protocol === 'https:' && /(^|\.)slack(-files)?\.com$/.test(hostname));
}

const signInPage = () =>
  new VendorError(
    'Slack sent its sign-in page instead of the file. Add the scope files:read and reinstall the app.',
    { permanent: true, code: 'sign_in_page' },
  );

const MOST_REDIRECTS = 3;

/**
 * Follows Slack from one of its hosts to another with the token, which `fetch` would leave behind: organisations' files lie at
 * files-origin.slack.com (NousResearch/hermes-agent#114483), some kinds at slack-files.com (curie-eng/curie#2718).
 */
async function askFor(stage: Stage, url: string, redirects = 0): Promise<Response> {
  if (!mayDownloadFrom(url, stage.slack.options.slackApiUrl)) {
    throw new VendorError('The file lies on a host that is not Slack’s; it is not downloaded.', {
      permanent: true,
      code: 'foreign_host',
    });
  }
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${stage.token}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(DOWNLOAD_MS),
  }).catch(brokenOff);
  const location = answer.headers.get('location');
  if (answer.status < 300 || answer.status > 399 || location === null) {
    return answer;
  }
  await answer.body?.cancel();
  const next = new URL(location, url);
  if (next.searchParams.has('redir') || redirects === MOST_REDIRECTS) {
    throw signInPage();
  }
  return askFor(stage, next.href, redirects + 1);
}

/** The bytes behind a private address of Slack's; undefined where there are more than `most`. A sign-in page instead of the file means that the scope is missing. */
async function download(
  stage: Stage,
  url: string,
  { expected, most }: { expected: string; most: number },
): Promise<Uint8Array | undefined> {
  const answer = await askFor(stage, url);
  if (!answer.ok) {
    const passes = answer.status === 429 || answer.status >= 500;
    throw new VendorError(`Slack answered the download with HTTP ${answer.status}.`, {
      permanent: !passes,
      code: `http_${answer.status}`,
    });
  }
  const html = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (html && !expected.startsWith('text/html')) {
    throw signInPage();
  }
  return readBytes(answer, most).catch(brokenOff);
}

/** A canvas holds 1 MiB; its page is larger by its marks. */
const MOST_HTML = 20 * 1024 * 1024;

/** A canvas as Slack shows it. */
export async function downloadHtml(stage: Stage, url: string): Promise<string> {
  const bytes = await download(stage, url, { expected: 'text/html', most: MOST_HTML });
  if (!bytes) {
    throw new VendorError(`The canvas is larger than ${MOST_HTML / 1024 / 1024} MB.`, {
      permanent: true,
      code: 'too_large',
    });
  }
  return new TextDecoder().decode(bytes);
}

/** Before the answer came or in the middle of it: another time it may work. */
function brokenOff(error: unknown): never {
  throw new VendorError('The file could not be downloaded from Slack.', {
    permanent: false,
    code: 'connection',
    cause: error,
  });
}

async function fileOf(stage: Stage, id: string): Promise<FileInfo | string> {
  try {
    return (await stage.slack.call('files.info', { file: id }, fileInfo)).file;
  } catch (error) {
    const gone = goneBecause(error);
    if (gone) {
      return gone;
    }
    throw error;
  }
}

async function bytesOf(stage: Stage, file: FileInfo): Promise<Uint8Array | string> {
  const url = file.url_private_download ?? file.url_private;
  if (!url || file.mode === 'external') {
    return 'It lies outside Slack.';
  }
  const tooLarge = `It is larger than ${(stage.maxFileBytes / 1024 / 1024).toFixed(0)} MB.`;
  if ((file.size ?? 0) > stage.maxFileBytes) {
    return tooLarge;
  }
  const expected = file.mimetype ?? 'application/octet-stream';
  return (await download(stage, url, { expected, most: stage.maxFileBytes })) ?? tooLarge;
}

type WithFiles = { file: FileRef; place: MessagePlace };

async function fileOfEvent(stage: Stage, event: string, id: string): Promise<WithFiles | undefined> {
  const found = await eventOf(stage, event, 'message-posted', 'message-edited', 'evidence-copied');
  const file = found.data.files.find((one) => one.id === id);
  return file && !found.erased ? { file, place: found.data.place } : undefined;
}

/** Keeps the bytes of one file, or records why they cannot be kept. */
export function filePerformer(stage: Stage): Performer<'file.keep'> {
  return async (effect) => {
    const wanted = await fileOfEvent(stage, effect.payload.event, effect.payload.file);
    if (!wanted) {
      return;
    }
    const info = await fileOf(stage, wanted.file.id);
    const bytes = typeof info === 'string' ? info : await bytesOf(stage, info);
    const kept: FileRef =
      typeof bytes === 'string'
        ? { ...wanted.file, notKept: bytes }
        : { ...wanted.file, ...(await stage.files.put(bytes)) };
    try {
      await stage.engine.handle({
        type: 'record-file',
        incident: effect.stream,
        wish: { file: kept, place: wanted.place },
        asking: ownAsking(stage, effect, 'file'),
      });
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      // The message was redacted while its file came in.
      await (kept.sha256 && stage.files.erase(kept.sha256));
    }
  };
}
