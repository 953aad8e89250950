// The thread that reads canvases and drafts: a long one holds up the main thread for longer than anything may.
import { runInWorker, serveWorker } from '../../lib/worker.ts';
import { canvasMarkdown } from '../canvas-words.ts';
import { type Block, blocksOfHtml, blocksOfMarkdown } from './blocks.ts';

/** `names`: of people, by id, for a canvas as Markdown. */
type Task = { markdown: string } | { html: string } | { html: string; names: Record<string, string> };

const HEAP_MB = 128;

const inThread = <Out>(task: Task) =>
  runInWorker<Task, Out>(new URL('./read-worker.ts', import.meta.url), task, { heapMb: HEAP_MB });

/** Undefined where Slack sent something else than a canvas. */
export const readBlocks = (html: string) => inThread<Block[] | undefined>({ html });

export const parseBlocks = (markdown: string) => inThread<Block[]>({ markdown });

export const readAsMarkdown = (html: string, names: Record<string, string>) =>
  inThread<string>({ html, names });

serveWorker((task: Task): Block[] | string | undefined => {
  if ('markdown' in task) {
    return blocksOfMarkdown(task.markdown);
  }
  return 'names' in task ? canvasMarkdown(task.html, task.names) : blocksOfHtml(task.html);
});
