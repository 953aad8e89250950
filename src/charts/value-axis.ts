// The axis of values: from zero where that tells the truth, closer where the figures would lie flat on top of it.
import type { Graph, GraphSeries } from './graph.ts';

export const peak = ({ points }: GraphSeries) =>
  points.reduce((most, [, value]) => Math.max(most, value ?? -Infinity), -Infinity);
const trough = ({ points }: GraphSeries) =>
  points.reduce((least, [, value]) => Math.min(least, value ?? Infinity), Infinity);

/** Below this share of the highest figure, what moves could not be seen on an axis from zero (99.95 % and 99.9 %). */
const FLAT = 0.2;
const STEPS = 5;
const BYTES = new Set(['bytes', 'byte', 'b']);

/** Round in powers of two: 512 MiB, not 477. */
function byteStep(most: number): number {
  const base = 1_024 ** Math.max(0, Math.floor(Math.log(most) / Math.log(1_024)));
  const raw = most / base / STEPS;
  return base * 2 ** Math.ceil(Math.log2(raw));
}

export type Range = {
  min?: number;
  suggestedMin?: number;
  suggestedMax?: number;
  grace?: string;
  ticks?: { stepSize: number };
};

/** What the axis has to show: the curves and the threshold. */
export function rangeOf({ threshold, unit }: Graph, shown: readonly GraphSeries[]): Range {
  const limits = threshold === undefined ? [] : [threshold];
  const least = Math.min(...shown.map(trough), ...limits);
  const most = Math.max(...shown.map(peak), ...limits);
  if (least < 0 || most - least < most * FLAT) {
    return most === least
      ? {
          suggestedMin: least - Math.max(1, Math.abs(least) * 0.1),
          suggestedMax: most + Math.max(1, most * 0.1),
        }
      : { suggestedMin: least, suggestedMax: most, grace: '5%' };
  }
  const bytes = most > 0 && BYTES.has(unit?.trim().toLowerCase() ?? '');
  return {
    min: 0,
    suggestedMax: most,
    grace: '5%',
    ...(bytes ? { ticks: { stepSize: byteStep(most) } } : {}),
  };
}

/** Digits that tell neighbouring ticks apart: 99.94 and 99.96, but 1.2k and 1.4k. */
export function digitsOf({ min, suggestedMin = min ?? 0, suggestedMax = 1 }: Range): number {
  const step = (suggestedMax - suggestedMin) / STEPS;
  const size = Math.max(Math.abs(suggestedMin), Math.abs(suggestedMax));
  return step > 0 ? Math.min(8, Math.max(3, Math.ceil(Math.log10(size / step)) + 1)) : 3;
}
