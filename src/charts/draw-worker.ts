// The worker thread of a graph.
import { serveWorker } from '../lib/worker.ts';
import { drawGraph } from './draw.ts';
import type { Drawn } from './draw-in-worker.ts';
import { type Graph, NotDrawable } from './graph.ts';

serveWorker((graph: Graph): Drawn => {
  try {
    return { png: drawGraph(graph) };
  } catch (error) {
    if (error instanceof NotDrawable) {
      return { notDrawable: error.message };
    }
    throw error;
  }
});
