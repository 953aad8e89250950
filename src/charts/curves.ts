// The curves of a graph: their points, with gaps left open, and how they look.
import type { ChartDataset } from 'chart.js';
import { thinPoints } from '../lib/thin-points.ts';
import type { GraphSeries } from './graph.ts';
import { legible } from './legible.ts';
import { COLOURS, LINES } from './look.ts';
import { fitting } from './words.ts';

/** More points than dots show nothing more. */
const MOST_POINTS = 1_200;
/** So few are shown as what they are: single figures. */
const FEW_POINTS = 24;
const DOT = 2.5;
const LONGEST_NAME = 46;

type XY = { x: number; y: number };

/** A figure between two gaps has no line to be part of: it is a dot. */
function isLonely(data: readonly XY[], index: number): boolean {
  const isGap = (point: XY | undefined) => point === undefined || Number.isNaN(point.y);
  return !isGap(data[index]) && isGap(data[index - 1]) && isGap(data[index + 1]);
}

/** `index` chooses the colour. */
export function curve(series: GraphSeries, index: number, filled: boolean): ChartDataset<'line'> {
  const colour = LINES[index] ?? COLOURS.ink;
  const data = thinPoints(series.points, MOST_POINTS).map(([x, y]) => ({ x, y: y ?? Number.NaN }));
  const few = data.length <= FEW_POINTS;
  return {
    label: fitting(legible(series.name, `series ${index + 1}`), LONGEST_NAME),
    data,
    borderColor: colour,
    borderWidth: 2,
    pointRadius: data.map((_, at) => (few || isLonely(data, at) ? DOT : 0)),
    pointBackgroundColor: colour,
    pointBorderWidth: 0,
    spanGaps: false,
    borderJoinStyle: 'round',
    fill: filled ? 'origin' : false,
    backgroundColor: `${colour}14`,
  };
}
