// The review's canvas as a thing of Slack's: made once, found again, given its title.
import { z } from 'zod';
import { sha256 } from '../lib/ids.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { done } from './client.ts';
import { isFileGone } from './files.ts';
import type { Stage } from './stage.ts';

export type CanvasPlace = {
  id: string;
  /** True for one of our own beside a channel canvas that people made. */
  own: boolean;
  permalink?: string;
};

const channelInfo = z.object({
  channel: z.object({
    properties: z
      .object({
        canvas: z.object({ file_id: z.string() }).optional().catch(undefined),
        tabs: z
          .array(z.object({ data: z.object({ file_id: z.string().optional() }).optional() }))
          .optional()
          .catch(undefined),
      })
      .optional(),
  }),
});

const canvasFile = z.object({
  file: z.object({
    id: z.string(),
    user: z.string().nullish(),
    canvas_creator_id: z.string().nullish(),
    permalink: z.string().nullish(),
    url_private: z.string().nullish(),
    title: z.string().nullish(),
  }),
});
type CanvasFile = z.infer<typeof canvasFile>['file'];

const made = z.object({ canvas_id: z.string() });

/** The canvas as a file; undefined where it is gone. */
export async function canvasFileOf(stage: Stage, id: string): Promise<CanvasFile | undefined> {
  try {
    return (await stage.slack.call('files.info', { file: id }, canvasFile)).file;
  } catch (error) {
    if (error instanceof VendorError && (isFileGone(error.code) || error.code === 'canvas_not_found')) {
      return undefined;
    }
    throw error;
  }
}

/** Slack's docs, files.info: canvases that the app is not shown, or nobody is. They are none of ours. */
const HIDDEN = new Set([
  'access_denied',
  'not_visible',
  'template_not_visible',
  'canvas_globally_disabled',
  'canvas_disabled_file_team',
  'slack_connect_canvas_sharing_blocked',
]);

const ifHidden = (error: unknown): undefined => {
  if (!(error instanceof VendorError && HIDDEN.has(error.code))) {
    throw error;
  }
};

/** The canvas in this channel that we made, if there is one; and whether people have one there. */
export async function lookForCanvas(
  stage: Stage,
  channel: string,
): Promise<{ ours?: CanvasPlace; theirs: boolean }> {
  const { botUser } = stage.session.identity();
  const { properties } = (await stage.slack.call('conversations.info', { channel }, channelInfo)).channel;
  const main = properties?.canvas?.file_id;
  const tabs = (properties?.tabs ?? []).flatMap((tab) => tab.data?.file_id ?? []);
  let theirs = false;
  for (const id of new Set([...(main ? [main] : []), ...tabs])) {
    const file = await canvasFileOf(stage, id).catch(ifHidden);
    const creator = file?.canvas_creator_id ?? file?.user;
    if (file && creator === botUser) {
      const permalink = file.permalink ? { permalink: file.permalink } : {};
      return { ours: { id, own: id !== main, ...permalink }, theirs };
    }
    theirs ||= file !== undefined && id === main;
  }
  return { theirs };
}

/** Refusals of the channel's canvas after which one of our own may still be possible. */
const TRY_OWN = new Set([
  'channel_canvas_already_exists',
  'canvas_tab_creation_failed',
  'channel_canvas_creation_failed',
]);

/**
 * Makes the canvas with its whole content in one call: the channel's own where there is none, else one beside it. Resolves
 * with the reason, in words, where the workspace refuses canvases.
 */
export async function makeCanvas(
  stage: Stage,
  channel: string,
  content: { title: string; markdown: string },
  theirs: boolean,
): Promise<CanvasPlace | { instead: string }> {
  const body = { title: content.title, document_content: { type: 'markdown', markdown: content.markdown } };
  try {
    if (!theirs) {
      const id = await makeChannelCanvas(stage, channel, body);
      if (id) {
        return withLink(stage, id, false);
      }
    }
    const { canvas_id } = await stage.slack.call('canvases.create', { ...body, channel_id: channel }, made);
    await letPeopleWrite(stage, canvas_id, channel);
    return await withLink(stage, canvas_id, true);
  } catch (error) {
    // Whatever lasts: a review that stands in the thread is better than none.
    if (error instanceof VendorError && error.permanent) {
      return { instead: error.message };
    }
    throw error;
  }
}

async function makeChannelCanvas(stage: Stage, channel: string, body: object): Promise<string | undefined> {
  try {
    const answer = await stage.slack.call(
      'conversations.canvases.create',
      { channel_id: channel, ...body },
      made,
    );
    return answer.canvas_id;
  } catch (error) {
    if (error instanceof VendorError && TRY_OWN.has(error.code)) {
      return undefined;
    }
    throw error;
  }
}

/** Members of the channel are not always given write access to a canvas that is a tab; a review is theirs to complete. */
async function letPeopleWrite(stage: Stage, id: string, channel: string): Promise<void> {
  const access = { canvas_id: id, access_level: 'write', channel_ids: [channel] };
  await stage.slack.call('canvases.access.set', access, done).catch((error: unknown) => {
    stage.log.warn({ canvas: id, error }, 'People may be unable to write in the canvas.');
  });
}

async function withLink(stage: Stage, id: string, own: boolean): Promise<CanvasPlace> {
  const file = await canvasFileOf(stage, id).catch((error: unknown) => {
    stage.log.warn({ canvas: id, error }, 'The address of the canvas could not be read.');
    return undefined;
  });
  return { id, own, ...(file?.permalink ? { permalink: file.permalink } : {}) };
}

/** A title of ours that says something else than it should now (another title, a redacted one) is replaced; people's own stays. */
export async function retitleCanvas(stage: Stage, id: string, title: string, ours: string): Promise<void> {
  const now = (await canvasFileOf(stage, id))?.title;
  if (!now?.startsWith(ours) || now === title) {
    return;
  }
  const change = { operation: 'rename', title_content: { type: 'markdown', markdown: title } };
  await stage.slack
    .call('canvases.edit', { canvas_id: id, changes: [change] }, done)
    .catch((error: unknown) => {
      if (!(error instanceof VendorError && error.permanent)) {
        throw error;
      }
      stage.log.warn({ canvas: id, error }, 'The title of the canvas could not be changed.');
    });
}

/**
 * What stands in a canvas, as a digest of its words and structure: compared with the digest taken right after our own write,
 * it tells whether anybody wrote in it since. Ids and addresses that Slack makes anew at each reading are left out.
 */
export function fingerprintOf(html: string): string {
  const kept = html
    .replace(/<(\/?[a-z0-9]+)\b([^>]*)>/gi, (_tag, name: string, attributes: string) => {
      const classes = /(?<![\w-])class\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1];
      return `<${name.toLowerCase()}${classes ? ` ${classes}` : ''}>`;
    })
    .replace(/\s+/g, ' ')
    .trim();
  return sha256(kept);
}
