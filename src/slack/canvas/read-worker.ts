// The thread that reads canvases and drafts: a long one holds up the main thread for longer than anything may.
import { runInWorker, serveWorker } from '../../lib/worker.ts';
import { type AsWritten, canvasMarkdown } from '../canvas-words.ts';
import { type Block, blocksOfHtml, blocksOfMarkdown } from './blocks.ts';

type Task = { markdown: string } | { html: string } | { html: string; as: AsWritten };

const HEAP_MB = 128;

const inThread = <Out>(task: Task) =>
  runInWorker<Task, Out>(new URL('./read-worker.ts', import.meta.url), task, { heapMb: HEAP_MB });

/** Undefined where Slack sent something else than a canvas. */
export const readBlocks = (html: string) => inThread<Block[] | undefined>({ html });

export const parseBlocks = (markdown: string) => inThread<Block[]>({ markdown });

export const readAsMarkdown = (html: string, as: AsWritten) => inThread<string>({ html, as });

serveWorker((task: Task): Block[] | string | undefined => {
  if ('markdown' in task) {
    return blocksOfMarkdown(task.markdown);
  }
  return 'as' in task ? canvasMarkdown(task.html, task.as) : blocksOfHtml(task.html);
});
