import { type Point, withGaps } from '../lib/thin-points.ts';
import { drawGraph } from './draw.ts';
import { drawInWorker } from './draw-in-worker.ts';
import { CHECKOUT, START } from './fixtures/checkout.ts';
import { drawVectors } from './fixtures/vectors.ts';
import { type Graph, NotDrawable } from './graph.ts';
import { legible } from './legible.ts';

/** The words of a drawing. Each is drawn letter by letter, so a word is looked for, not a sentence. */
function wordsIn(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, word]) => word ?? '').filter(Boolean);
}

/** The first of the curve's paths: how often the pen was put down. */
function strokesOf(graph: Graph): number {
  const curves = [...drawVectors(graph).matchAll(/<path[^>]*stroke="#0B62A8"[^>]*d="([^"]*)"/g)];
  return curves.flatMap(([, path]) => path?.match(/M/g) ?? []).length;
}

/** Width and height, from the header of a PNG (its specification, 11.2.2). */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  expect([...png.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  return [view.getUint32(16), view.getUint32(20)];
}

const from = (points: Point[], more: Partial<Graph> = {}): Graph => ({
  ...CHECKOUT,
  series: [{ name: 'errors', points }],
  ...more,
});

test('a graph is a picture of 1200 by 750 dots', () => {
  expect(sizeOf(drawGraph(CHECKOUT))).toEqual([1200, 750]);
});

test('it says what it shows: title, source, date and zone, figures in their unit, threshold, marks', () => {
  const words = wordsIn(drawVectors(CHECKOUT));
  expect(words).toEqual(
    expect.arrayContaining([
      'Checkout',
      'Prometheus',
      'Europe/Berlin',
      'threshold',
      'detected',
      'mitigated',
      'resolved',
    ]),
  );
  // 13:00 UTC is 14:00 in Berlin. The typeface has a colon of its own between digits, which comes without its letter.
  expect(words).toEqual(expect.arrayContaining(['1400', '1530', '10', '%']));
});

test('a gap is left open, and nothing else is', () => {
  const [first, second] = [START + 60_000, START + 120_000];
  const whole = from(Array.from({ length: 100 }, (_, index) => [START + index * 60_000, 1 + (index % 7)]));
  const left = (whole.series[0]?.points ?? []).filter((_, index) => index < 40 || index > 60);
  expect(strokesOf(from(withGaps(left, 90_000)))).toBe(strokesOf(whole) + 1);
  expect(strokesOf(from(left))).toBe(strokesOf(whole));
  expect(() =>
    drawGraph(
      from([
        [first, 1],
        [second, Number.NaN],
        [second + 60_000, 2],
      ]),
    ),
  ).not.toThrow();
});

test('marks close to each other stand above one another, each legible', () => {
  const at = START + 60 * 60_000;
  const close = {
    ...CHECKOUT,
    marks: ['detected', 'mitigated', 'resolved'].map((word, i) => ({ at: at + i * 60_000, word })),
  };
  const heights = [
    ...drawVectors(close).matchAll(/<text[^>]* y="([\d.]+)[^>]*>(detected|mitigated|resolved)</g),
  ];
  expect(new Set(heights.map(([, y]) => y)).size).toBe(3);
});

test('of many curves the highest six are shown, and it says how many there are', () => {
  const series = Array.from({ length: 14 }, (_, index) => ({
    name: `pod-${index}`,
    points: [
      [START, index],
      [START + 60_000, index + 1],
      [START + 120_000, index],
    ] as Point[],
  }));
  const words = wordsIn(drawVectors({ ...CHECKOUT, series }));
  expect(words).toEqual(expect.arrayContaining(['pod-13', 'pod-8', '14']));
  expect(words).not.toContain('pod-7');
});

test('a hundred thousand points keep their single peak', () => {
  const points = Array.from(
    { length: 100_000 },
    (_, index): Point => [START + index * 100, index === 77_777 ? 50 : 1],
  );
  const words = wordsIn(drawVectors(from(points, { unit: 'seconds', threshold: undefined })));
  expect(words).toContain('40');
});

test.each([
  ['no series', { ...CHECKOUT, series: [] }, 'no figures'],
  ['no points', from([]), 'no figures'],
  [
    'nothing but gaps',
    from([
      [START, Number.NaN],
      [START + 1, null],
      [START + 2, Number.POSITIVE_INFINITY],
    ]),
    'no figures',
  ],
  [
    'nothing in its time',
    from([
      [START - 2, 1],
      [START - 1, 1],
    ]),
    'no figures',
  ],
  ['one point', from([[START, 1]]), 'One figure'],
  [
    'a point without a time',
    from([
      [Number.NaN, 1],
      [START, 2],
    ]),
    'no time',
  ],
  ['an end before its beginning', { ...CHECKOUT, to: START - 1 }, 'later end'],
] as [string, Graph, string][])('%s is no graph, and it says why', async (_name, graph, why) => {
  expect(() => drawGraph(graph)).toThrow(NotDrawable);
  expect(() => drawGraph(graph)).toThrow(why);
});

test('a threshold far from the figures is shown all the same', () => {
  const words = wordsIn(drawVectors({ ...CHECKOUT, unit: 'requests', threshold: 4_000 }));
  expect(words).toEqual(expect.arrayContaining(['threshold', '4k', 'requests']));
});

test('figures that lie flat far above zero are told apart', () => {
  const points = Array.from(
    { length: 60 },
    (_, index): Point => [START + index * 60_000, 99.95 + 0.04 * Math.sin(index)],
  );
  const words = wordsIn(drawVectors(from(points, { unit: '%', threshold: 99.9, marks: [] })));
  const ticks = words.filter((word) => /^9\d\.\d+$/.test(word));
  expect(new Set(ticks).size).toBeGreaterThan(2);
});

test('letters of other scripts are drawn with the shipped typeface', () => {
  const words = wordsIn(drawVectors({ ...CHECKOUT, title: 'Łódź Привет Ωμέγα <b> & "x"' }));
  expect(words).toEqual(expect.arrayContaining(['Ł', 'ód', 'ź', 'Привет', 'Ωμέγα']));
});

test('words whose letters no typeface has are replaced: boxes say nothing', () => {
  // Private use: no typeface of any machine has letters for these.
  const strange = `\u{E0F0}\u{E0F1}`;
  const series = ['a', strange].map((name) => ({
    name,
    points: [
      [START, 1],
      [START + 60_000, 2],
    ] as Point[],
  }));
  const words = wordsIn(drawVectors({ ...CHECKOUT, title: strange, series }));
  expect(words).toEqual(expect.arrayContaining(['metric', 'behind', 'alert', 'series']));
  expect(legible('決済が遅い', 'unreadable')).toMatch(/決済が遅い|unreadable/);
  expect(legible('Łódź → µs', 'unreadable')).toBe('Łódź → µs');
});

test('in a thread: the same picture, and the same sentence where there is none', async () => {
  expect(await drawInWorker(CHECKOUT)).toEqual(drawGraph(CHECKOUT));
  await expect(drawInWorker(from([[START, 1]]))).rejects.toThrow(NotDrawable);
});
