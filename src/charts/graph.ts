// What a graph is made of, and which of it can be drawn at all.
import type { Point } from '../lib/thin-points.ts';

export type GraphSeries = { name: string; points: readonly Point[] };

/** A moment worth a line: `detected`, `mitigated`, `resolved`. Milliseconds since 1970. */
export type Mark = { at: number; word: string };

export type Graph = {
  title: string;
  /** What the values are: `seconds`, `%`, `bytes`, `ratio` (0 to 1, drawn as percent), or any other word. */
  unit?: string;
  /** Where the figures come from: `Prometheus`. */
  source?: string;
  /** IANA zone of the axis. */
  zone: string;
  from: number;
  to: number;
  series: readonly GraphSeries[];
  threshold?: number;
  marks: readonly Mark[];
};

/** There is no picture in these figures; the sentence says why. Asking again does not help. */
export class NotDrawable extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NotDrawable';
  }
}

/** The last instant of a Date (ECMAScript, "Time Values"). */
const LAST_INSTANT = 8.64e15;
const isInstant = (at: number) => Number.isFinite(at) && Math.abs(at) <= LAST_INSTANT;

/** What is not a number is a gap: a division by nothing gives NaN, a histogram's last bucket +Inf. */
function measured({ name, points }: GraphSeries, { from, to }: Graph): GraphSeries {
  const kept = points
    .filter(([at]) => at >= from && at <= to)
    .map(([at, value]): Point => [at, value !== null && Number.isFinite(value) ? value : null])
    .sort((a, b) => a[0] - b[0]);
  return { name, points: kept };
}

/** The graph as it can be drawn: in order, gaps told as null, marks and points within its time. Throws NotDrawable. */
export function drawable(graph: Graph): Graph {
  if (!isInstant(graph.from) || !isInstant(graph.to) || graph.from >= graph.to) {
    throw new NotDrawable('A graph needs a beginning and a later end.');
  }
  if (graph.series.some(({ points }) => points.some(([at]) => !isInstant(at)))) {
    throw new NotDrawable('A point of the graph has no time.');
  }
  const series = graph.series
    .map((one) => measured(one, graph))
    .filter(({ points }) => points.some(([, value]) => value !== null));
  const count = series.flatMap(({ points }) => points.filter(([, value]) => value !== null)).length;
  if (count === 0) {
    throw new NotDrawable('There are no figures in this time.');
  }
  if (series.every(({ points }) => points.filter(([, value]) => value !== null).length < 2)) {
    throw new NotDrawable('One figure is a number, not a graph.');
  }
  const marks = graph.marks
    .filter(({ at }) => at >= graph.from && at <= graph.to)
    .toSorted((a, b) => a.at - b.at);
  const { threshold, ...rest } = graph;
  const line = threshold !== undefined && Number.isFinite(threshold) ? { threshold } : {};
  return { ...rest, ...line, series, marks };
}
