import { jsonWebhooks } from './any-json.ts';
import { deliveryOf, OTHER_SECRET, RECEIVED, read, SECRET, told } from './fixtures/knock.ts';
import { jsonWebhooksSection } from './json-mapping.ts';
import { hmacOf } from './signed.ts';

/** A monitor of web pages, as somebody may have it. */
const UPTIME = {
  label: 'Our uptime probe',
  secret: 'UPTIME_WEBHOOK_SECRET',
  key: '$.monitor.id',
  title: '$.msg',
  severity: '$.monitor.weight',
  severities: { high: 'critical', 3: 'info' },
  service: '$.monitor.tags[?@.name == "service"].value',
  team: 'web',
  startedAt: '$.heartbeat.time',
  endedAt: '$.heartbeat.time',
  source: '$.monitor.url',
  labels: '$.monitor.labels',
  resolved: { path: '$.heartbeat.status', is: [1, 'up'] },
  test: { path: '$.test' },
};

function on(more: Record<string, unknown> = {}) {
  const section = jsonWebhooksSection.parse({ uptime: { ...UPTIME, ...more } });
  const { webhooks, problems } = jsonWebhooks(section, { UPTIME_WEBHOOK_SECRET: SECRET });
  expect(problems).toEqual([]);
  return webhooks[0] as (typeof webhooks)[number];
}

const body = (more: Record<string, unknown> = {}) => ({
  msg: 'The shop does not answer',
  monitor: {
    id: 7,
    weight: 'HIGH',
    url: 'https://shop.example.com',
    tags: [
      { name: 'tier', value: '1' },
      { name: 'service', value: 'shop' },
    ],
    labels: { region: 'eu', replicas: 3, nested: { no: true } },
  },
  heartbeat: { status: 0, time: 1_795_356_005 },
  ...more,
});

test('what the mapping names becomes a signal', () => {
  expect(told(on(), body()).signals).toEqual([
    {
      vendor: 'uptime',
      dedupeKey: '7',
      recurs: true,
      state: 'firing',
      title: 'The shop does not answer',
      severity: 'critical',
      service: 'shop',
      team: 'web',
      labels: { region: 'eu', replicas: '3' },
      links: { source: 'https://shop.example.com' },
      startsAt: 1_795_356_005_000,
    },
  ]);
});

test.each([[1], ['UP'], ['up']])('a status of %j is its end', (status) => {
  const [signal] = told(on(), body({ heartbeat: { status, time: '2026-11-22T14:30:00Z' } })).signals;
  expect(signal).toMatchObject({ state: 'resolved', endsAt: Date.parse('2026-11-22T14:30:00Z') });
});

test('without a time it began when it came in', () => {
  expect(told(on(), body({ heartbeat: null })).signals[0]).toMatchObject({
    state: 'firing',
    startsAt: RECEIVED,
  });
});

test('what it calls a test is one, whatever its value, unless that is false', () => {
  const tests = [true, 'yes', 0, false, null].map(
    (given) => told(on(), body({ test: given })).signals[0]?.test,
  );
  expect(tests).toEqual([true, true, true, undefined, undefined]);
});

test('several alerts in one body are read one by one; those that nothing tells apart are only kept', () => {
  const list = on({ each: '$.alerts[*]', key: ['$.host', '$.check'], title: '$.check' });
  const alerts = [{ host: 'a', check: 'disk' }, { host: 'b' }, { host: 'b', check: 'cpu' }];
  const { signals, troubles } = told(list, { alerts });
  expect(signals.map(({ dedupeKey }) => dedupeKey)).toEqual(['a/disk', 'b/cpu']);
  expect(troubles).toEqual([expect.stringContaining('1 alerts have nothing at `key`')]);
  expect(told(list, { alerts: [] }).signals).toEqual([]);
});

test.each([{ alrts: [{ id: 1 }] }, [], 1, 'x', null, { alerts: { id: 1 } }])(
  'where nothing stands at `each`, that is said: %j',
  (body) => {
    expect(read(on({ each: '$.alerts[*].items[*]', key: '$.id' }), body)).toMatchObject({
      ok: false,
      why: expect.stringContaining('Nothing stands at `$.alerts[*].items[*]`'),
    });
  },
);

test.each([
  ['$.alerts[*]', { alerts: [] }],
  ['$.alerts[*]', { alerts: null }],
  ['$.alerts[*]', {}],
  ['$[*]', []],
  ['$.pages[*].alerts[*]', { pages: [] }],
  ['$.pages[*].alerts[*]', { pages: [{ alerts: [] }, { alerts: [] }] }],
  ['$.alerts[?@.state == "bad" && @["is"]]', { alerts: [] }],
  ['$..alerts[0:10]', { page: { alerts: [] } }],
])('%s may find nothing in %j', (each, body) => {
  expect(read(on({ each, key: '$.id' }), body)).toMatchObject({ ok: true, inbound: [], troubles: [] });
});

test.each([
  ['$.alrts[*]', { alerts: [{ id: 1 }] }],
  ['$.alrts[*]', { alerts: [] }],
  ['$.alrts[?@["x"] == "a[0]"]', { alerts: [{ id: 1 }] }],
  ['$.alert', { alrt: { id: 1 } }],
  ['$.pages[*].alrts[*]', { pages: [{ alerts: [{ id: 1 }] }] }],
  ['$..alrts[*]', { page: { alerts: [{ id: 1 }] } }],
  ['$.alerts[*]', { alerts: 'none' }],
])('%s does not fit %j', (each, body) => {
  const why = expect.stringContaining(`Nothing stands at \`${each}\``);
  expect(read(on({ each, key: '$.id' }), body)).toMatchObject({ ok: false, why });
});

test.each([
  ['$.alerts[?@.state == "bad" && @["is"]]', { alerts: [{ state: 'good' }, { state: 'new' }] }],
  ['$.pages[?@.kind == "alerts"].items[*]', { pages: [{ items: [{ id: 1 }] }, { items: [] }] }],
])('that %s picked nothing of %j is said, until it picks something', (each, body) => {
  const webhook = on({ each, key: '$.id' });
  expect(read(webhook, body)).toMatchObject({
    ok: true,
    inbound: [],
    troubles: [expect.stringContaining('picked none of the 2 that stand there')],
  });
  read(webhook, {
    alerts: [{ id: 1, state: 'bad', is: true }],
    pages: [{ kind: 'alerts', items: [{ id: 1 }] }],
  });
  expect(read(webhook, body)).toMatchObject({ ok: true, inbound: [], troubles: [] });
});

test('a list without end is cut, and that is said', () => {
  const alerts = Array.from({ length: 700 }, (_, id) => ({ id }));
  const { signals, troubles } = told(on({ each: '$.alerts[*]', key: '$.id' }), { alerts });
  expect([signals.length, troubles]).toEqual([500, [expect.stringContaining('700')]]);
});

test('a body without the key is kept, and the reason names what to mend', () => {
  expect(read(on(), { hello: 'world' })).toMatchObject({
    ok: false,
    why: expect.stringMatching(/\$\.monitor\.id.*webhooks\.uptime/),
  });
});

describe('who is let in', () => {
  const sent = JSON.stringify(body());
  const seconds = String(Math.floor(RECEIVED / 1_000));

  test('with the secret in a header', () => {
    const knock = (headers: Record<string, string>) => on().verify(deliveryOf(sent, headers));
    expect(knock({ authorization: `Bearer ${SECRET}` })).toBe(true);
    expect([knock({}), knock({ authorization: `Bearer ${OTHER_SECRET}` })]).toEqual([false, false]);
  });

  test('with a signature, where the mapping asks for one; the bare secret is then not enough', () => {
    const signed = on({ signature: { header: 'X-Sign', prefix: 'sha256=' } });
    const knock = (headers: Record<string, string>) => signed.verify(deliveryOf(sent, headers));
    expect(knock({ 'x-sign': `sha256=${hmacOf(SECRET, sent)}` })).toBe(true);
    expect([
      knock({ 'x-sign': hmacOf(SECRET, sent) }),
      knock({ 'x-sign': `sha256=${hmacOf(OTHER_SECRET, sent)}` }),
      knock({ authorization: `Bearer ${SECRET}` }),
    ]).toEqual([false, false, false]);
  });

  test('with a signed time that is recent', () => {
    const signed = on({ signature: { header: 'X-Sign', timestampHeader: 'X-Time', between: ':' } });
    const knock = (time: string, over = time) =>
      signed.verify(deliveryOf(sent, { 'x-sign': hmacOf(SECRET, `${over}:`, sent), 'x-time': time }));
    expect(knock(seconds)).toBe(true);
    expect([knock('1'), knock(seconds, '1'), knock('')]).toEqual([false, false, false]);
  });
});

test('a mapping whose secret is not set is off; a secret that is too short is refused by its variable', () => {
  const section = jsonWebhooksSection.parse({ uptime: UPTIME });
  expect(jsonWebhooks(section, {})).toEqual({ webhooks: [], problems: [] });
  expect(jsonWebhooks(section, { UPTIME_WEBHOOK_SECRET: 'short' }).problems).toEqual([
    expect.stringMatching(/^UPTIME_WEBHOOK_SECRET: .*16 characters/),
  ]);
});

test.each([
  ['a path that is none', { uptime: { ...UPTIME, key: '$.monitor[' } }, 'JSONPath'],
  ['a text where a path has to be', { uptime: { ...UPTIME, each: 'alerts' } }, 'JSONPath'],
  ['a secret in the file', { uptime: { ...UPTIME, secret: 'hunter2' } }, 'environment variable'],
  ['a name of a vendor', { pagerduty: UPTIME }, 'choose another name'],
  ['a name that is no address', { 'My Probe': UPTIME }, 'small letters'],
])('%s is refused with the remedy', (_name, section, words) => {
  const parsed = jsonWebhooksSection.safeParse(section);
  expect(JSON.stringify(parsed.error?.issues)).toContain(words);
});
