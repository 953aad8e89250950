import { alerted, bo, declared, minutes, start } from '../incident/fixtures/given.ts';
import type { Incident } from '../incident/state.ts';
import type { Signal } from '../incident/values.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { serviceOf } from '../policy/services.ts';
import { RULES, routeSignal, type Situation } from './route-signal.ts';

const HOUR = 3_600_000;
const policy = {
  ...defaultPolicy,
  services: [serviceOf('checkout-api', { label: 'Checkout API', people: ['U7'] })],
};

const signal = (more: Partial<Signal> = {}): Signal => ({
  vendor: 'alertmanager',
  dedupeKey: 'f1/1',
  state: 'firing',
  title: 'Checkout latency is high',
  severity: 'critical',
  service: 'checkout-api',
  labels: {},
  links: {},
  startsAt: start - 60_000,
  ...more,
});

const quiet: Situation = {
  now: start,
  firstSeenAt: start,
  over: false,
  candidates: [],
  opens: [],
  lines: [],
};

const openIncident = (more: Partial<Incident> = {}) => ({
  stream: 'incident/i1',
  incident: { ...declared({ service: 'checkout-api' }, policy).state(), ...more },
});

const route = (given: Partial<Signal>, known: Partial<Situation> = {}) => {
  const { do: what, rule } = routeSignal(signal(given), { ...quiet, ...known }, policy);
  return [what, rule.name];
};

test.each<[string, Partial<Signal>, Partial<Situation>, string, keyof typeof RULES]>([
  ['a critical alert of a service declares', {}, {}, 'declare', 'declare'],
  ['CRITICAL is critical', { severity: 'CRITICAL' }, {}, 'declare', 'declare'],
  ['a warning gets a line', { severity: 'warning' }, {}, 'line', 'warning'],
  ['an alert without a severity gets a line', { severity: undefined }, {}, 'line', 'warning'],
  ['an alert without a service gets a line', { service: undefined }, {}, 'line', 'noService'],
  ['a blank service is none', { service: '  ' }, {}, 'line', 'noService'],
  [
    'what fired more than an hour before we saw it gets a line',
    { startsAt: start - HOUR - 1 },
    {},
    'line',
    'stale',
  ],
  ['an hour is not yet stale', { startsAt: start - HOUR }, {}, 'declare', 'declare'],
  [
    'what we saw in time is not stale when it is routed late',
    { startsAt: start - HOUR - 60_000 },
    { firstSeenAt: start - HOUR, now: start },
    'declare',
    'declare',
  ],
  ['info is only recorded', { severity: 'info' }, {}, 'record', 'recordsOnly'],
  ['none is only recorded', { severity: 'none' }, {}, 'record', 'recordsOnly'],
  [
    'info joins no incident either',
    { severity: 'info' },
    { candidates: [openIncident()] },
    'record',
    'recordsOnly',
  ],
  ['a test ping is only recorded', { test: true }, {}, 'record', 'test'],
  ['what is over before it is routed gets a line, no channel', {}, { over: true }, 'line', 'over'],
  [
    'a warning joins the open incident of its service',
    { severity: 'warning' },
    { candidates: [openIncident()] },
    'attach',
    'attach',
  ],
  ['the third in ten minutes still opens', {}, { opens: [start - 1, start - 2] }, 'declare', 'declare'],
  [
    'those that opened by a clock that was set back since do not count for ever',
    {},
    { opens: [start + HOUR, start + HOUR, start + HOUR], group: { window: 'w', at: start + HOUR } },
    'declare',
    'declare',
  ],
  ['the fourth is grouped', {}, { opens: [start - 1, start - 2, start - 3] }, 'group', 'limit'],
  [
    'after ten minutes one may open again',
    {},
    { opens: [start - 1, start - 2, start - 600_000] },
    'declare',
    'declare',
  ],
  ['the fourth line is grouped', { severity: 'warning' }, { lines: [start, start, start] }, 'group', 'lines'],
  [
    'an end is noted on its incident',
    { state: 'resolved' },
    { incident: 'incident/i1' },
    'resolve',
    'resolved',
  ],
  ['the end of what joined nothing is only recorded', { state: 'resolved' }, {}, 'record', 'unknownEnd'],
  ['what is part of an incident stays there', {}, { incident: 'incident/i1' }, 'record', 'known'],
])('%s', (_sentence, given, known, what, rule) => {
  expect(route(given, known)).toEqual([what, RULES[rule].name]);
});

test.each<[string, Partial<Incident>]>([
  ['mitigated', { status: 'mitigated' }],
  ['resolved', { status: 'resolved' }],
  ['private', { private: true }],
  ['a drill', { kind: 'drill' }],
  ['of another service', { service: 'search' }],
  ['asleep for more than 24 h', { activeAt: start - 24 * HOUR - 1 }],
])('nothing joins an incident that is %s', (_what, more) => {
  expect(route({}, { candidates: [openIncident(more)] })[0]).toBe('declare');
});

test('a service is the same by its id and its label', () => {
  expect(route({ service: 'Checkout API' }, { candidates: [openIncident()] })[0]).toBe('attach');
});

test('of two open incidents the one most lately active takes the alert', () => {
  const older = openIncident({ activeAt: start - 60_000 });
  const newer = { ...openIncident({ activeAt: start - 30_000 }), stream: 'incident/i2' };
  const chosen = routeSignal(signal(), { ...quiet, candidates: [older, newer] }, policy);
  expect(chosen).toMatchObject({
    do: 'attach',
    incident: 'incident/i2',
    because: expect.stringContaining('INC-42'),
  });
});

test('grouped alerts share one message until none has come for ten minutes', () => {
  const full = { opens: [start, start, start] };
  const first = routeSignal(signal(), { ...quiet, ...full }, policy);
  expect(first).toMatchObject({ do: 'group', window: String(start) });
  const group = { window: 'w1', at: start - 599_999 };
  expect(routeSignal(signal(), { ...quiet, ...full, group }, policy)).toMatchObject({ window: 'w1' });
  const old = { window: 'w1', at: start - 600_000 };
  expect(routeSignal(signal(), { ...quiet, ...full, group: old }, policy)).toMatchObject({
    window: String(start),
  });
});

test('every rule says how to switch it off', () => {
  for (const { name, off } of Object.values(RULES)) {
    expect(name).toMatch(/^[a-z]/);
    expect(off).not.toBe('');
  }
});

test('an incident that an alert opened takes the next alert of its service', () => {
  const world = alerted({}, policy);
  world.when('assign-role', { role: 'ic', to: bo }, { at: minutes(2) });
  const candidates = [{ stream: 'incident/i1', incident: world.state() }];
  expect(route({ dedupeKey: 'f2/1' }, { candidates, now: minutes(3) })[0]).toBe('attach');
});
