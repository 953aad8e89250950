// Methods of the files family.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { fileObject } from '../canvas/canvas-file.ts';
import { SlackError } from '../errors.ts';
import { addFile, deleteFile, shareFiles } from '../files/acts.ts';
import { maySee } from '../files/sight.ts';
import type { SlackFile, Upload } from '../surfaces.ts';
import type { Channel } from '../world.ts';
import { int, json, list, text } from './args.ts';
import { threadParent } from './channel-rules.ts';
import { type Call, type Method, method } from './method.ts';

/** Slack's docs and help pages. */
const LARGEST_FILE = 1024 ** 3;
const LONGEST_ALT_TEXT = 1_000;
const MOST_CHANNELS = 100;

function requireUploadable(length: number, altText: string): void {
  if (length <= 0) {
    throw new SlackError('missing_argument');
  }
  if (length > LARGEST_FILE) {
    throw new SlackError('file_upload_size_restricted');
  }
  if (altText.length > LONGEST_ALT_TEXT) {
    throw new SlackError('alt_txt_too_large');
  }
}

const getUploadUrl = method({
  name: 'files.getUploadURLExternal',
  args: z.object({
    filename: text().pipe(z.string().min(1)),
    length: int(),
    alt_txt: text().optional(),
    snippet_type: text().optional(),
  }),
  scopes: ['files:write'],
  tier: 4,
  json: false,
  run(call, args) {
    requireUploadable(args.length, args.alt_txt ?? '');
    const upload: Upload = {
      key: randomBytes(24).toString('base64url'),
      fileId: call.newId('F'),
      filename: args.filename,
      length: args.length,
      user: call.actor.id,
      ...(args.alt_txt ? { altText: args.alt_txt } : {}),
    };
    call.world.uploads.set(upload.key, upload);
    return { upload_url: `${call.url()}/upload/v1/${upload.key}`, file_id: upload.fileId };
  },
});

const uploaded = z.array(z.strictObject({ id: z.string(), title: z.string().optional() })).min(1);

/** The upload that waits for this file id: the caller's own, with its bytes. */
function waiting(call: Call, fileId: string): Upload & { bytes: Uint8Array } {
  const upload = [...call.world.uploads.values()].find((each) => each.fileId === fileId);
  if (!upload?.bytes || upload.user !== call.actor.id) {
    throw new SlackError('file_not_found');
  }
  return { ...upload, bytes: upload.bytes };
}

function shareChannel(call: Call, id: string): Channel {
  const channel = call.world.channels.get(id);
  const isIn = channel?.members.includes(call.actor.id);
  if (!channel || (channel.kind !== 'public' && !isIn)) {
    throw new SlackError('channel_not_found');
  }
  if (!isIn) {
    throw new SlackError('not_in_channel');
  }
  if (channel.archived) {
    throw new SlackError('posting_to_channel_denied');
  }
  return channel;
}

const completeUpload = method({
  name: 'files.completeUploadExternal',
  args: z.object({
    files: json().pipe(uploaded),
    channel_id: text().optional(),
    channels: list().optional(),
    initial_comment: text().optional(),
    thread_ts: text().optional(),
  }),
  scopes: ['files:write'],
  tier: 4,
  json: true,
  run(call, args) {
    const ids = [...(args.channel_id ? [args.channel_id] : []), ...(args.channels ?? [])];
    if (ids.length > MOST_CHANNELS) {
      throw new SlackError('channels_limit_exceeded');
    }
    const channels = ids.map((id) => shareChannel(call, id));
    const threadTs = args.thread_ts;
    const parents = new Map(
      channels.map((channel) => [channel.id, threadTs ? threadParent(channel, threadTs).ts : undefined]),
    );
    const uploads = args.files.map(({ id, title }) => ({ ...waiting(call, id), title }));
    const files = uploads.map((upload) => {
      call.world.uploads.delete(upload.key);
      const { fileId, filename, bytes, altText, user, title } = upload;
      return addFile(call, { id: fileId, name: filename, bytes, user, title, altText });
    });
    for (const channel of channels) {
      const comment = args.initial_comment ?? '';
      const parent = parents.get(channel.id);
      shareFiles(call, { by: call.actor, channel, files, comment, ...(parent ? { threadTs: parent } : {}) });
    }
    return { files: files.map((file) => fileObject(call.world, call.url(), file)) };
  },
});

/** The file as this caller sees it. */
function fileFor(call: Call, id: string): SlackFile {
  const file = call.world.files.get(id);
  if (!file || !maySee(call.world, file, call.actor.id)) {
    throw new SlackError('file_not_found');
  }
  if (file.deleted) {
    throw new SlackError('file_deleted');
  }
  return file;
}

const info = method({
  name: 'files.info',
  args: z.object({ file: text() }),
  scopes: ['files:read'],
  tier: 4,
  json: false,
  run(call, args) {
    const file = fileObject(call.world, call.url(), fileFor(call, args.file));
    return { file, comments: [], response_metadata: { next_cursor: '' } };
  },
});

/** What `types` may ask for (Slack's docs), and which files that means. */
const kinds: Record<string, (file: SlackFile) => boolean> = {
  all: () => true,
  spaces: () => false,
  snippets: (file) => file.mimetype === 'text/plain',
  images: (file) => file.mimetype.startsWith('image/'),
  gdocs: () => false,
  zips: (file) => file.mimetype === 'application/zip',
  pdfs: (file) => file.mimetype === 'application/pdf',
  canvas: (file) => file.canvasId !== undefined,
  canvases: (file) => file.canvasId !== undefined,
};

function kindsFor(types: string[]): ((file: SlackFile) => boolean)[] {
  return types.map((type) => {
    const kind = kinds[type];
    if (!kind) {
      throw new SlackError('unknown_type');
    }
    return kind;
  });
}

const listFiles = method({
  name: 'files.list',
  args: z.object({
    types: list().default(['all']),
    channel: text().optional(),
    user: text().optional(),
    ts_from: text().optional(),
    ts_to: text().optional(),
    count: int().default(100),
    page: int().default(1),
  }),
  scopes: ['files:read'],
  tier: 3,
  json: false,
  run(call, args) {
    const wanted = kindsFor(args.types);
    if (args.user && !call.world.users.has(args.user)) {
      throw new SlackError('user_not_found');
    }
    const found = [...call.world.files.values()].filter(
      (file) =>
        !file.deleted &&
        maySee(call.world, file, call.actor.id) &&
        wanted.some((kind) => kind(file)) &&
        (!args.channel || file.shares.some((share) => share.channel === args.channel)) &&
        (!args.user || file.user === args.user) &&
        file.created >= Number(args.ts_from ?? 0) &&
        file.created <= Number(args.ts_to ?? Number.POSITIVE_INFINITY),
    );
    const count = Math.max(1, args.count);
    const files = found.slice((args.page - 1) * count, args.page * count);
    return {
      files: files.map((file) => fileObject(call.world, call.url(), file)),
      paging: { count, total: found.length, page: args.page, pages: Math.ceil(found.length / count) },
    };
  },
});

const remove = method({
  name: 'files.delete',
  args: z.object({ file: text() }),
  scopes: ['files:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const file = fileFor(call, args.file);
    if (file.user !== call.actor.id || file.canvasId) {
      throw new SlackError('cant_delete_file');
    }
    deleteFile(call, file);
    return {};
  },
});

export const fileMethods: Method[] = [getUploadUrl, completeUpload, info, listFiles, remove];
