// The metric behind an alert: its picture comes with the alert, again with the marks of the end, and stands in the review.
import { openPrometheus, type PrometheusStandIn } from '../emulator/vendors/prometheus.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;
const QUERY = 'checkout_errors / checkout_requests';
const generatorURL = `http://prometheus:9090/graph?g0.expr=${encodeURIComponent(`${QUERY} > 0.05`)}&g0.tab=1`;

let prometheus: PrometheusStandIn;
beforeEach(async () => {
  prometheus = await openPrometheus();
});
afterEach(async () => {
  expect(prometheus.violations).toEqual([]);
  await prometheus.close();
});

const shop = () => scene({ env: { PROMETHEUS_URL: prometheus.url, STEPS_OFF: 'make a bridge' } });

/** Errors from ten minutes before now until they are mended, forty minutes after now. */
const measures = (now: number) =>
  prometheus.measures(QUERY, [
    {
      labels: { service: 'checkout-api' },
      at: (ms) => (ms > now - 10 * MINUTE && ms < now + 40 * MINUTE ? 0.11 : 0.004),
    },
  ]);

const isPng = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1', 1, 4) === 'PNG';

async function pictures({ slack, app, incident }: Scene, channel: string): Promise<string[]> {
  const { id } = await incident(channel);
  const kept = await app().core.engine.questions.ofType(`incident/${id}`, 'graph-kept', 9);
  for (const { data } of kept) {
    expect(isPng(await app().core.files.read(data.picture?.sha256 ?? ''))).toBe(true);
    expect(data.series[0]?.points.length).toBeLessThanOrEqual(500);
  }
  return slack.see
    .files()
    .filter(({ name }) => name.endsWith('.png'))
    .map(({ name }) => name);
}

test('an alert brings its graph into the card’s thread, the resolve brings it with marks, and the review shows it', async () => {
  const story = await shop();
  const { alert, clock, channelOf, card, said, later, resolve, review, incident, entries, bo, slack } = story;
  measures(clock.now());
  await alert({ generatorURL });
  const channel = await channelOf(1);
  const { ts } = await card(channel);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  const first = await said(channel, /from Prometheus.*Attached by the step “attach the graph”/);
  expect(first).toMatchObject({ threadTs: ts, files: [expect.any(String)] });
  expect(await pictures(story, channel)).toHaveLength(1);
  expect(await entries(channel)).toContainEqual(
    expect.objectContaining({
      kind: 'graph',
      values: expect.objectContaining({ highest: 0.11, threshold: 0.05 }),
    }),
  );
  await slack.as('bo').join(channel);
  await bo.say(channel, 'rolling back 4.12');
  await later(45 * MINUTE);
  await resolve(channel, 'rolled back to 4.11');
  await said(channel, /until the resolve, from Prometheus/);
  const { graphs = [] } = await incident(channel);
  expect(graphs.map(({ moment }) => moment)).toEqual(['declared', 'resolved']);
  const made = await review(channel);
  expect(graphs[1]?.permalink).toMatch(/^http/);
  expect(made.canvas?.markdown).toContain(`![](${graphs[1]?.permalink})`);
  await story.nothingElse();
});

test('Prometheus is down: the incident goes on, the card says what is missing, and the graph comes later', async () => {
  const story = await shop();
  const { alert, clock, channelOf, card, said, later, incident } = story;
  measures(clock.now());
  prometheus.trouble({ kind: 'down' });
  await alert({ generatorURL });
  const channel = await channelOf(1);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  await later(10_000);
  expect((await card(channel)).words).toContain('Missing for now: graph (Prometheus)');
  prometheus.mend();
  await later(2 * MINUTE);
  await said(channel, /from Prometheus/);
  expect((await incident(channel)).missing).toEqual({});
  expect((await card(channel)).words).not.toContain('Missing for now');
  await story.nothingElse();
});

test('asked for, it comes into the channel as it is now; without any figures it is said why there is none', async () => {
  const story = await shop();
  const { alert, clock, channelOf, card, said, bo, whispered, declare, logged } = story;
  measures(clock.now());
  await alert({ generatorURL });
  const channel = await channelOf(1);
  await card(channel);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  await said(channel, /Attached by the step/);
  await bo.join(channel);
  await bo.slash(channel, '/incident graph');
  await whispered(bo, /The graph is being drawn/);
  expect(await said(channel, /from Prometheus/)).not.toHaveProperty('threadTs');
  const other = await declare();
  await bo.join(other);
  await bo.slash(other, '/incident graph');
  await whispered(bo, /The graph is being drawn/);
  await logged(/an effect is given up/);
  await said(other, /There is no graph to show: no alert of this incident leads to a metric/);
  await story.nothingElse();
});

test('with no metrics source, what the alerts say of themselves is drawn once there are two figures', async () => {
  const story = await scene({ env: { STEPS_OFF: 'make a bridge' } });
  const { alert, channelOf, card, said, later, entries } = story;
  const says = (fingerprint: string, value: number) =>
    alert({
      fingerprint,
      annotations: { summary: 'Checkout is slow', description: `Slower than 2 s\n  VALUE = ${value}` },
    });
  await says('host-1', 2.7);
  const channel = await channelOf(1);
  await card(channel);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  await later(2 * MINUTE);
  await says('host-2', 3.4);
  const posted = await said(channel, /CheckoutLatencyHigh, from the alert itself/);
  expect(posted.files).toHaveLength(1);
  expect((await entries(channel)).filter(({ kind }) => kind === 'graph')).toMatchObject([
    { files: [], values: { highest: 2.7 } },
    { files: [{ mimetype: 'image/png' }], values: { highest: 3.4 } },
  ]);
  await story.nothingElse();
});
