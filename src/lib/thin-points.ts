// Fewer points that tell the same: peaks, dips and gaps stay.

/** Milliseconds since 1970, and the value then; null where nothing was measured. */
export type Point = readonly [at: number, value: number | null];

/** Lowest, highest and a gap may all stand in one stretch of time. */
const KEPT_OF_A_STRETCH = 3;

/** The points of one stretch that have to stay: its lowest and its highest, and where something is missing. */
function told(stretch: readonly Point[]): Point[] {
  const measured = stretch.filter((point): point is [number, number] => point[1] !== null);
  const gap = stretch.find(([, value]) => value === null);
  const low = measured.reduce<Point | undefined>((a, b) => (a && (a[1] ?? 0) <= b[1] ? a : b), undefined);
  const high = measured.reduce<Point | undefined>((a, b) => (a && (a[1] ?? 0) >= b[1] ? a : b), undefined);
  return [...new Set([low, high, gap])]
    .filter((point): point is Point => point !== undefined)
    .sort((a, b) => a[0] - b[0]);
}

/**
 * At most `most` of the points (four or more), in order of time. Nothing is averaged: each one kept was measured. Of every
 * stretch of time the lowest and the highest stay, so no peak is lost; the first and the last stay as well.
 */
export function thinPoints(points: readonly Point[], most: number): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length <= most || first === undefined || last === undefined) {
    return [...points];
  }
  const between = points.slice(1, -1);
  const stretches = Math.max(1, Math.floor((most - 2) / KEPT_OF_A_STRETCH));
  const each = (last[0] - first[0]) / stretches || 1;
  const parts: Point[][] = Array.from({ length: stretches }, () => []);
  for (const point of between) {
    parts[Math.min(stretches - 1, Math.floor((point[0] - first[0]) / each))]?.push(point);
  }
  return [first, ...parts.flatMap(told), last];
}

/** The same with a gap told wherever two neighbours are further apart than `longest` milliseconds. */
export function withGaps(points: readonly Point[], longest: number): Point[] {
  return points.flatMap((point, index): Point[] => {
    const before = points[index - 1];
    return before && point[0] - before[0] > longest ? [[before[0] + 1, null], point] : [point];
  });
}
