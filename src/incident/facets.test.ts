import { facetsOf } from './facets.ts';
import { alerted, alertmanager, declared, latencyHigh, minutes, says } from './fixtures/given.ts';

test('an incident is found by what it is', () => {
  const world = alerted({ team: 'payments' });
  world.when('add-item', { kind: 'task', text: 'Restart the cache' });
  says(world, 9, 'looking');
  expect(facetsOf(world.state())).toEqual({
    number: 42,
    status: 'detected',
    open: 1,
    severity: 3,
    service: 'checkout-api',
    team: 'payments',
    private: 0,
    kind: 'real',
    declaredAt: minutes(0),
    resolvedAt: null,
    activeAt: minutes(9),
    openItems: 1,
    canAttach: 1,
  });
});

test('alerts that repeat do not keep an incident alive; people do', () => {
  const world = alerted();
  const signal = { ...latencyHigh, dedupeKey: 'f2/1' };
  world.when('attach-signal', { signal, because: 'same service' }, { by: alertmanager, at: minutes(5) });
  expect(world.state().activeAt).toBe(minutes(0));
  world.when('acknowledge', {}, { at: minutes(7) });
  expect(world.state().activeAt).toBe(minutes(7));
});

test.each([
  ['mitigated', 1, 0],
  ['resolved', 0, 0],
] as const)('nothing attaches to one that is %s', (status, open, canAttach) => {
  const world = alerted();
  world.when('change-status', { status });
  expect(facetsOf(world.state())).toMatchObject({ open, canAttach });
});

test('nothing attaches to a drill, or where no service is named', () => {
  expect(facetsOf(alerted({ kind: 'drill' }).state()).canAttach).toBe(0);
  expect(facetsOf(declared().state()).canAttach).toBe(0);
});

test('an imported incident is read, not run: it is not among those that are open', () => {
  expect(facetsOf(declared({ kind: 'imported' }).state())).toMatchObject({ open: 0, canAttach: 0 });
});
