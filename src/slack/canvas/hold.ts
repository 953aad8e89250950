// The canvas of a review over Slack's calls: read back, written as a whole, brought in step.
import { z } from 'zod';
import { canvasFileOf, fingerprintOf } from '../canvas.ts';
import { done } from '../client.ts';
import { downloadHtml } from '../files.ts';
import type { Stage } from '../stage.ts';
import { type Block, withoutTitle } from './blocks.ts';
import { parseBlocks, readBlocks } from './read-in-worker.ts';
import type { Surface } from './refresh.ts';

const sections = z.object({
  sections: z.array(z.object({ id: z.string(), child_section_ids: z.array(z.string()).optional() })),
});

export type Held = Surface & {
  /** The HTML that stands there now; undefined where it cannot be read. */
  html(): Promise<string | undefined>;
  /** Its digest, as marks of older deliveries hold it. */
  print(): Promise<string | undefined>;
};

/** Its address is asked for once; the canvas itself is read anew each time. */
export function holdCanvas(stage: Stage, id: string): Held {
  let asked: ReturnType<typeof canvasFileOf> | undefined;
  const file = () => {
    asked ??= canvasFileOf(stage, id);
    return asked;
  };
  const html = async (): Promise<string | undefined> => {
    const url = (await file())?.url_private;
    return !url ? undefined : downloadHtml(stage, url);
  };
  return {
    html,
    print: async () => {
      const now = await html();
      return now === undefined ? undefined : fingerprintOf(now);
    },
    read: async (): Promise<Block[] | undefined> => {
      const now = await html();
      const blocks = now === undefined ? undefined : await readBlocks(now);
      return blocks && withoutTitle(blocks, (await file())?.title ?? undefined);
    },
    parse: parseBlocks,
    edit: async (change) => {
      await stage.slack.call('canvases.edit', { canvas_id: id, changes: [change] }, done);
    },
    find: async (text) => {
      const criteria = { contains_text: text };
      const found = await stage.slack.call('canvases.sections.lookup', { canvas_id: id, criteria }, sections);
      return found.sections;
    },
  };
}
