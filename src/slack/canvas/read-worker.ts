// The thread that reads canvases and drafts.
import { serveWorker } from '../../lib/worker.ts';
import { canvasMarkdown } from '../canvas-words.ts';
import { type Block, blocksOfHtml, blocksOfMarkdown } from './blocks.ts';
import type { ReadTask } from './read-in-worker.ts';

serveWorker((task: ReadTask): Block[] | string | undefined => {
  if ('markdown' in task) {
    return blocksOfMarkdown(task.markdown);
  }
  return 'as' in task ? canvasMarkdown(task.html, task.as) : blocksOfHtml(task.html);
});
