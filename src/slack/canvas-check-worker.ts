// The thread that looks at a canvas: reading its Markdown holds up the main thread for longer than anything may.
import { readMarkdown } from '../evidence/blame/read-markdown.ts';
import { checkBlame } from '../evidence/blameless.ts';
import { gateFindings } from '../evidence/gate-findings.ts';
import type { GateSheet } from '../evidence/gate-sheet.ts';
import { serveWorker } from '../lib/worker.ts';
import { canvasMarkdown } from './canvas-words.ts';

export type CanvasCheck = { html: string };

serveWorker(
  async ({ html }: CanvasCheck): Promise<GateSheet['findings']> =>
    gateFindings(checkBlame(readMarkdown(canvasMarkdown(html)).document)),
);
