// Draws a graph with Chart.js: title, unit, curves with gaps, threshold, marks, time in the team's zone.
import type { Canvas, SvgCanvas } from '@napi-rs/canvas';
import {
  Chart,
  type ChartConfiguration,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  SubTitle,
  Title,
} from 'chart.js';
import { curve } from './curves.ts';
import { figureWriter, unitInWords } from './figures.ts';
import { drawable, type Graph, type GraphSeries } from './graph.ts';
import { legible } from './legible.ts';
import { COLOURS, DOTS, FAMILY, HEIGHT, LINES, SIZES, WIDTH } from './look.ts';
import { linesAcross, placeWords, ROW_HEIGHT } from './marks.ts';
import { paper } from './paper.ts';
import { datesOf, timeTicks } from './time-axis.ts';
import { digitsOf, peak, rangeOf } from './value-axis.ts';
import { fitting } from './words.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Title, SubTitle, Legend, Filler);

/** More curves than this cannot be told apart. */
const MOST_CURVES = LINES.length;
const MARGIN = 12;
const LONGEST_TITLE = 54;
/** The title itself stands beside the picture wherever it is shown. */
const UNREADABLE_TITLE = 'The metric behind the alert';

function subtitleOf(graph: Graph, left: number): string {
  const unit = unitInWords(graph.unit);
  return [
    ...(unit ? [unit] : []),
    ...(graph.source ? [graph.source] : []),
    `${datesOf(graph)}, ${graph.zone}`,
    ...(left > 0 ? [`the ${MOST_CURVES} highest of ${MOST_CURVES + left}`] : []),
  ].join(' · ');
}

/** Room above the curves for the words of the marks; the axis takes some fifty points on the left. */
function roomForWords(graph: Graph): number {
  const inner = WIDTH - 2 * MARGIN - 50;
  const words = placeWords(graph.marks, {
    x: (at) => MARGIN + 50 + (inner * (at - graph.from)) / (graph.to - graph.from),
    widthOf: (word) => word.length * SIZES.tick * 0.62,
    right: WIDTH - 4,
  });
  return graph.marks.length === 0 ? 0 : ROW_HEIGHT * (1 + Math.max(...words.map(({ row }) => row)));
}

type Scales = NonNullable<NonNullable<ChartConfiguration<'line'>['options']>['scales']>;

function scalesOf(graph: Graph, shown: readonly GraphSeries[], write: (value: number) => string): Scales {
  const range = rangeOf(graph, shown);
  const times = timeTicks(graph.from, graph.to, graph.zone);
  const ticks = { color: COLOURS.quiet, font: { size: SIZES.tick }, maxRotation: 0 };
  return {
    x: {
      type: 'linear',
      min: graph.from,
      max: graph.to,
      afterBuildTicks: (axis) => {
        axis.ticks = times.map(({ at }) => ({ value: at }));
      },
      ticks: { ...ticks, autoSkip: false, callback: (value) => times.find(({ at }) => at === value)?.label },
      grid: { display: false },
      border: { color: COLOURS.grid },
    },
    y: {
      ...range,
      ticks: {
        ...ticks,
        ...range.ticks,
        padding: 8,
        maxTicksLimit: 6,
        callback: (value) => write(Number(value)),
      },
      grid: { color: COLOURS.grid, drawTicks: false },
      border: { display: false },
    },
  };
}

function configuration(graph: Graph, dots: number): ChartConfiguration<'line'> {
  const shown = graph.series.toSorted((a, b) => peak(b) - peak(a)).slice(0, MOST_CURVES);
  const write = figureWriter(graph.unit, digitsOf(rangeOf(graph, shown)));
  const scales = scalesOf(graph, shown, write);
  const filled = shown.length === 1 && rangeOf(graph, shown).min === 0;
  const heading = { display: true, align: 'start', padding: 0 } as const;
  return {
    type: 'line',
    data: { datasets: shown.map((series, index) => curve(series, index, filled)) },
    options: {
      animation: false,
      responsive: false,
      events: [],
      parsing: false,
      normalized: true,
      devicePixelRatio: dots,
      font: { family: FAMILY, size: SIZES.text },
      layout: { padding: MARGIN },
      scales,
      plugins: {
        title: {
          ...heading,
          text: fitting(legible(graph.title, UNREADABLE_TITLE), LONGEST_TITLE),
          color: COLOURS.ink,
          font: { size: SIZES.title, weight: 600 },
        },
        subtitle: {
          ...heading,
          text: subtitleOf(graph, graph.series.length - shown.length),
          color: COLOURS.quiet,
          font: { size: SIZES.text, weight: 400 },
          padding: { top: 3, bottom: 12 + roomForWords(graph) },
        },
        legend: {
          display: shown.length > 1,
          position: 'bottom',
          align: 'start',
          labels: { color: COLOURS.ink, boxWidth: 14, boxHeight: 2, padding: 6, font: { size: SIZES.tick } },
        },
      },
    },
    plugins: [ground, linesAcross(graph, write)],
  };
}

const ground = {
  id: 'ground',
  beforeDraw({ ctx, width, height }: Chart) {
    ctx.save();
    ctx.fillStyle = COLOURS.ground;
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

/** Draws, takes what was drawn, and lets go of it: Chart.js remembers every chart it has not been told to forget. */
export function drawn<C extends Canvas | SvgCanvas, T>(
  canvas: C,
  graph: Graph,
  dots: number,
  take: (canvas: C) => T,
): T {
  Chart.defaults.font.family = FAMILY;
  // Chart.js sizes the canvas by what it is told, not by what is there.
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  const chart = new Chart(canvas as unknown as HTMLCanvasElement, configuration(drawable(graph), dots));
  try {
    return take(canvas);
  } finally {
    chart.destroy();
  }
}

/** The picture, 1200 by 750 dots. Throws NotDrawable where the figures make none. Takes some 100 ms: not for the main thread. */
export function drawGraph(graph: Graph): Uint8Array {
  return drawn(paper(), graph, DOTS, (canvas) => new Uint8Array(canvas.toBuffer('image/png')));
}
