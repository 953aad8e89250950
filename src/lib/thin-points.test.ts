import { fc } from './fixtures/chance.ts';
import { type Point, thinPoints, withGaps } from './thin-points.ts';

const wave = (count: number): Point[] =>
  Array.from({ length: count }, (_, index) => [index * 1_000, Math.sin(index / 50)]);

test('few points stay as they are', () => {
  expect(thinPoints(wave(10), 500)).toEqual(wave(10));
});

test('a single peak among a hundred thousand points is not lost, nor is a gap', () => {
  const points = wave(100_000).map(
    ([at, value], index): Point => (index === 61_234 ? [at, 99] : index === 7_777 ? [at, null] : [at, value]),
  );
  const thin = thinPoints(points, 500);
  expect(thin.length).toBeLessThanOrEqual(500);
  expect(thin).toContainEqual([61_234_000, 99]);
  expect(thin).toContainEqual([7_777_000, null]);
  expect(thin.at(0)).toEqual(points.at(0));
  expect(thin.at(-1)).toEqual(points.at(-1));
});

test('whatever is thinned: nothing is invented, order and extremes stay', () => {
  const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 400 }), fc.integer({ min: 8, max: 100 }), (values, most) => {
      const points = values.map((one, index): Point => [index * 1_000, one]);
      const thin = thinPoints(points, most);
      const measured = (some: readonly Point[]) => some.flatMap(([, one]) => (one === null ? [] : [one]));
      expect(thin.length).toBeLessThanOrEqual(Math.max(most, 0));
      expect(thin.every((point) => points.includes(point))).toBe(true);
      expect(thin.map(([at]) => at)).toEqual(thin.map(([at]) => at).toSorted((a, b) => a - b));
      expect(Math.max(...measured(thin))).toBe(Math.max(...measured(points)));
      expect(Math.min(...measured(thin))).toBe(Math.min(...measured(points)));
      expect(thin.some(([, one]) => one === null)).toBe(points.some(([, one]) => one === null));
    }),
  );
});

test('where neighbours are too far apart, a gap is told', () => {
  const points: Point[] = [
    [0, 1],
    [1_000, 2],
    [9_000, 3],
  ];
  expect(withGaps(points, 2_000)).toEqual([
    [0, 1],
    [1_000, 2],
    [1_001, null],
    [9_000, 3],
  ]);
});
