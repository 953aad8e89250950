// Lines across a graph that people look for: when it was detected, mitigated, resolved, and where the alert's threshold is.
import type { Chart, Plugin } from 'chart.js';
import type { Graph, Mark } from './graph.ts';
import { COLOURS, font, SIZES } from './look.ts';

export const ROW_HEIGHT = 17;
const BETWEEN_WORDS = 8;
const DASHES = [4, 3];

type Placed = { mark: Mark; x: number; left: number; row: number };

/** Each word stands on the lowest row where it touches no other, shifted so that it stays within the picture. */
export function placeWords(
  marks: readonly Mark[],
  { x, widthOf, right }: { x(at: number): number; widthOf(word: string): number; right: number },
): Placed[] {
  const ends: number[] = [];
  return marks.map((mark) => {
    const at = x(mark.at);
    const width = widthOf(mark.word);
    const left = Math.max(0, Math.min(at - width / 2, right - width));
    const free = ends.findIndex((end) => end + BETWEEN_WORDS <= left);
    const row = free === -1 ? ends.length : free;
    ends[row] = left + width;
    return { mark, x: at, left, row };
  });
}

function line(
  context: CanvasRenderingContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
) {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

function drawMarks({ ctx, chartArea, scales, width }: Chart, marks: readonly Mark[]): void {
  const axis = scales.x;
  if (!axis) {
    return;
  }
  ctx.font = font(SIZES.tick, 600);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  const words = placeWords(marks, {
    x: (at) => axis.getPixelForValue(at),
    widthOf: (word) => ctx.measureText(word).width,
    right: width - 4,
  });
  ctx.strokeStyle = COLOURS.mark;
  ctx.lineWidth = 1;
  const footOf = (row: number) => chartArea.top - row * ROW_HEIGHT - 2;
  ctx.setLineDash(DASHES);
  for (const { x, row } of words) {
    line(ctx, [x, footOf(row)], [x, chartArea.bottom]);
  }
  ctx.setLineDash([]);
  for (const { mark, left, row } of words) {
    // The line of a word above may pass here.
    ctx.fillStyle = COLOURS.ground;
    ctx.fillRect(
      left - 2,
      footOf(row) - ROW_HEIGHT + 2,
      ctx.measureText(mark.word).width + 4,
      ROW_HEIGHT - 2,
    );
    ctx.fillStyle = COLOURS.ink;
    ctx.fillText(mark.word, left, footOf(row));
  }
}

function drawThreshold({ ctx, chartArea, scales }: Chart, value: number, words: string): void {
  const y = scales.y?.getPixelForValue(value) ?? Number.NaN;
  ctx.strokeStyle = COLOURS.threshold;
  ctx.lineWidth = 1.25;
  ctx.setLineDash([6, 4]);
  line(ctx, [chartArea.left, y], [chartArea.right, y]);
  ctx.setLineDash([]);
  ctx.font = font(SIZES.tick);
  ctx.textAlign = 'left';
  const below = y - chartArea.top < ROW_HEIGHT + 2;
  ctx.textBaseline = below ? 'top' : 'bottom';
  const { width } = ctx.measureText(words);
  const [x, base] = [chartArea.left + 4, below ? y + 2 : y - 2];
  // A pale ground behind the words: a curve may run there.
  ctx.fillStyle = 'rgba(255, 255, 255, 0.82)';
  ctx.fillRect(x - 2, below ? base : base - ROW_HEIGHT + 3, width + 4, ROW_HEIGHT - 3);
  ctx.fillStyle = COLOURS.threshold;
  ctx.fillText(words, x, base);
}

/** Draws over the curves, after them. */
export function linesAcross(graph: Graph, write: (value: number) => string): Plugin<'line'> {
  return {
    id: 'lines-across',
    afterDatasetsDraw(chart) {
      chart.ctx.save();
      if (graph.threshold !== undefined) {
        drawThreshold(chart, graph.threshold, `threshold ${write(graph.threshold)}`);
      }
      drawMarks(chart, graph.marks);
      chart.ctx.restore();
    },
  };
}
