// How long a graph takes from the data points to the picture, in a thread, and how long the main thread waits meanwhile.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { drawInWorker } from '../../charts/draw-in-worker.ts';
import type { Graph } from '../../charts/graph.ts';
import type { Figure, Row } from './figure.ts';
import { figures, median, milliseconds } from './statistics.ts';

const GOAL_MS = 300;
const BLOCKED_MS = 50;
const MINUTE = 60_000;
const NANOSECONDS_PER_MS = 1_000_000;
const START = Date.parse('2026-11-27T13:00:00Z');

/** Three series, a threshold and three marks: as busy as a graph of an incident is. */
function graphOf(points: number): Graph {
  const series = ['checkout', 'payment', 'cart'].map((name, row) => ({
    name,
    points: Array.from(
      { length: points },
      (_, at) => [START + at * MINUTE, 2 + row + Math.sin(at / 9)] as const,
    ),
  }));
  const to = START + points * MINUTE;
  const marks = ['detected', 'mitigated', 'resolved'].map((word, part) => ({
    at: START + ((to - START) * (part + 1)) / 4,
    word,
  }));
  return {
    title: 'Errors',
    unit: '%',
    source: 'Prometheus',
    zone: 'Europe/Berlin',
    from: START,
    to,
    series,
    threshold: 4,
    marks,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

async function drawMany(times: number, points: number): Promise<Row[]> {
  const graph = graphOf(points);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const first = await timed(() => drawInWorker(graph));
  const later: number[] = [];
  for (let time = 0; time < times; time += 1) {
    later.push(await timed(() => drawInWorker(graph)));
  }
  delay.disable();
  const blocked = delay.max / NANOSECONDS_PER_MS;
  const ms = median(later);
  return [
    {
      figure: `graph of 3 × ${figures(points)} points`,
      measured: milliseconds(ms),
      goal: `< ${GOAL_MS} ms`,
      ok: ms < GOAL_MS,
    },
    { figure: 'the first graph, with its libraries loaded', measured: milliseconds(first), goal: '' },
    {
      figure: 'main thread held up meanwhile, at most',
      measured: milliseconds(blocked),
      goal: `< ${BLOCKED_MS} ms`,
      ok: blocked < BLOCKED_MS,
    },
  ];
}

export const graphs: Figure = {
  name: 'graph',
  run: ({ graph: { times, points } }) => drawMany(times, points),
};
