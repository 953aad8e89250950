// Canvases and drafts read in a thread: a long one holds up the main thread for longer than anything may.
import { runInWorker } from '../../lib/worker.ts';
import type { AsWritten } from '../canvas-words.ts';
import type { Block } from './blocks.ts';

export type ReadTask = { markdown: string } | { html: string } | { html: string; as: AsWritten };

const HEAP_MB = 128;

const inThread = <Out>(task: ReadTask) =>
  runInWorker<ReadTask, Out>(new URL('./read-worker.ts', import.meta.url), task, { heapMb: HEAP_MB });

/** Undefined where Slack sent something else than a canvas. */
export const readBlocks = (html: string) => inThread<Block[] | undefined>({ html });

export const parseBlocks = (markdown: string) => inThread<Block[]>({ markdown });

export const readAsMarkdown = (html: string, as: AsWritten) => inThread<string>({ html, as });
