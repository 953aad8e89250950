// The review with what people wrote in its canvas: for where documents are kept.

import { readAsMarkdown } from './canvas/read-in-worker.ts';
import { canvasFileOf, fingerprintOf } from './canvas.ts';
import { downloadHtml } from './files.ts';
import { findPosted } from './posting.ts';
import { incidentOf, type Stage } from './stage.ts';

/** The canvas as Markdown where anybody wrote in it since we did; undefined where nobody has, or there is none. @throws VendorError */
export async function reviewAsWritten(stage: Stage, stream: string): Promise<string | undefined> {
  const { draft, channel, channelLost } = await incidentOf(stage, stream);
  const canvas = draft?.delivered?.canvas;
  if (canvas === undefined || !channel || channelLost) {
    return undefined;
  }
  const known = await findPosted(stage, { channel: channel.id }, (mark) => mark.canvas === canvas);
  const file = known && (await canvasFileOf(stage, canvas));
  if (!file?.url_private) {
    return undefined;
  }
  const html = await downloadHtml(stage, file.url_private);
  const title = file.title ? { title: file.title } : {};
  return fingerprintOf(html) === known?.mark.print
    ? undefined
    : readAsMarkdown(html, { names: namesIn(html, stage), ...title });
}

/** Of everybody whom the canvas mentions. */
function namesIn(html: string, { directory }: Stage): Record<string, string> {
  const users = new Set(Array.from(html.matchAll(/@([UW][A-Z0-9]+)/g), ([, user = '']) => user));
  return Object.fromEntries(
    [...users].flatMap((user) => {
      const name = directory.find(user)?.name;
      return name ? [[user, name]] : [];
    }),
  );
}
