import { start } from '../incident/fixtures/given.ts';
import type { Signal } from '../incident/values.ts';
import { configured, openIncident, signalOf, situationOf } from './fixtures/alerts.ts';
import { routeSignal } from './route-signal.ts';
import type { Situation } from './routes.ts';
import { ruleProblems } from './rule-problems.ts';
import { planFor } from './rules.ts';

const MINUTE = 60_000;

function routed(routing: unknown, signal: Partial<Signal> = {}, known: Partial<Situation> = {}) {
  const { do: what, rule, shadows } = routeSignal(signalOf(signal), situationOf(known), configured(routing));
  return [what, rule.name, ...(shadows ? [shadows] : [])];
}

const only = (rule: Record<string, unknown>) => ({ rules: [{ name: 'mine', ...rule }] });
const open = { candidates: [openIncident()] };

test.each<[string, unknown, Partial<Signal>, Partial<Situation>, unknown[]]>([
  ['a rule that records keeps a critical alert quiet', only({ do: 'record' }), {}, {}, ['record', 'mine']],
  ['a rule that ignores joins nothing either', only({ do: 'ignore' }), {}, open, ['ignore', 'mine']],
  [
    'a rule that declares opens for a warning',
    only({ do: 'declare' }),
    { severity: 'warning' },
    {},
    ['declare', 'mine'],
  ],
  ['a rule that declares joins what is open', only({ do: 'declare' }), {}, open, ['attach', 'mine']],
  [
    'a rule that declares needs no service',
    only({ do: 'declare' }),
    { service: undefined },
    {},
    ['declare', 'mine'],
  ],
  [
    'a rule that declares still opens nothing for what fired long before',
    only({ do: 'declare' }),
    { startsAt: start - 61 * MINUTE },
    {},
    ['line', 'alerts that began long before they were first seen get one line'],
  ],
  [
    'a rule that declares keeps to three in ten minutes',
    only({ do: 'declare' }),
    {},
    { opens: [start, start, start] },
    ['group', 'no more than a few incidents open by themselves in ten minutes'],
  ],
  ['a rule that gives lines holds back a critical alert', only({ do: 'line' }), {}, {}, ['line', 'mine']],
  ['a line is not needed where an incident is open', only({ do: 'line' }), {}, open, ['attach', 'mine']],
  ['a rule that attaches opens nothing', only({ do: 'attach' }), {}, {}, ['record', 'mine']],
  ['a rule that attaches joins what is open', only({ do: 'attach' }), {}, open, ['attach', 'mine']],
  [
    'a rule that says nothing leaves it to the standard',
    only({ team: { is: 'payments' } }),
    {},
    {},
    ['declare', 'critical alerts declare'],
  ],
  [
    'a rule that is switched off is none',
    only({ do: 'record', enabled: false }),
    {},
    {},
    ['declare', 'critical alerts declare'],
  ],
  [
    'the first that matches decides',
    {
      rules: [
        { name: 'first', when: { service: 'check*' }, do: 'line' },
        { name: 'second', do: 'record' },
      ],
    },
    {},
    {},
    ['line', 'first'],
  ],
  [
    'one that does not match is passed over',
    {
      rules: [
        { name: 'first', when: { service: 'search' }, do: 'line' },
        { name: 'second', do: 'record' },
      ],
    },
    {},
    {},
    ['record', 'second'],
  ],
  [
    'a rule in shadow is written down and the standard done',
    only({ do: 'record', shadow: true }),
    {},
    {},
    ['declare', 'critical alerts declare', [{ rule: 'mine', do: 'record' }]],
  ],
  [
    'below the least severity a line is given',
    { declareFrom: 'SEV-2', severity: { label: 'priority', values: { high: 'SEV-1', low: 'SEV-3' } } },
    { labels: { priority: 'low' } },
    {},
    ['line', 'alerts below the severity that declares get one line'],
  ],
  [
    'from the least severity on it declares, whatever the monitor’s own word',
    { declareFrom: 'SEV-2', severity: { label: 'priority', values: { high: 'SEV-1' } } },
    { labels: { priority: 'high' }, severity: 'warning' },
    {},
    ['declare', 'critical alerts declare'],
  ],
  [
    'an alert of unknown severity counts as the default',
    { declareFrom: 'SEV-2' },
    {},
    {},
    ['line', 'alerts below the severity that declares get one line'],
  ],
])('%s', (_sentence, routing, signal, known, expected) => {
  expect(routed(routing, signal, known)).toEqual(expected);
});

test.each<[string, unknown, boolean]>([
  ['a label', { labels: { env: 'prod' } }, true],
  ['a label with any letters after it', { labels: { alertname: 'Kube*Error' } }, true],
  ['one of several words', { labels: { env: ['stage', 'prod'] } }, true],
  ['another word', { labels: { env: 'stage' } }, false],
  ['a label that is not there', { labels: { region: '*' } }, false],
  ['the vendor', { vendor: 'alertmanager' }, true],
  ['the severity in other letters', { severity: 'CRITICAL' }, true],
  ['an expression', { expression: 'signal.labels.env == "prod" && signal.title.contains("latency")' }, true],
  ['an expression that cannot be told', { expression: 'signal.labels.region == "eu"' }, false],
  ['an expression that holds and a matcher that does not', { team: 'x', expression: 'true' }, false],
])('a rule matches by %s', (_what, when, matches) => {
  const labels = { env: 'prod', alertname: 'KubeApiError' };
  expect(routed(only({ when, do: 'record' }), { labels })[1] === 'mine').toBe(matches);
});

test('labels give severity, service, team and fields; the rule’s own come before those of all', () => {
  const policy = configured({
    service: { label: ['app', 'job'] },
    team: { label: 'owner', otherwise: 'platform' },
    fields: { region: { label: 'region' }, tier: { is: 'gold' } },
    rules: [
      {
        name: 'mine',
        severity: { label: 'priority', values: { P1: 'sev-1' } },
        fields: { tier: { is: 'lead' } },
      },
    ],
  });
  const labels = { job: 'cart', region: 'eu-1', priority: 'P1' };
  const { plan } = planFor(signalOf({ labels, service: undefined, severity: 'warning' }), policy);
  expect(plan).toMatchObject({
    signal: { service: 'cart', team: 'platform', severity: 'sev-1' },
    severity: { label: 'SEV-1' },
    fields: { region: 'eu-1', tier: 'lead' },
  });
});

test('a label with a word that names no severity leaves the monitor’s own', () => {
  const policy = configured({ severity: { label: 'priority' } });
  const { plan } = planFor(signalOf({ labels: { priority: 'toString' } }), policy);
  expect(plan.signal.severity).toBe('critical');
  expect(plan.severity).toBeUndefined();
});

test.each<[string, unknown, Partial<Signal>, Partial<Situation>, string]>([
  [
    'of the service, seen within the window',
    { by: 'service' },
    {},
    { candidates: [openIncident()] },
    'attach',
  ],
  [
    'of the service, quiet for longer than the window',
    { by: 'service', window: '5m' },
    {},
    { candidates: [openIncident({ activeAt: start - 5 * MINUTE - 1 })] },
    'declare',
  ],
  [
    'of the team, whatever the service',
    { by: 'team' },
    { service: 'search', team: 'payments' },
    { candidates: [openIncident({ team: 'payments' })] },
    'attach',
  ],
  [
    'of another team',
    { by: 'team' },
    { team: 'x' },
    { candidates: [openIncident({ team: 'payments' })] },
    'declare',
  ],
  ['none at all', { by: 'none' }, {}, { candidates: [openIncident()] }, 'declare'],
])('grouping takes an alert into the incident %s', (_what, group, signal, known, expected) => {
  expect(routed({ group }, signal, known)[0]).toBe(expected);
});

test('by expression, alerts for which it gives the same are one incident while the window lasts', () => {
  const routing = { group: { by: 'expression', expression: 'signal.labels.cluster', window: '10m' } };
  const signal = { labels: { cluster: 'eu' }, service: 'search' };
  const { key } = planFor(signalOf(signal), configured(routing)).plan.group ?? { key: '' };
  const candidates = [openIncident({ activeAt: start - 60 * MINUTE })];
  const lately = { [key]: { incident: 'incident/i1', at: start - 10 * MINUTE } };
  const earlier = { [key]: { incident: 'incident/i1', at: start - 10 * MINUTE - 1 } };
  expect(routed(routing, signal, { candidates, groups: lately })[0]).toBe('attach');
  expect(routed(routing, signal, { candidates, groups: earlier })[0]).toBe('declare');
  expect(routed(routing, { ...signal, labels: { cluster: 'us' } }, { candidates, groups: lately })[0]).toBe(
    'declare',
  );
});

test('what began five times within an hour is said once, then counted', () => {
  const startsAt = start - 60_000;
  const starts = [4, 3, 2, 1].map((n) => startsAt - n * 10 * MINUTE);
  const flapping = 'an alert that keeps coming and going is said once, then counted';
  expect(routed({}, { startsAt }, { flap: { starts: starts.slice(1) } })[0]).toBe('declare');
  expect(routed({}, { startsAt }, { flap: { starts } })).toEqual(['line', flapping]);
  expect(routed({}, { startsAt }, { flap: { starts, said: start } })).toEqual(['record', flapping]);
  const before = starts.map((at) => at - 60 * MINUTE);
  expect(routed({}, { startsAt }, { flap: { starts: before, said: start } })[0]).toBe('declare');
});

test('what flaps joins its open incident all the same, and that is said once', () => {
  const starts = [4, 3, 2, 1].map((n) => start - n * 10 * MINUTE);
  const join = (flap: Situation['flap']) =>
    routeSignal(signalOf(), situationOf({ ...open, flap }), configured({}));
  expect(join({ starts })).toMatchObject({ do: 'attach', flapping: 5 });
  expect(join({ starts, said: start })).not.toHaveProperty('flapping');
});

test('what fires again while its incident is watched takes it back', () => {
  const soak = { until: start + MINUTE, from: 'acknowledged' as const, event: 'e1' };
  const before = openIncident({ status: 'mitigated', soak });
  expect(routed({}, {}, { before })).toEqual(['attach', 'an alert that fires again takes its incident back']);
  const late = openIncident({ status: 'mitigated', soak: { ...soak, until: start } });
  expect(routed({}, {}, { before: late })[0]).toBe('declare');
  const hidden = openIncident({ status: 'mitigated', soak, private: true });
  expect(routed({}, {}, { before: hidden })[0]).toBe('declare');
});

test('what was part of a merged incident joins the one that goes on, whatever its service, while that takes alerts', () => {
  const goesOn = (state: Parameters<typeof openIncident>[0]) => ({
    before: { ...openIncident({ service: 'another', ...state }), merged: true },
  });
  expect(routed({}, {}, goesOn({}))).toEqual([
    'attach',
    'an alert of a merged incident fires again in the one that goes on',
  ]);
  expect(routed({}, {}, { before: openIncident({ service: 'another' }) })[0]).toBe('declare');
  for (const state of [{ status: 'resolved' }, { status: 'mitigated' }, { private: true }] as const) {
    expect(routed({}, {}, goesOn(state))[0]).toBe('declare');
  }
});

test('a wrong expression and an unknown severity are named with their place', () => {
  const policy = configured(
    {
      declareFrom: 'SEV-9',
      group: { by: 'expression', expression: '[signal]' },
      rules: [
        {
          name: 'a',
          severity: { label: 'x', values: { P1: 'huge' } },
          when: { expression: 'signal.title = 1' },
        },
      ],
    },
    [{ name: 'm', when: { expression: 'nobody' }, from: '2026-11-30 10:00', to: '2026-11-30 11:00' }],
  );
  expect(ruleProblems(policy).map(({ path, why }) => `${path.join('.')}: ${why}`)).toEqual([
    'routing.declareFrom: SEV-9 is no severity; use SEV-1, SEV-2, SEV-3 or SEV-4',
    expect.stringMatching(/^routing.group.expression: column 1 of the expression: it gives list/),
    expect.stringMatching(/^routing.rules.0.when.expression: column 14 of the expression: /),
    'routing.rules.0.severity.values.P1: huge is no severity; use SEV-1, SEV-2, SEV-3 or SEV-4',
    expect.stringMatching(/^mutes.0.when.expression: column 1 of the expression: Unknown variable: nobody/),
  ]);
});

test('a rank that the monitor gives names the severity; a rule’s own severity stands above both its rank and its word', () => {
  const paged = signalOf({ severity: 'critical', priority: 'P2' });
  expect(planFor(paged, configured({})).plan).toMatchObject({ word: 'critical', severity: { id: 'sev-2' } });
  const { plan } = planFor(paged, configured(only({ severity: { is: 'sev-4' } })));
  expect(plan).toMatchObject({ word: 'critical', severity: { id: 'sev-4' }, signal: { severity: 'sev-4' } });
  expect(plan.signal.priority).toBeUndefined();
});

test('an expression sees the rank, which is empty where there is none', () => {
  const rule = only({ do: 'declare', when: { expression: 'signal.priority == "P1"' } });
  expect(routed(rule, { severity: 'warning', priority: 'P1' })[0]).toBe('declare');
  expect(routed(rule, { severity: 'warning' })[0]).toBe('line');
});
