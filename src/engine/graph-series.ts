// The curves of a graph: named by what tells them apart, thinned, and no more of them than can be told apart.
import type { FigureSeries, FiringAlert } from '../integrations/metrics/port.ts';
import { thinPoints } from '../lib/thin-points.ts';

/** More colours than these are not told apart, and more points show nothing more on any screen. */
const MOST_SERIES = 6;
const MOST_POINTS = 500;
const LONGEST_NAME = 120;

export type Curve = { name: string; points: (readonly [number, number | null])[] };

type Labels = FigureSeries['labels'];

/** Values of the labels in which they differ: `pod-1`, `checkout, 500`; one alone goes by the title. */
function curveNames(all: readonly Labels[], title: string): string[] {
  const names = [...new Set(all.flatMap((labels) => Object.keys(labels)))].sort();
  const telling = names.filter((name) => new Set(all.map((labels) => labels[name] ?? '')).size > 1);
  return all.map((labels) => {
    const words = telling.map((name) => labels[name] ?? '').filter(Boolean);
    return (words.join(', ') || title).slice(0, LONGEST_NAME);
  });
}

const highest = ({ points }: Pick<FigureSeries, 'points'>) =>
  points.reduce((most, [, value]) => Math.max(most, value ?? -Infinity), -Infinity);

/** What is not a number is a gap: JSON, and so the record, knows neither NaN nor Inf. */
const finite = ({ points }: FigureSeries) =>
  points.map(([at, value]) => [at, value !== null && Number.isFinite(value) ? value : null] as const);

/** Every label of the curve is one that some alert carries: it is what the alert is about. */
function isMeant({ labels }: FigureSeries, alerts: readonly Pick<FiringAlert, 'labels'>[]): boolean {
  const wanted = Object.entries(labels);
  return alerts.some((alert) => wanted.every(([name, value]) => alert.labels[name] === value));
}

/**
 * Six at most, and how many were left out: those that the alerts are about, then those with the highest figures. Series
 * without any figure are nobody's loss.
 */
export function curvesOf(
  series: readonly FigureSeries[],
  { title, alerts }: { title: string; alerts: readonly Pick<FiringAlert, 'labels'>[] },
): { curves: Curve[]; left: number } {
  const measured = series
    .map((one) => ({ ...one, points: finite(one) }))
    .filter(({ points }) => points.some(([, value]) => value !== null))
    .sort((a, b) => Number(isMeant(b, alerts)) - Number(isMeant(a, alerts)) || highest(b) - highest(a));
  const shown = measured.slice(0, MOST_SERIES);
  const names = curveNames(
    shown.map(({ labels }) => labels),
    title,
  );
  const curves = shown.map(({ points }, index) => ({
    name: names[index] ?? title,
    points: thinPoints(points, MOST_POINTS),
  }));
  return { curves, left: measured.length - shown.length };
}

/** Whether they make a picture: a curve needs two figures. */
export function isPicture(curves: readonly Curve[]): boolean {
  return curves.some(({ points }) => points.filter(([, value]) => value !== null).length > 1);
}
