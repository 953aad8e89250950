// Drawing off the main thread.
import { runInWorker } from '../lib/worker.ts';
import { type Graph, NotDrawable } from './graph.ts';

/** Draws a graph as a PNG. Throws NotDrawable where the figures make no picture. */
export type DrawGraph = (graph: Graph) => Promise<Uint8Array>;

/** What the thread answers: a picture, or why there is none. */
export type Drawn = { png: Uint8Array } | { notDrawable: string };

/** The canvas lies outside this heap; 100,000 points fit. MiB. */
const HEAP_MB = 128;

/** Chart.js, the canvas and the typeface are loaded by the thread when the first graph is drawn, and go with it. */
export const drawInWorker: DrawGraph = async (graph) => {
  const module = new URL('./draw-worker.ts', import.meta.url);
  const drawn = await runInWorker<Graph, Drawn>(module, graph, { heapMb: HEAP_MB });
  if ('notDrawable' in drawn) {
    throw new NotDrawable(drawn.notDrawable);
  }
  return drawn.png;
};
