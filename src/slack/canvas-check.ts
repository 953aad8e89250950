// The blame check over a canvas as it stands, off the main thread.
import type { GateSheet } from '../evidence/gate-sheet.ts';
import { runInWorker } from '../lib/worker.ts';
import { canvasFileOf } from './canvas.ts';
import type { CanvasCheck } from './canvas-check-worker.ts';
import { downloadHtml } from './files.ts';
import type { Stage } from './stage.ts';

const HEAP_MB = 128;

/** What is found in the canvas, people's edits included; undefined where it cannot be read. */
export async function findingsInCanvas(
  stage: Stage,
  canvas: string,
): Promise<GateSheet['findings'] | undefined> {
  try {
    const file = await canvasFileOf(stage, canvas);
    if (!file?.url_private) {
      return undefined;
    }
    const html = await downloadHtml(stage, file.url_private);
    const module = new URL('./canvas-check-worker.ts', import.meta.url);
    return await runInWorker<CanvasCheck, GateSheet['findings']>(module, { html }, { heapMb: HEAP_MB });
  } catch (error) {
    stage.log.warn({ canvas, error }, 'The canvas could not be read; its draft is checked instead.');
    return undefined;
  }
}
