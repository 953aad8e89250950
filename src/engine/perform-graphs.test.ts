import type { Signal } from '../incident/values.ts';
import type { FiguresWanted, Metrics } from '../integrations/metrics/port.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { serviceOf } from '../policy/services.ts';
import { attachGraph, graphOnRequest, graphOnResolve } from '../workflows/attach-graph.ts';
import { sayFailures } from '../workflows/say-failures.ts';
import { ana, type House, monitor, openHouse, START } from './fixtures/house.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { type DrawPicture, graphDrawer } from './perform-graphs.ts';

const MINUTE = 60_000;
const viewer = { kind: 'operator' } as const;

let house: House;
let outbox: Outbox;
let wanted: FiguresWanted[];
let drawn: Parameters<DrawPicture>[0][];
/** What a query gives, by query. */
let answers: Record<string, () => Awaited<ReturnType<Metrics['query']>>>;

const source: Metrics = {
  behind: ({ labels }) =>
    labels.expr ? { query: labels.expr, title: labels.alertname ?? '', threshold: 1 } : undefined,
  query: async (asked) => {
    wanted.push(asked);
    return answers[asked.query]?.() ?? [];
  },
  probe: async () => undefined,
};
const curve = (...values: (number | null)[]) =>
  values.map((value, index) => [START - (values.length - index) * MINUTE, value] as const);

async function open(services: Parameters<typeof serviceOf>[1] = {}): Promise<void> {
  [wanted, drawn, answers] = [[], [], {}];
  const policy = { services: [serviceOf('checkout-api', services)] };
  house = openHouse({ policy, reactions: [attachGraph, graphOnResolve, graphOnRequest, sayFailures] });
  const { engine, timeline, clock } = house;
  const draw: DrawPicture = async (picture) => {
    drawn.push(picture);
    return new Uint8Array([1, 2, 3]);
  };
  const put = async (bytes: Uint8Array) => ({ sha256: `sha-${drawn.length}`, size: bytes.length });
  const deps = { engine, clock, files: { put }, policy: () => house.policy, draw };
  const sources = [{ id: 'example', label: 'Example', port: source }];
  const performers = {
    'graph.draw': graphDrawer({ ...deps, sources }),
    'operators.tell': async () => undefined,
  };
  outbox = createOutbox({ timeline, engine, performers, clock, log: silentLog });
  await outbox.start();
}
afterEach(async () => {
  await outbox.stop();
  await house.close();
});

const signal = (labels: Record<string, string>): Signal => ({
  vendor: 'alertmanager',
  dedupeKey: 'a',
  state: 'firing',
  title: 'Errors',
  service: 'checkout-api',
  labels: { alertname: 'Errors', ...labels },
  links: {},
  startsAt: START - 10 * MINUTE,
});

async function declare(labels?: Record<string, string>): Promise<string> {
  const { incident } = await house.engine.handle({
    type: 'declare',
    wish: {
      kind: 'real',
      title: 'Errors',
      service: 'checkout-api',
      private: false,
      ...(labels ? { signal: signal(labels) } : {}),
    },
    asking: house.asking(labels ? monitor : ana),
  });
  await outbox.idle();
  return incident;
}
const ask = async (incident: string, type: 'ask-graph' | 'resolve') => {
  await house.engine.handle({ type, incident, wish: {}, asking: house.asking(ana) });
  await outbox.idle();
};
const kept = (incident: string) => house.engine.questions.ofType(incident, 'graph-kept', 20);
const types = async (incident: string) =>
  (await house.engine.questions.events(incident)).map(({ type }) => type);

test('the query behind the alert is asked from an hour before it began, drawn, and kept', async () => {
  await open();
  answers.errors = () => [{ labels: {}, points: curve(0, null, 2, 3) }];
  const [graph] = await kept(await declare({ expr: 'errors' }));
  expect(wanted).toMatchObject([{ query: 'errors', from: START - 70 * MINUTE, to: START, step: 15_000 }]);
  expect(wanted[0]?.alerts).toMatchObject([{ title: 'Errors', at: START - 10 * MINUTE }]);
  expect(drawn).toMatchObject([
    { title: 'Errors', source: 'Example', threshold: 1, marks: [{ word: 'detected' }] },
  ]);
  expect(graph?.data).toMatchObject({
    moment: 'declared',
    query: 'errors',
    series: [{ name: 'Errors', points: curve(0, null, 2, 3) }],
    picture: { sha256: 'sha-1', mimetype: 'image/png' },
  });
});

test('the service’s own queries go before the alert’s; a source that is not set up is passed over', async () => {
  await open({
    queries: [
      { title: 'Latency', source: 'example', query: 'latency', unit: 's', threshold: 2 },
      { title: 'Elsewhere', source: 'datadog', query: 'other' },
    ],
  });
  answers.latency = () => [{ labels: {}, points: curve(1, 2) }];
  const incident = await declare();
  expect((await kept(incident)).map(({ data }) => data)).toMatchObject([
    { query: 'latency', unit: 's', threshold: 2 },
  ]);
  await ask(incident, 'resolve');
  expect(drawn.map(({ marks }) => marks.map(({ word }) => word))).toEqual([
    ['detected'],
    ['detected', 'resolved'],
  ]);
});

test('without a source, without figures, nothing appears, and who asks hears why', async () => {
  await open();
  const alone = await declare({});
  expect(await types(alone)).toEqual(['incident-declared', 'signal-attached']);
  await ask(alone, 'ask-graph');
  expect(await types(alone)).toContain('effect-failed');
  expect(await house.engine.questions.failedEffects(viewer)).toMatchObject([
    { kind: 'graph.draw', why: expect.stringContaining('leads to a metric') },
  ]);
});

test('one figure is kept, and is no picture', async () => {
  await open();
  answers.errors = () => [{ labels: {}, points: curve(7) }];
  const [graph] = await kept(await declare({ expr: 'errors' }));
  expect(graph?.data).toMatchObject({ series: [{ points: [[expect.any(Number), 7]] }] });
  expect(graph?.data.picture).toBeUndefined();
  expect(drawn).toEqual([]);
});

test('of many series six are kept, the alert’s own first, each thinned to five hundred points without losing its peak', async () => {
  await open();
  const long = (height: number) =>
    Array.from(
      { length: 5_000 },
      (_, at) => [START - 5_000_000 + at * 1_000, at === 777 ? height : 0] as const,
    );
  answers.errors = () => [
    { labels: { pod: 'mine', shop: 'eu' }, points: long(1) },
    ...Array.from({ length: 9 }, (_, pod) => ({
      labels: { pod: `p${pod}`, shop: 'eu' },
      points: long(pod + 10),
    })),
    { labels: { pod: 'silent', shop: 'eu' }, points: curve(null, Number.NaN) },
  ];
  const [graph] = await kept(await declare({ expr: 'errors', pod: 'mine', shop: 'eu' }));
  const { series = [], left } = graph?.data ?? {};
  expect(series.map(({ name }) => name)).toEqual(['mine', 'p8', 'p7', 'p6', 'p5', 'p4']);
  expect(left).toBe(4);
  expect(series.every(({ points }) => points.length <= 500)).toBe(true);
  expect(series.map(({ points }) => Math.max(...points.map(([, value]) => value ?? 0)))).toEqual([
    1, 18, 17, 16, 15, 14,
  ]);
});

test('one query of two fails: the other’s picture is there at once, and that one is missing until it comes', async () => {
  await open({
    queries: ['good', 'bad'].map((query) => ({ title: query, source: 'example', query })),
  });
  answers.good = () => [{ labels: {}, points: curve(1, 2) }];
  answers.bad = () => {
    throw new VendorError('Example is down.', { permanent: false, code: 'http_503' });
  };
  const incident = await declare();
  expect((await kept(incident)).map(({ data }) => data.query)).toEqual(['good']);
  house.clock.moveBy(2_000);
  await outbox.idle();
  expect((await house.engine.questions.incident(incident, viewer))?.missing).toMatchObject({
    graph: { vendor: 'Example' },
  });
  answers.bad = answers.good;
  house.clock.moveBy(5 * MINUTE);
  await outbox.idle();
  expect((await kept(incident)).map(({ data }) => data.query)).toEqual(['good', 'bad']);
  expect((await house.engine.questions.incident(incident, viewer))?.missing).toEqual({});
});
